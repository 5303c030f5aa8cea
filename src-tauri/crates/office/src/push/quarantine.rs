//! What a revoked device still had to say: neither taken nor lost.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, Entry, EntryId};
use serde_json::json;
use sync::wire::MAX_OFFERS;
use sync::{Offer, PushAnswer};

use super::offered::Offered;
use super::taking::{Taken, Taking};
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

/// Keeps what a revoked device offers.
pub(super) fn keep(
    office: &Office,
    tx: &mut Transaction<'_>,
    offered: &[Offered<'_>],
    at: DateTime<Utc>,
) -> Result<(), OfficeError> {
    let row = |offer: &Offered<'_>| {
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
    };
    let rows: Vec<_> = offered.iter().map(row).collect();
    tx.insert(&INSERT, &rows)
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
            let answer = match taking.take(tx, uuid::Uuid::nil(), &offered)? {
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
