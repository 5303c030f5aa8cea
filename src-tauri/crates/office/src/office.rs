//! Opening an office, and what it says of itself.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use journal::DeviceId;
use sync::HubState;
use uuid::Uuid;

use crate::error::OfficeError;
use crate::schema::MIGRATIONS;
use crate::sql::{Database, Row, Sql, Transaction, Value, migrate};
use crate::surroundings::{Surroundings, in_milliseconds};

/// One office's store. Cheap calls may run side by side; give it to threads in an `Arc`.
pub struct Office {
    pub(crate) sql: Sql,
    pub(crate) surroundings: Arc<dyn Surroundings>,
    /// The key that every table begins with.
    pub(crate) number: i64,
    /// The hub's own name as a device.
    pub(crate) device: DeviceId,
}

/// What an office says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeInfo {
    /// Its name.
    pub name: String,
    /// The hub's own name as a device.
    pub device: DeviceId,
    /// Where its order stands.
    pub hub: HubState,
}

/// What whoever watches an office is told: each rises, or becomes another, when there is news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The last number of the office's order.
    pub head: u64,
    /// The history that it belongs to.
    pub epoch: Uuid,
    /// How often a part of the queue was checked out or given back.
    pub leases: u64,
}

/// The office's row.
pub(crate) struct Standing {
    pub(crate) name: String,
    pub(crate) head: u64,
    pub(crate) floor: u64,
    pub(crate) epoch: Uuid,
    pub(crate) leases: u64,
    pub(crate) revisions: u64,
}

const STANDING: &str =
    "SELECT name, head, floor, epoch, leases, revisions FROM office WHERE office = $1";

impl Office {
    /// Opens the one office of a database; makes it where there is none yet.
    ///
    /// # Errors
    /// The database cannot be reached, or is of a newer program.
    pub fn open(
        database: &Database,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Self, OfficeError> {
        Self::open_named(database, None, surroundings)
    }

    /// Opens the office of that name where several share a database; makes it where there is none.
    /// Without a name it is the oldest one.
    ///
    /// # Errors
    /// The database cannot be reached, or is of a newer program.
    pub fn open_named(
        database: &Database,
        name: Option<&str>,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Self, OfficeError> {
        let surroundings = in_milliseconds(surroundings);
        let sql = Sql::open(database)?;
        migrate(&sql, MIGRATIONS)?;
        let (number, device) = sql.transaction(|tx| match found(tx, name)? {
            Some(found) => Ok(found),
            None => founded(tx, name.unwrap_or("Greenlane"), surroundings.as_ref()),
        })?;
        let office = Self { sql, surroundings, number, device };
        office.understand()?;
        Ok(office)
    }

    /// What the office says of itself.
    ///
    /// # Errors
    /// The database's.
    pub fn info(&self) -> Result<OfficeInfo, OfficeError> {
        let standing = self.sql.read(|tx| self.standing(tx))?;
        Ok(OfficeInfo {
            name: standing.name.clone(),
            device: self.device,
            hub: self.state(&standing),
        })
    }

    /// What has changed since somebody looked last; one short statement, asked again and again.
    ///
    /// # Errors
    /// The database's.
    pub fn marks(&self) -> Result<Marks, OfficeError> {
        let Standing { head, epoch, leases, .. } = self.sql.read(|tx| self.standing(tx))?;
        Ok(Marks { head, epoch, leases })
    }

    /// Where the office's order stands.
    ///
    /// # Errors
    /// The database's.
    pub fn head(&self) -> Result<HubState, OfficeError> {
        let standing = self.sql.read(|tx| self.standing(tx))?;
        Ok(self.state(&standing))
    }

    /// Gives the office another name.
    ///
    /// # Errors
    /// The database's.
    pub fn rename(&self, name: &str, by: &str) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            self.locked(tx)?;
            let sql = "UPDATE office SET name = $2 WHERE office = $1";
            tx.execute(sql, &[self.number.into(), name.into()])?;
            self.note(tx, now, by, "renamed", &serde_json::json!({ "name": name }))
        })
    }

    /// Lets desks that were away since before `to` ask declaration by declaration instead of for every
    /// page. It only ever rises.
    ///
    /// # Errors
    /// `TooLarge` beyond the head.
    pub fn raise_floor(&self, to: u64, by: &str) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            let Standing { head, floor, .. } = self.locked(tx)?;
            if to > head {
                return Err(OfficeError::TooLarge { what: format!("{to} entries"), limit: head });
            }
            if to <= floor {
                return Ok(());
            }
            let sql = "UPDATE office SET floor = $2 WHERE office = $1";
            tx.execute(sql, &[self.number.into(), to.into()])?;
            self.note(tx, now, by, "floor_raised", &serde_json::json!({ "from": floor, "to": to }))
        })
    }

    pub(crate) fn standing(&self, tx: &mut Transaction<'_>) -> Result<Standing, OfficeError> {
        read_standing(&tx.one(STANDING, &[self.number.into()])?)
    }

    /// The office's row, which nobody else may change until the end of the transaction.
    pub(crate) fn locked(&self, tx: &mut Transaction<'_>) -> Result<Standing, OfficeError> {
        let sql = format!("{STANDING}{}", tx.for_update());
        read_standing(&tx.one(&sql, &[self.number.into()])?)
    }

    pub(crate) fn move_head(&self, tx: &mut Transaction<'_>, head: u64) -> Result<(), OfficeError> {
        let sql = "UPDATE office SET head = $2 WHERE office = $1";
        tx.execute(sql, &[self.number.into(), head.into()]).map(drop)
    }

    /// Tells whoever watches that the leases are others now.
    pub(crate) fn move_leases(&self, tx: &mut Transaction<'_>) -> Result<(), OfficeError> {
        let sql = "UPDATE office SET leases = leases + 1 WHERE office = $1";
        tx.execute(sql, &[self.number.into()]).map(drop)
    }

    pub(crate) fn state(&self, standing: &Standing) -> HubState {
        HubState {
            epoch: standing.epoch,
            head: standing.head,
            floor: standing.floor,
            revisions: standing.revisions,
            at: self.surroundings.now(),
        }
    }
}

