//! What a revoked device still had to say: neither taken nor lost.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, Entry, EntryId};
use serde_json::json;
use sync::wire::MAX_OFFERS;
use sync::{Offer, PushAnswer};
use uuid::Uuid;

use super::offered::Offered;
use super::taking::{Taken, Taking};
use crate::devices::actor;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::read_entry;
use crate::sql::{Insert, Kind, Row, Transaction, Value};

/// An entry that a revoked device offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantined {
    /// As it was written.
    pub entry: Entry,
    /// When it was offered.
    pub at: DateTime<Utc>,
    /// When a supervisor took it into the order after all, and who.
    pub applied: Option<(DateTime<Utc>, String)>,
}

const INSERT: Insert<'_> = Insert {
    table: "quarantined",
    columns: &[
        ("office", Kind::Int),
        ("device", Kind::Blob),
        ("device_sequence", Kind::Int),
        ("id", Kind::Blob),
        ("subject", Kind::Blob),
        ("kind", Kind::Text),
        ("actor", Kind::Text),
        ("seen", Kind::Int),
        ("entry", Kind::Blob),
        ("at", Kind::Int),
    ],
    conflict: "ON CONFLICT (office, device, device_sequence, id) DO NOTHING",
};

/// The most that is kept of one desk, in bytes as they are sent with [`AROUND`] for each entry: tens
/// of thousands of declarations. Whoever is shut out must not fill the hub's disk.
const MOST: u64 = 64 << 20;
/// What the database needs around an entry.
const AROUND: u64 = 256;

/// Keeps what a revoked desk offers of its own, under any of its `names`, as long as there is room;
/// the desk itself still has what there is none for. What others wrote comes from them.
pub(super) fn keep(
    office: &Office,
    tx: &mut Transaction<'_>,
    names: &HashSet<DeviceId>,
    offered: &[Offered<'_>],
    at: DateTime<Utc>,
) -> Result<(), OfficeError> {
    let names_held = Value::ids(names.iter().map(|name| name.0));
    let place = [office.number.into(), names_held];
    let held = "SELECT COUNT(*), COALESCE(SUM(LENGTH(entry)), 0) FROM quarantined
        WHERE office = $1 AND device = ANY($2)";
    let held = tx.one(held, &place)?;
    let before = held.number(0)? * AROUND + held.number(1)?;
    let known = known(office, tx, offered)?;
    let mut size = before;
    let mut fits = |offer: &&Offered<'_>| {
        size += offer.encoded.len() as u64 + AROUND;
        size <= MOST
    };
    let own = |offer: &&Offered<'_>| names.contains(&offer.entry.device);
    let new: Vec<&Offered<'_>> =
        offered.iter().filter(own).filter(|offer| !known.contains(&offer.entry.id.0)).collect();
    let kept: Vec<&Offered<'_>> = new.iter().copied().take_while(&mut fits).collect();
    tx.insert(&INSERT, &kept.iter().map(|offer| row(office, offer, at)).collect::<Vec<_>>())?;
    // Once: the next time nothing fits any more.
    if !kept.is_empty() && kept.len() < new.len() {
        let device = kept[0].entry.device;
        let detail = json!({ "device": device, "bytes": MOST });
        office.note(tx, at, &actor(device), "quarantine_full", &detail)?;
    }
    Ok(())
}

