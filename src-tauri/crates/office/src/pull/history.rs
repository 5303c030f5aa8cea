//! Which history a desk's cursor belongs to: a hub that was restored has forgotten some of it.

use journal::DeclarationId;
use sync::PullRequest;

use crate::error::OfficeError;
use crate::office::{Office, Standing};
use crate::sql::Transaction;

impl Office {
    /// Up to where the desk and this hub share their history, where that is less than the desk's
    /// cursor.
    pub(super) fn shared_upto(
        &self,
        tx: &mut Transaction<'_>,
        standing: &Standing,
        request: &PullRequest,
    ) -> Result<Option<u64>, OfficeError> {
        let shared = if request.epoch == standing.epoch {
            standing.head
        } else if request.epoch.is_nil() {
            0
        } else {
            self.end_of_epoch(tx, request.epoch)?
        };
        Ok((request.after > shared).then_some(shared))
    }

    /// Up to where an epoch's numbers are still those of today; 0 where nobody knows the epoch.
    fn end_of_epoch(
        &self,
        tx: &mut Transaction<'_>,
        epoch: uuid::Uuid,
    ) -> Result<u64, OfficeError> {
        // A later restore may have gone back further than the first.
        let sql = "SELECT min(later.began_after) FROM epoch known
            JOIN epoch later ON later.office = known.office AND later.number > known.number
            WHERE known.office = $1 AND known.epoch = $2";
        let row = tx.one(sql, &[self.number.into(), epoch.into()])?;
        Ok(row.optional(0, crate::sql::Row::number)?.unwrap_or(0))
    }

    /// Declarations that changed after one place in the order and not after another.
    pub(super) fn changed_between(
        &self,
        tx: &mut Transaction<'_>,
        after: u64,
        upto: u64,
    ) -> Result<Vec<DeclarationId>, OfficeError> {
        let sql = "SELECT subject FROM entry WHERE office = $1 AND sequence > $2
            AND sequence <= $3 AND subject IS NOT NULL GROUP BY subject ORDER BY min(sequence)";
        let rows = tx.query(sql, &[self.number.into(), after.into(), upto.into()])?;
        rows.iter().map(|row| row.uuid(0).map(DeclarationId)).collect()
    }
}
