//! Parts of the queue that desks checked out. They end by the hub's clock.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use journal::{DeclarationId, DeviceId};
use sync::Role;
use sync::lease::{Lease, LeaseGranted, LeaseRequest, MAX_HOURS, MAX_LEASED, Taken};
use uuid::Uuid;

use crate::error::OfficeError;
use crate::office::Office;
use crate::sql::{Insert, Kind, Row, Transaction, Value};

const LEASED: Insert<'_> = Insert {
    table: "leased",
    columns: &[
        ("office", Kind::Int),
        ("lease", Kind::Blob),
        ("place", Kind::Int),
        ("subject", Kind::Blob),
    ],
    conflict: "",
};

const COLUMNS: &str = "lease, label, taken_by, device, since, until";

impl Office {
    /// All leases that run, the oldest first.
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`, `RoleNotAllowed`.
    pub fn leases(&self, device: DeviceId) -> Result<Vec<Lease>, OfficeError> {
        let now = self.surroundings.now();
        let sql = format!(
            "SELECT {COLUMNS} FROM lease
             WHERE office = $1 AND until > $2 AND returned_at IS NULL ORDER BY since, lease"
        );
        self.sql.read(|tx| {
            self.reader(tx, device)?;
            let rows = tx.query(&sql, &[self.number.into(), now.into()])?;
            let mut leases = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            self.fill(tx, &mut leases)?;
            Ok(leases)
        })
    }

    /// Checks out those of the declarations that nobody else has. Asking twice with one id gives one
    /// lease.
    ///
    /// # Errors
    /// `TooLarge`, `LeaseUnknown` where another desk has a lease of that id.
    pub fn take_lease(
        &self,
        device: DeviceId,
        request: &LeaseRequest,
    ) -> Result<LeaseGranted, OfficeError> {
        check(request)?;
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            self.locked(tx)?;
            self.reader(tx, device)?;
            let holders = self.holders(tx, device, &request.subjects, now)?;
            let mut counts: BTreeMap<(String, DateTime<Utc>), u32> = BTreeMap::new();
            for holder in holders.values() {
                *counts.entry(holder.clone()).or_default() += 1;
            }
            let taken = counts.into_iter().map(|((by, until), count)| Taken { by, until, count });
            let taken = taken.collect();
            if let Some(lease) = self.lease(tx, request.id)? {
                return match lease.device == device {
                    true => Ok(LeaseGranted { lease, taken }),
                    false => Err(OfficeError::LeaseUnknown),
                };
            }
            let mut seen = HashSet::new();
            let free = |subject: &&DeclarationId| {
                !holders.contains_key(*subject) && seen.insert(**subject)
            };
            let lease = Lease {
                id: request.id,
                label: request.label.clone(),
                by: request.by.clone(),
                device,
                since: now,
                until: now + TimeDelta::minutes(request.minutes.into()),
                subjects: request.subjects.iter().filter(free).copied().collect(),
            };
            self.write_lease(tx, &lease)?;
            self.move_leases(tx)?;
            Ok(LeaseGranted { lease, taken })
        })
    }

    /// Gives a lease back before its time; of another desk's only a supervisor may. Giving it back
    /// twice is fine.
    ///
    /// # Errors
    /// `LeaseUnknown`.
    pub fn return_lease(&self, device: DeviceId, lease: Uuid) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            self.locked(tx)?;
            let role = self.reader(tx, device)?.role;
            let known = self.lease(tx, lease)?.ok_or(OfficeError::LeaseUnknown)?;
            if known.device != device && role != Role::Supervisor {
                return Err(OfficeError::LeaseUnknown);
            }
            let sql = "UPDATE lease SET returned_at = $3
                WHERE office = $1 AND lease = $2 AND returned_at IS NULL";
            match tx.execute(sql, &[self.number.into(), lease.into(), now.into()])? {
                0 => Ok(()),
                _ => self.move_leases(tx),
            }
        })
    }

    fn lease(&self, tx: &mut Transaction<'_>, id: Uuid) -> Result<Option<Lease>, OfficeError> {
        let sql = format!("SELECT {COLUMNS} FROM lease WHERE office = $1 AND lease = $2");
        let row = tx.first(&sql, &[self.number.into(), id.into()])?;
        let Some(lease) = row.as_ref().map(read).transpose()? else { return Ok(None) };
        let mut leases = [lease];
        self.fill(tx, &mut leases)?;
        let [lease] = leases;
        Ok(Some(lease))
    }

    fn fill(&self, tx: &mut Transaction<'_>, leases: &mut [Lease]) -> Result<(), OfficeError> {
        let sql = "SELECT lease, subject FROM leased WHERE office = $1 AND lease = ANY($2)
            ORDER BY lease, place";
        let ids = Value::ids(leases.iter().map(|lease| lease.id));
        let mut subjects: HashMap<Uuid, Vec<DeclarationId>> = HashMap::new();
        for row in tx.query(sql, &[self.number.into(), ids])? {
            subjects.entry(row.uuid(0)?).or_default().push(DeclarationId(row.uuid(1)?));
        }
        for lease in leases {
            lease.subjects = subjects.remove(&lease.id).unwrap_or_default();
        }
        Ok(())
    }

    /// Which of the declarations another desk has, with who and until when.
    fn holders(
        &self,
        tx: &mut Transaction<'_>,
        device: DeviceId,
        subjects: &[DeclarationId],
        now: DateTime<Utc>,
    ) -> Result<HashMap<DeclarationId, (String, DateTime<Utc>)>, OfficeError> {
        let sql = "SELECT leased.subject, lease.taken_by, lease.until FROM lease
            JOIN leased ON leased.office = lease.office AND leased.lease = lease.lease
            WHERE lease.office = $1 AND lease.until > $2 AND lease.returned_at IS NULL
              AND lease.device <> $3 AND leased.subject = ANY($4)";
        let subjects = Value::ids(subjects.iter().map(|subject| subject.0));
        let params = [self.number.into(), now.into(), device.into(), subjects];
        let read = |row: &Row| {
            let holder = (row.text(1)?.to_owned(), row.moment(2)?);
            Ok((DeclarationId(row.uuid(0)?), holder))
        };
        tx.query(sql, &params)?.iter().map(read).collect()
    }

    fn write_lease(&self, tx: &mut Transaction<'_>, lease: &Lease) -> Result<(), OfficeError> {
        let sql = "INSERT INTO lease (office, lease, label, taken_by, device, since, until)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let params = [
            self.number.into(),
            lease.id.into(),
            lease.label.as_str().into(),
            lease.by.as_str().into(),
            lease.device.into(),
            lease.since.into(),
            Value::from(lease.until),
        ];
        tx.execute(sql, &params)?;
        let row = |(place, subject): (usize, &DeclarationId)| {
            vec![self.number.into(), lease.id.into(), (place as u64).into(), (*subject).into()]
        };
        let rows: Vec<_> = lease.subjects.iter().enumerate().map(row).collect();
        tx.insert(&LEASED, &rows)
    }
}

fn check(request: &LeaseRequest) -> Result<(), OfficeError> {
    let most = MAX_HOURS * 60;
    if request.minutes > most {
        let what = format!("{} minutes", request.minutes);
        return Err(OfficeError::TooLarge { what, limit: most.into() });
    }
    if request.subjects.len() > MAX_LEASED {
        let what = format!("{} declarations", request.subjects.len());
        return Err(OfficeError::TooLarge { what, limit: MAX_LEASED as u64 });
    }
    Ok(())
}

fn read(row: &Row) -> Result<Lease, OfficeError> {
    Ok(Lease {
        id: row.uuid(0)?,
        label: row.text(1)?.to_owned(),
        by: row.text(2)?.to_owned(),
        device: DeviceId(row.uuid(3)?),
        since: row.moment(4)?,
        until: row.moment(5)?,
        subjects: Vec::new(),
    })
}
