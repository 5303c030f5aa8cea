//! The queue's row, the live counts and the search index of one declaration.

use customs::Declaration;
use journal::State;
use rusqlite::named_params;

use super::{Projector, consignment};
use crate::code;
use crate::error::StoreError;
use crate::row::{self, QueueRow};
use crate::words;

/// What the row said before the entry.
struct Before {
    status: i64,
    lane: i64,
    mrn: String,
    consignment: Option<i64>,
    value_cents: i64,
    file: Option<i64>,
}

const WRITE: &str = "INSERT INTO declaration (no, id, lrn, mrn, data_set, declaration_type, status,
    lane, own_lane, split, goods, items, consignee, hs, origin, value_cents, payable_cents, errors,
    warnings, transport_document, parcel, queued_at, due_at, claimed_by, revision, last_entry,
    consignment, file)
    VALUES (:no, :id, :lrn, :mrn, :data_set, :declaration_type, :status, :lane, :own_lane, :split,
    :goods, :items, :consignee, :hs, :origin, :value_cents, :payable_cents, :errors, :warnings,
    :transport_document, :parcel, :queued_at, :due_at, :claimed_by, :revision, :last_entry,
    :consignment, :file)";

impl Projector<'_> {
    pub(super) fn insert(&mut self, no: i64, state: &State, file: i64) -> Result<(), StoreError> {
        let declaration = Declaration::read(&state.body);
        let mut row = row::of(state, &declaration);
        let consignment = self.join(&mut row, &declaration, None)?;
        self.write(no, no, &row, state, consignment, Some(file))?;
        self.index(no, &row, &declaration)
    }

    pub(super) fn update(
        &mut self,
        no: i64,
        position: i64,
        state: &State,
        body_changed: bool,
    ) -> Result<(), StoreError> {
        let declaration = Declaration::read(&state.body);
        let mut row = row::of(state, &declaration);
        let before = self.before(no)?;
        let joined = self.join(&mut row, &declaration, Some(&before))?;
        // Joining or leaving a group may have changed the lanes of its members, this one included.
        let before = self.before(no)?;
        self.count_lane(before.status, before.lane, -1);
        self.connection.prepare_cached("DELETE FROM declaration WHERE no = ?1")?.execute([no])?;
        self.write(no, position, &row, state, joined, before.file)?;
        if body_changed || before.mrn != row.mrn {
            self.index(no, &row, &declaration)?;
        }
        Ok(())
    }

    pub(super) fn count_lane(&mut self, status: i64, lane: i64, change: i64) {
        *self.tally.entry((status, lane)).or_default() += change;
    }

    /// Counts the declaration into its group, and out of the one it was in; sets the row's lane.
    fn join(
        &mut self,
        row: &mut QueueRow,
        declaration: &Declaration,
        before: Option<&Before>,
    ) -> Result<Option<i64>, StoreError> {
        let key = consignment::key(row, declaration);
        let group = key.map(|key| self.group(&key)).transpose()?;
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

    fn before(&self, no: i64) -> Result<Before, StoreError> {
        let sql = "SELECT status, lane, mrn, consignment, coalesce(value_cents, 0), file
                   FROM declaration WHERE no = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([no], |row| {
            Ok(Before {
                status: row.get(0)?,
                lane: row.get(1)?,
                mrn: row.get(2)?,
                consignment: row.get(3)?,
                value_cents: row.get(4)?,
                file: row.get(5)?,
            })
        })?)
    }

    fn write(
        &mut self,
        no: i64,
        position: i64,
        row: &QueueRow,
        state: &State,
        consignment: Option<i64>,
        file: Option<i64>,
    ) -> Result<(), StoreError> {
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
            ":own_lane": code::lane(state.verdict.lane),
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
            ":last_entry": position,
            ":consignment": consignment,
            ":file": file,
        })?;
        self.count_lane(status, lane, 1);
        Ok(())
    }

    fn index(&self, no: i64, row: &QueueRow, declaration: &Declaration) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO search (rowid, words) VALUES (?1, ?2)";
        let words = words::of(row, declaration);
        self.connection.prepare_cached(sql)?.execute((no, words))?;
        Ok(())
    }
}
