//! Who may speak to the hub: enrolled devices, their roles, revocation.

mod enrolling;

use chrono::{DateTime, Utc};
use journal::DeviceId;
use serde_json::json;
use sync::Role;
use sync::link::DeskName;

pub use enrolling::{Enrolment, Invitation, Invited, SECRET};

use crate::error::{OfficeError, role_name};
use crate::office::Office;
use crate::sql::{Row, Transaction};

/// An enrolled device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    /// Ed25519.
    pub public_key: [u8; 32],
    /// What people call it.
    pub name: String,
    pub role: Role,
    pub enrolled_at: DateTime<Utc>,
    /// The name under which the same desk wrote before it was cloned or restored.
    pub before: Option<DeviceId>,
    /// When it last pushed.
    pub seen_at: Option<DateTime<Utc>>,
    /// How many of its entries the hub knows.
    pub sequence: u64,
    pub revoked_at: Option<DateTime<Utc>>,
    pub revoked_by: Option<String>,
}

/// The most desks whose names are told at once: more than any office has, with those that took
/// another name.
pub const MAX_DESKS: u64 = 5_000;

const COLUMNS: &str = "d.device, d.public_key, d.name, d.role, d.enrolled_at, d.before, d.seen_at,
    c.sequence, d.revoked_at, d.revoked_by";
const JOINED: &str =
    "FROM device d LEFT JOIN chain c ON c.office = d.office AND c.device = d.device";

impl Office {
    /// A device with its key and role, read anew each time: revocation takes effect at once.
    ///
    /// # Errors
    /// The database's.
    pub fn device(&self, device: DeviceId) -> Result<Option<Device>, OfficeError> {
        self.sql.read(|tx| self.device_in(tx, device))
    }

    /// All devices, in the order in which they were enrolled.
    ///
    /// # Errors
    /// The database's.
    pub fn devices(&self) -> Result<Vec<Device>, OfficeError> {
        let sql = format!(
            "SELECT {COLUMNS} {JOINED} WHERE d.office = $1 ORDER BY d.enrolled_at, d.device"
        );
        self.sql.read(|tx| tx.query(&sql, &[self.number.into()])?.iter().map(read).collect())
    }

    /// What the office's desks are called, those that were enrolled last first; what the hub writes
    /// itself is the office's. At most [`MAX_DESKS`].
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`, `RoleNotAllowed`.
    pub fn desks(&self, device: DeviceId) -> Result<Vec<DeskName>, OfficeError> {
        let sql = "SELECT device, name FROM device WHERE office = $1
            ORDER BY enrolled_at DESC, device LIMIT $2";
        self.sql.read(|tx| {
            self.reader(tx, device)?;
            let office = DeskName { device: self.device, name: self.standing(tx)?.name };
            let rows = tx.query(sql, &[self.number.into(), (MAX_DESKS - 1).into()])?;
            let desk = |row: &Row| {
                Ok(DeskName { device: DeviceId(row.uuid(0)?), name: row.text(1)?.to_owned() })
            };
            std::iter::once(Ok(office)).chain(rows.iter().map(desk)).collect()
        })
    }

    /// Takes a device's rights away. What it offers from now on is kept apart, see
    /// [`Office::quarantined`].
    ///
    /// # Errors
    /// `UnknownDevice`.
    pub fn revoke(&self, device: DeviceId, by: &str) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            self.locked(tx)?;
            let known = self.device_in(tx, device)?.ok_or(OfficeError::UnknownDevice(device))?;
            if known.revoked_at.is_some() {
                return Ok(());
            }
            let sql = "UPDATE device SET revoked_at = $3, revoked_by = $4
                       WHERE office = $1 AND device = $2";
            tx.execute(sql, &[self.number.into(), device.into(), now.into(), by.into()])?;
            self.note(tx, now, by, "revoked", &json!({ "device": device, "name": known.name }))
        })
    }

    /// Gives a device another role.
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`.
    pub fn change_role(&self, device: DeviceId, role: Role, by: &str) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            self.locked(tx)?;
            let before = self.active(tx, device)?.role;
            self.set_role(tx, device, role)?;
            let detail = json!({ "device": device, "from": before, "to": role });
            self.note(tx, now, by, "role_changed", &detail)
        })
    }

    /// A device was heard of.
    pub(crate) fn heard(
        &self,
        tx: &mut Transaction<'_>,
        device: DeviceId,
        at: DateTime<Utc>,
    ) -> Result<(), OfficeError> {
        let sql = "UPDATE device SET seen_at = $3 WHERE office = $1 AND device = $2";
        tx.execute(sql, &[self.number.into(), device.into(), at.into()]).map(drop)
    }

    /// A device was heard of without pushing anything.
    ///
    /// # Errors
    /// The database's.
    pub fn note_seen(&self, device: DeviceId) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| self.heard(tx, device, now))
    }

    /// A device that may speak.
    pub(crate) fn active(
        &self,
        tx: &mut Transaction<'_>,
        device: DeviceId,
    ) -> Result<Device, OfficeError> {
        let known = self.device_in(tx, device)?.ok_or(OfficeError::UnknownDevice(device))?;
        match known.revoked_at {
            Some(_) => Err(OfficeError::DeviceRevoked(device)),
            None => Ok(known),
        }
    }

    pub(crate) fn device_in(
        &self,
        tx: &mut Transaction<'_>,
        device: DeviceId,
    ) -> Result<Option<Device>, OfficeError> {
        let sql = format!("SELECT {COLUMNS} {JOINED} WHERE d.office = $1 AND d.device = $2");
        tx.first(&sql, &[self.number.into(), device.into()])?.as_ref().map(read).transpose()
    }

    fn set_role(
        &self,
        tx: &mut Transaction<'_>,
        device: DeviceId,
        role: Role,
    ) -> Result<(), OfficeError> {
        let sql = "UPDATE device SET role = $3 WHERE office = $1 AND device = $2";
        tx.execute(sql, &[self.number.into(), device.into(), role_name(role).into()]).map(drop)
    }
}

/// How the audit calls a device.
pub(crate) fn actor(device: DeviceId) -> String {
    format!("device:{device}")
}

fn read(row: &Row) -> Result<Device, OfficeError> {
    let key = row.blob(1)?.try_into();
    let key = key.map_err(|_| OfficeError::Damaged { what: "a key has not 32 bytes".into() })?;
    Ok(Device {
        id: DeviceId(row.uuid(0)?),
        public_key: key,
        name: row.text(2)?.to_owned(),
        role: role_of(row.text(3)?)?,
        enrolled_at: row.moment(4)?,
        before: row.optional(5, Row::uuid)?.map(DeviceId),
        seen_at: row.optional(6, Row::moment)?,
        sequence: row.optional(7, Row::number)?.unwrap_or(0),
        revoked_at: row.optional(8, Row::moment)?,
        revoked_by: row.optional(9, Row::text)?.map(str::to_owned),
    })
}

pub(crate) fn role_of(name: &str) -> Result<Role, OfficeError> {
    serde_json::from_value(name.into())
        .map_err(|_| OfficeError::Damaged { what: format!("there is no role “{name}”") })
}
