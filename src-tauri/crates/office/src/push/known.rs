//! Entries that are in the order already, under the same or another name of their desk.

use std::collections::HashMap;

use journal::{Entry, EntryId};
use sync::Outcome;

use super::chains::placed_outcome;
use super::offered::Offered;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::Kept;
use crate::sql::{Transaction, Value};

/// Entries of the order that have an id that is offered.
pub(super) struct Known(HashMap<EntryId, Kept>);

/// How an offered entry compares to the one with its id.
pub(super) enum Same {
    /// It is the same act, whatever chain it is a link of.
    Act(Outcome),
    /// It only has the same id.
    IdOnly,
}

impl Known {
    pub(super) fn load(
        office: &Office,
        tx: &mut Transaction<'_>,
        offered: &[Offered<'_>],
    ) -> Result<Self, OfficeError> {
        let ids = Value::ids(offered.iter().map(|offer| offer.entry.id.0));
        let sql =
            "SELECT id, sequence, against, entry FROM entry WHERE office = $1 AND id = ANY($2)";
        let rows = tx.query(sql, &[office.number.into(), ids])?;
        let known =
            rows.into_iter().map(|mut row| Ok((EntryId(row.uuid(0)?), Kept::read(&mut row, 1)?)));
        known.collect::<Result<_, OfficeError>>().map(Self)
    }

    pub(super) fn find(&self, entry: &Entry) -> Result<Option<Same>, OfficeError> {
        let Some(kept) = self.0.get(&entry.id) else { return Ok(None) };
        Ok(Some(match kept.entry()?.is_same_act(entry) {
            true => Same::Act(placed_outcome(kept.sequence, kept.against.clone())),
            false => Same::IdOnly,
        }))
    }
}
