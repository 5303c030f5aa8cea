//! What a revoked device still had to say: neither taken nor lost.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, Entry};

use super::offered::Offered;
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

const INSERT: Insert = Insert {
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
