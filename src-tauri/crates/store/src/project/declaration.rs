//! The queue's row, the live counts and the search index of one declaration.

use rusqlite::{OptionalExtension, named_params};

use super::shown::Shown;
use super::{Data, Projector, consignment};
use crate::code;
use crate::error::StoreError;

/// What the row said before.
pub(super) struct Before {
    status: i64,
    lane: i64,
    mrn: String,
    consignment: Option<i64>,
    value_cents: i64,
}

/// What stands in the row beside what the state says.
#[derive(Clone, Copy)]
struct Beside {
    consignment: Option<i64>,
    file: Option<i64>,
}

const WRITE: &str = "INSERT INTO declaration (no, id, lrn, mrn, data_set, declaration_type, status,
    lane, own_lane, split, goods, items, consignee, hs, origin, value_cents, payable_cents, errors,
    warnings, transport_document, parcel, queued_at, due_at, claimed_by, revision, conflicts,
    disputes, unsent, consignment, file)
    VALUES (:no, :id, :lrn, :mrn, :data_set, :declaration_type, :status, :lane, :own_lane, :split,
    :goods, :items, :consignee, :hs, :origin, :value_cents, :payable_cents, :errors, :warnings,
    :transport_document, :parcel, :queued_at, :due_at, :claimed_by, :revision, :conflicts,
    :disputes, :unsent, :consignment, :file)";

impl Projector<'_> {
    pub(super) fn insert(
        &mut self,
        no: i64,
        mut shown: Shown,
        file: Option<i64>,
    ) -> Result<(), StoreError> {
        let consignment = self.join(&mut shown, None)?;
        self.write(no, &shown, Beside { consignment, file })?;
        let sql = "INSERT INTO search (rowid, words) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((no, shown.words))?;
        Ok(())
    }

    pub(super) fn update(
        &mut self,
        no: i64,
        mut shown: Shown,
        file: Option<i64>,
        data: Data,
    ) -> Result<(), StoreError> {
        let before = self.before(no)?;
        let consignment = self.join(&mut shown, before.as_ref())?;
        // Joining or leaving a group may have changed the lanes of its members, this one included.
        let before = self.take_out(no)?;
        self.write(no, &shown, Beside { consignment, file })?;
        if data == Data::MayDiffer || before.is_none_or(|before| before.mrn != shown.row.mrn) {
            let sql = "INSERT OR REPLACE INTO search (rowid, words) VALUES (?1, ?2)";
            self.connection.prepare_cached(sql)?.execute((no, shown.words))?;
        }
        Ok(())
    }

    /// Takes a declaration out of everything that shows it; it may not be there.
    pub(crate) fn remove(&mut self, no: i64) -> Result<(), StoreError> {
        let Some(before) = self.before(no)? else { return Ok(()) };
        if let Some(group) = before.consignment {
            self.count_into(group, -1, -before.value_cents)?;
        }
        self.take_out(no)?;
        for sql in
            ["DELETE FROM content WHERE declaration = ?1", "DELETE FROM search WHERE rowid = ?1"]
        {
            self.connection.prepare_cached(sql)?.execute([no])?;
        }
        Ok(())
    }

    fn take_out(&mut self, no: i64) -> Result<Option<Before>, StoreError> {
        let before = self.before(no)?;
        if let Some(before) = &before {
            self.count_lane(before.status, before.lane, -1);
            self.connection
                .prepare_cached("DELETE FROM declaration WHERE no = ?1")?
                .execute([no])?;
        }
        Ok(before)
    }

    pub(super) fn count_lane(&mut self, status: i64, lane: i64, change: i64) {
        *self.tally.entry((status, lane)).or_default() += change;
    }

    /// Counts the declaration into its group, and out of the one it was in; sets the row's lane.
    fn join(
        &mut self,
        shown: &mut Shown,
        before: Option<&Before>,
    ) -> Result<Option<i64>, StoreError> {
        let group = shown.group.map(|key| self.group(&key)).transpose()?;
        let row = &mut shown.row;
        let value_cents = row.value_cents.unwrap_or(0);
        let old = before.and_then(|before| Some((before.consignment?, before.value_cents)));
        row.split = match (old, group) {
            (Some((old, was)), Some(group)) if old == group => {
                self.count_into(group, 0, value_cents - was)?
            }
            (old, group) => {
                if let Some((old, was)) = old {
                    self.count_into(old, -1, -was)?;
                }
                let split = group.map(|group| self.count_into(group, 1, value_cents));
                split.transpose()? == Some(true)
            }
        };
        row.lane = consignment::effective_lane(row.lane, row.split);
        Ok(group)
    }

    pub(super) fn before(&self, no: i64) -> Result<Option<Before>, StoreError> {
        let sql = "SELECT status, lane, mrn, consignment, coalesce(value_cents, 0)
                   FROM declaration WHERE no = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let before = statement.query_row([no], |row| {
            Ok(Before {
                status: row.get(0)?,
                lane: row.get(1)?,
                mrn: row.get(2)?,
                consignment: row.get(3)?,
                value_cents: row.get(4)?,
            })
        });
        Ok(before.optional()?)
    }

    fn write(&mut self, no: i64, shown: &Shown, beside: Beside) -> Result<(), StoreError> {
        let row = &shown.row;
        let (status, lane) = (code::status(row.status), code::lane(row.lane));
        self.connection.prepare_cached(WRITE)?.execute(named_params! {
            ":no": no,
            ":id": row.id.0.as_bytes(),
            ":lrn": row.lrn,
            ":mrn": row.mrn,
            ":data_set": row.data_set,
            ":declaration_type": row.declaration_type,
            ":status": status,
            ":lane": lane,
            ":own_lane": code::lane(shown.own_lane),
            ":split": row.split,
            ":goods": row.goods,
            ":items": row.items,
            ":consignee": row.consignee,
            ":hs": row.hs,
            ":origin": row.origin,
            ":value_cents": row.value_cents,
            ":payable_cents": row.payable_cents,
            ":errors": row.errors,
            ":warnings": row.warnings,
            ":transport_document": row.transport_document,
            ":parcel": row.parcel,
            ":queued_at": row.queued_at.timestamp_millis(),
            ":due_at": row.due_at.timestamp_millis(),
            ":claimed_by": row.claimed_by,
            ":revision": row.revision,
            ":conflicts": row.conflicts,
            ":disputes": shown.disputes,
            ":unsent": row.unsent,
            ":consignment": beside.consignment,
            ":file": beside.file,
        })?;
        self.count_lane(status, lane, 1);
        Ok(())
    }
}
