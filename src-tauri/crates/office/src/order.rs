//! The order itself: entries as they are stored and as they are sent.

use journal::{DeclarationId, Entry, EntryId, Placed};
use sync::Sequenced;
use sync::codec::{Stored, decode_entry, stored_to_bytes};
use uuid::Uuid;

use crate::error::OfficeError;
use crate::office::Office;
use crate::sql::{Row, Transaction, Value};

/// An entry of the order, as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) sequence: u64,
    pub(crate) encoded: Vec<u8>,
    pub(crate) against: Vec<EntryId>,
}

impl Kept {
    /// Reads columns `sequence, against, entry`, the first of which is at `from`.
    pub(crate) fn read(row: &mut Row, from: usize) -> Result<Self, OfficeError> {
        Ok(Self {
            sequence: row.number(from)?,
            against: ids_of(row.blob(from + 1)?)?,
            encoded: row.take_blob(from + 2)?,
        })
    }

    pub(crate) fn entry(&self) -> Result<Entry, OfficeError> {
        read_entry(&self.encoded)
    }

    pub(crate) fn sequenced(&self) -> Result<Sequenced, OfficeError> {
        let (sequence, against) = (self.sequence, self.against.clone());
        Ok(Sequenced { sequence, entry: self.entry()?, against })
    }

    pub(crate) fn placed(&self) -> Result<Placed, OfficeError> {
        let (sequence, contests) = (Some(self.sequence), self.against.clone());
        Ok(Placed { entry: self.entry()?, sequence, contests })
    }

    pub(crate) fn stored(&self) -> Stored<'_> {
        Stored { sequence: self.sequence, encoded: &self.encoded, against: &self.against }
    }
}

pub(crate) fn read_entry(encoded: &[u8]) -> Result<Entry, OfficeError> {
    decode_entry(encoded).map_err(|cause| OfficeError::Damaged { what: cause.to_string() })
}

/// Ids one after the other, 16 bytes each.
pub(crate) fn bytes_of(ids: &[EntryId]) -> Vec<u8> {
    ids.iter().flat_map(|id| *id.0.as_bytes()).collect()
}

pub(crate) fn ids_of(bytes: &[u8]) -> Result<Vec<EntryId>, OfficeError> {
    let (ids, rest) = bytes.as_chunks::<16>();
    match rest {
        [] => Ok(ids.iter().map(|id| EntryId(Uuid::from_bytes(*id))).collect()),
        _ => Err(OfficeError::Damaged { what: "a list of ids ends in the middle of one".into() }),
    }
}

impl Office {
    /// Everything about some declarations, in the office's order.
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`, `RoleNotAllowed`; `TooLarge` beyond [`MAX_SUBJECTS`].
    pub fn history(
        &self,
        device: journal::DeviceId,
        subjects: &[DeclarationId],
    ) -> Result<Vec<Sequenced>, OfficeError> {
        self.history_kept(device, subjects)?.iter().map(Kept::sequenced).collect()
    }

    /// The same, ready to be sent.
    ///
    /// # Errors
    /// As [`Office::history`].
    pub fn history_bytes(
        &self,
        device: journal::DeviceId,
        subjects: &[DeclarationId],
    ) -> Result<Vec<u8>, OfficeError> {
        let kept = self.history_kept(device, subjects)?;
        Ok(stored_to_bytes(kept.iter().map(Kept::stored)))
    }

    fn history_kept(
        &self,
        device: journal::DeviceId,
        subjects: &[DeclarationId],
    ) -> Result<Vec<Kept>, OfficeError> {
        if subjects.len() > MAX_SUBJECTS {
            let what = format!("{} declarations", subjects.len());
            return Err(OfficeError::TooLarge { what, limit: MAX_SUBJECTS as u64 });
        }
        self.sql.read(|tx| {
            self.reader(tx, device)?;
            let mut kept = self.entries_of(tx, subjects, u64::MAX)?;
            kept.sort_by_key(|kept| kept.sequence);
            Ok(kept)
        })
    }

    /// The device, if it is one that may read the office's entries.
    pub(crate) fn reader(
        &self,
        tx: &mut Transaction<'_>,
        device: journal::DeviceId,
    ) -> Result<crate::devices::Device, OfficeError> {
        let device = self.active(tx, device)?;
        match device.role.may_pull() {
            true => Ok(device),
            false => Err(OfficeError::RoleNotAllowed {
                role: device.role,
                what: "reading the office's entries",
            }),
        }
    }

    /// The entries of these declarations up to a place in the order, by declaration.
    pub(crate) fn entries_of(
        &self,
        tx: &mut Transaction<'_>,
        subjects: &[DeclarationId],
        upto: u64,
    ) -> Result<Vec<Kept>, OfficeError> {
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT sequence, against, entry FROM entry
            WHERE office = $1 AND subject = ANY($2) AND sequence <= $3
            ORDER BY subject, sequence";
        let subjects = Value::ids(subjects.iter().map(|subject| subject.0));
        let rows = tx.query(sql, &[self.number.into(), subjects, upto.into()])?;
        rows.into_iter().map(|mut row| Kept::read(&mut row, 0)).collect()
    }
}

/// The most declarations in one question for histories.
pub const MAX_SUBJECTS: usize = 1_000;
