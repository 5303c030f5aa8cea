//! What the hub did not take from desks, with the reason, for whoever looks after the office.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, EntryId};
use serde::Serialize;
use sync::Refusal;

use super::chains::read_refusal;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::read_entry;
use crate::sql::{Row, Value};

/// An entry that has no place in the order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RefusedEntry {
    pub device: DeviceId,
    pub entry: EntryId,
    pub subject: Option<DeclarationId>,
    pub kind: String,
    pub actor: String,
    /// By the desk's clock.
    pub written_at: DateTime<Utc>,
    /// By the hub's clock.
    pub refused_at: DateTime<Utc>,
    /// Why, and what to do.
    #[serde(flatten)]
    pub refusal: Refusal,
}

impl Office {
    /// What was refused, the latest first, of one desk or of all: entries that their own desks have
    /// in their trays, and what revoked desks offered and nobody took in yet.
    ///
    /// # Errors
    /// The database's.
    pub fn refused(
        &self,
        device: Option<DeviceId>,
        limit: u32,
    ) -> Result<Vec<RefusedEntry>, OfficeError> {
        let of_device = match device {
            Some(_) => "AND device = $2",
            None => "AND CAST($2 AS BYTEA) IS NOT NULL",
        };
        let apart = format!(
            "SELECT entry, at, refusal FROM apart WHERE office = $1 AND refusal <> '' {of_device}
             ORDER BY at DESC, device, device_sequence DESC LIMIT $3"
        );
        let quarantined = format!(
            "SELECT entry, at FROM quarantined
             WHERE office = $1 AND applied_at IS NULL {of_device}
             ORDER BY at DESC, device, device_sequence DESC LIMIT $3"
        );
        let whose = device.map_or_else(uuid::Uuid::nil, |device| device.0);
        let params: [Value; 3] = [self.number.into(), whose.into(), limit.into()];
        let mut all = self.sql.read(|tx| {
            let answered = tx.query(&apart, &params)?;
            let kept = tx.query(&quarantined, &params)?;
            let answered = answered.iter().map(|row| read(row, Some(read_refusal(row.text(2)?)?)));
            let kept = kept.iter().map(|row| read(row, None));
            answered.chain(kept).collect::<Result<Vec<_>, _>>()
        })?;
        all.sort_by_key(|refused| std::cmp::Reverse(refused.refused_at));
        all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(all)
    }
}

fn read(row: &Row, refusal: Option<Refusal>) -> Result<RefusedEntry, OfficeError> {
    let entry = read_entry(row.blob(0)?)?;
    Ok(RefusedEntry {
        device: entry.device,
        entry: entry.id,
        subject: entry.subject,
        kind: entry.kind,
        actor: entry.actor,
        written_at: entry.at,
        refused_at: row.moment(1)?,
        refusal: refusal.unwrap_or_else(|| revoked(entry.device)),
    })
}

fn revoked(device: DeviceId) -> Refusal {
    let error = OfficeError::DeviceRevoked(device);
    Refusal {
        code: error.code().to_owned(),
        message: error.to_string(),
        hint: format!("`greenlane hub recover {device}` takes in what it offered after all."),
    }
}