fn read_standing(row: &Row) -> Result<Standing, OfficeError> {
    Ok(Standing {
        name: row.text(0)?.to_owned(),
        head: row.number(1)?,
        floor: row.number(2)?,
        epoch: row.uuid(3)?,
        leases: row.number(4)?,
        revisions: row.number(5)?,
    })
}

fn found(
    tx: &mut Transaction<'_>,
    name: Option<&str>,
) -> Result<Option<(i64, DeviceId)>, OfficeError> {
    tx.lock_schema()?;
    let row = match name {
        Some(name) => {
            tx.first("SELECT office, device FROM office WHERE name = $1", &[name.into()])?
        }
        None => {
            tx.first("SELECT office, device FROM office ORDER BY created_at, office LIMIT 1", &[])?
        }
    };
    row.map(|row| Ok((row.int(0)?, DeviceId(row.uuid(1)?)))).transpose()
}

fn founded(
    tx: &mut Transaction<'_>,
    name: &str,
    surroundings: &dyn Surroundings,
) -> Result<(i64, DeviceId), OfficeError> {
    let mut bytes = [0; 8];
    surroundings.random(&mut bytes);
    // Never negative, so that it reads the same everywhere.
    let number = i64::from_le_bytes(bytes) & i64::MAX;
    let device = DeviceId(surroundings.new_id());
    let (epoch, now) = (surroundings.new_id(), surroundings.now());
    let sql = "INSERT INTO office (office, name, head, floor, epoch, device, created_at)
               VALUES ($1, $2, 0, 0, $3, $4, $5)";
    let params = [number.into(), name.into(), epoch.into(), device.into(), Value::from(now)];
    tx.execute(sql, &params)?;
    begin_epoch(tx, number, 1, epoch, 0, now)?;
    Ok((number, device))
}

pub(crate) fn begin_epoch(
    tx: &mut Transaction<'_>,
    office: i64,
    number: u64,
    epoch: Uuid,
    began_after: u64,
    at: DateTime<Utc>,
) -> Result<(), OfficeError> {
    let sql = "INSERT INTO epoch (office, number, epoch, began_after, at)
               VALUES ($1, $2, $3, $4, $5)";
    let params = [office.into(), number.into(), epoch.into(), began_after.into(), at.into()];
    tx.execute(sql, &params).map(drop)
}