/// Which of these are kept already.
fn known(
    office: &Office,
    tx: &mut Transaction<'_>,
    offered: &[Offered<'_>],
) -> Result<HashSet<Uuid>, OfficeError> {
    let sql = "SELECT id FROM quarantined
        WHERE office = $1 AND device = ANY($2) AND device_sequence = ANY($3)";
    let devices: HashSet<Uuid> = offered.iter().map(|offer| offer.entry.device.0).collect();
    let sequences = offered.iter().map(|offer| i64::try_from(offer.entry.sequence));
    let sequences = sequences.map(|number| number.unwrap_or(i64::MAX)).collect();
    let params = [office.number.into(), Value::ids(devices), Value::Ints(sequences)];
    tx.query(sql, &params)?.iter().map(|row| row.uuid(0)).collect()
}

fn row(office: &Office, offer: &Offered<'_>, at: DateTime<Utc>) -> Vec<Value> {
    let entry = offer.entry;
    vec![
        office.number.into(),
        entry.device.into(),
        entry.sequence.into(),
        entry.id.into(),
        entry.subject.into(),
        entry.kind.as_str().into(),
        entry.actor.as_str().into(),
        offer.seen.into(),
        offer.encoded.clone().into(),
        Value::from(at),
    ]
}

impl Office {
    /// What revoked devices offered, in the order of their chains.
    ///
    /// # Errors
    /// The database's.
    pub fn quarantined(&self, device: DeviceId) -> Result<Vec<Quarantined>, OfficeError> {
        let sql = "SELECT entry, at, applied_at, applied_by FROM quarantined
            WHERE office = $1 AND device = $2 ORDER BY device_sequence, at";
        let params = [self.number.into(), device.into()];
        self.sql.read(|tx| tx.query(sql, &params)?.iter().map(read).collect())
    }

    /// Takes the work of a revoked device into the order after all, as far as it follows the device's
    /// chain; what `leave_out` names is refused, and so is what followed it about the same declaration.
    /// At most [`MAX_OFFERS`] entries at once: call it again while there are more.
    ///
    /// # Errors
    /// The database's.
    pub fn recover(
        &self,
        device: DeviceId,
        leave_out: &[EntryId],
        by: &str,
    ) -> Result<PushAnswer, OfficeError> {
        self.sql.transaction(|tx| {
            let mut taking = Taking::begin(self, tx, self.device)?;
            let offers = self.offers_of(tx, device, leave_out)?;
            let offered = offers.iter().map(Offered::read).collect::<Result<Vec<_>, _>>()?;
            let now = taking.now;
            let answer = match taking.take(tx, Uuid::nil(), &offered)? {
                Taken::Pushed(pushed) => pushed.answer,
                Taken::Quarantined => return Err(OfficeError::DeviceRevoked(self.device)),
            };
            if matches!(answer, PushAnswer::Done(_)) {
                let sql = "UPDATE quarantined SET applied_at = $4, applied_by = $5
                    WHERE office = $1 AND device = $2 AND id = ANY($3)";
                let ids = Value::ids(offers.iter().map(|offer| offer.entry.id.0));
                let params = [self.number.into(), device.into(), ids, now.into(), by.into()];
                tx.execute(sql, &params)?;
                let detail =
                    json!({ "device": device, "entries": offers.len(), "left_out": leave_out });
                self.note(tx, now, by, "recovered", &detail)?;
            }
            Ok(answer)
        })
    }

    fn offers_of(
        &self,
        tx: &mut Transaction<'_>,
        device: DeviceId,
        leave_out: &[EntryId],
    ) -> Result<Vec<Offer>, OfficeError> {
        let sql = "SELECT entry, seen FROM quarantined
            WHERE office = $1 AND device = $2 AND applied_at IS NULL
            ORDER BY device_sequence, at LIMIT $3";
        let params = [self.number.into(), device.into(), (MAX_OFFERS as u64).into()];
        let offer = |row: &Row| {
            let entry = read_entry(row.blob(0)?)?;
            let withheld = leave_out.contains(&entry.id);
            Ok(Offer { entry, seen: row.number(1)?, withheld })
        };
        tx.query(sql, &params)?.iter().map(offer).collect()
    }

    /// The declarations that quarantined work is about, to show what would change.
    ///
    /// # Errors
    /// The database's.
    pub fn quarantined_subjects(
        &self,
        device: DeviceId,
    ) -> Result<Vec<DeclarationId>, OfficeError> {
        let sql = "SELECT DISTINCT subject FROM quarantined
            WHERE office = $1 AND device = $2 AND subject IS NOT NULL AND applied_at IS NULL";
        let params = [self.number.into(), device.into()];
        let read = |row: &Row| Ok(DeclarationId(row.uuid(0)?));
        self.sql.read(|tx| tx.query(sql, &params)?.iter().map(read).collect())
    }
}

fn read(row: &Row) -> Result<Quarantined, OfficeError> {
    let at = row.optional(2, Row::moment)?;
    let by = row.optional(3, Row::text)?.map(str::to_owned);
    Ok(Quarantined { entry: read_entry(row.blob(0)?)?, at: row.moment(1)?, applied: at.zip(by) })
}
