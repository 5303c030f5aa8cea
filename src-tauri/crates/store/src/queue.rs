//! Questions about the queue: pages, counts, neighbours.

mod condition;
mod filter;
#[cfg(test)]
mod plan;
mod sort;

use chrono::Utc;
use customs::Lane;
use journal::{DeclarationId, Status};
use rusqlite::{OptionalExtension, Row, params_from_iter};

use crate::code;
use crate::entries::{moment, uuid};
use crate::error::StoreError;
use crate::row::QueueRow;
use crate::store::Reader;
use condition::Condition;

pub use filter::Filter;
pub use sort::Sort;

/// What part of the queue is asked for, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueQuery {
    pub filter: Filter,
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    pub offset: u64,
    pub limit: u64,
}

/// A part of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePage {
    pub rows: Vec<QueueRow>,
    /// How many rows the filter lets through altogether.
    pub total: u64,
}

/// How many declarations there are in one status and lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneCount {
    pub status: Status,
    pub lane: Lane,
    pub count: u64,
}

const COLUMNS: &str = "id, lrn, mrn, data_set, declaration_type, status, lane, split, goods, items,
    consignee, hs, origin, value_cents, payable_cents, errors, warnings, transport_document, parcel,
    queued_at, due_at, claimed_by, revision, conflicts, unsent";

impl Reader {
    /// A page of the queue and how many rows there are.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn queue(&self, query: &QueueQuery) -> Result<QueuePage, StoreError> {
        self.snapshot(|reader| {
            let (sql, condition) = page(query);
            Ok(QueuePage {
                rows: reader.rows(&sql, condition)?,
                total: reader.count(&query.filter)?,
            })
        })
    }

    /// How many declarations the filter lets through.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<u64, StoreError> {
        if filter.is_tallied() {
            let counts = self.counts()?.into_iter();
            let wanted = counts.filter(|each| filter.takes(each.status, each.lane));
            return Ok(wanted.map(|each| each.count).sum());
        }
        let condition = filter.condition();
        let sql = format!("SELECT count(*) FROM declaration {}", condition.clause());
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(condition.values), |row| row.get(0))?)
    }

    /// The ids of all declarations that the filter lets through, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn queued_ids(
        &self,
        filter: &Filter,
        sort: Sort,
        descending: bool,
    ) -> Result<Vec<DeclarationId>, StoreError> {
        let (condition, order) = (filter.condition(), sort.order(descending));
        let sql = format!("SELECT id FROM declaration {} ORDER BY {order}", condition.clause());
        self.ids(&sql, params_from_iter(condition.values))
    }

    /// The live counts of every status and lane that has any declaration.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn counts(&self) -> Result<Vec<LaneCount>, StoreError> {
        let sql = "SELECT status, lane, count FROM tally ORDER BY status, lane";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            let (status, lane) = (code::status_of(row.get(0)?)?, code::lane_of(row.get(1)?)?);
            counts.push(LaneCount { status, lane, count: row.get(2)? });
        }
        Ok(counts)
    }

    /// One declaration's row.
    ///
    /// # Errors
    /// `UnknownDeclaration`, or `Evicted` where the hub alone has it.
    pub fn row(&self, id: DeclarationId) -> Result<QueueRow, StoreError> {
        let condition = Condition::default().and("id = ?", [id.0.as_bytes().to_vec().into()]);
        let sql = format!("SELECT {COLUMNS} FROM declaration {}", condition.clause());
        match self.rows(&sql, condition)?.pop() {
            Some(row) => Ok(row),
            None if self.is_evicted(id)? => Err(StoreError::Evicted(id)),
            None => Err(StoreError::UnknownDeclaration(id)),
        }
    }

    /// The first declaration after this one that the filter lets through; `None` at the end. This
    /// one itself need not pass the filter (any more).
    ///
    /// # Errors
    /// `UnknownDeclaration`.
    pub fn next_after(
        &self,
        id: DeclarationId,
        filter: &Filter,
        sort: Sort,
        descending: bool,
    ) -> Result<Option<DeclarationId>, StoreError> {
        self.snapshot(|reader| {
            for after in sort.after(&reader.key(id, sort)?, descending) {
                let condition = filter.condition().both(after);
                let sql = format!(
                    "SELECT id FROM declaration {} ORDER BY {} LIMIT 1",
                    condition.clause(),
                    sort.order(descending)
                );
                let mut statement = reader.connection.prepare_cached(&sql)?;
                let values = params_from_iter(condition.values);
                let next = statement.query_row(values, |row| uuid(row, 0)).optional()?;
                if let Some(next) = next {
                    return Ok(Some(DeclarationId(next)));
                }
            }
            Ok(None)
        })
    }

    /// How many rows stand before this one; `None` where the filter does not let it through.
    ///
    /// # Errors
    /// `UnknownDeclaration`.
    pub fn position_of(
        &self,
        id: DeclarationId,
        filter: &Filter,
        sort: Sort,
        descending: bool,
    ) -> Result<Option<u64>, StoreError> {
        self.snapshot(|reader| {
            let key = reader.key(id, sort)?;
            let this = Condition::default().and("id = ?", [id.0.as_bytes().to_vec().into()]);
            if reader.count_where(filter.condition().both(this))? == 0 {
                return Ok(None);
            }
            let before = sort.before(&key, descending);
            let counts =
                before.into_iter().map(|each| reader.count_where(filter.condition().both(each)));
            counts.sum::<Result<u64, _>>().map(Some)
        })
    }

    fn count_where(&self, condition: Condition) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM declaration {}", condition.clause());
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(condition.values), |row| row.get(0))?)
    }

    fn key(
        &self,
        id: DeclarationId,
        sort: Sort,
    ) -> Result<Vec<rusqlite::types::Value>, StoreError> {
        let sql = format!("SELECT {} FROM declaration WHERE id = ?1", sort.columns());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let columns = statement.column_count();
        let key = statement.query_row([id.0.as_bytes()], |row| {
            (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()
        });
        key.optional()?.ok_or(StoreError::UnknownDeclaration(id))
    }

    fn rows(&self, sql: &str, condition: Condition) -> Result<Vec<QueueRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found = statement.query(params_from_iter(condition.values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(read(row)?);
        }
        Ok(rows)
    }
}

/// The statement for a page, and its values.
fn page(query: &QueueQuery) -> (String, Condition) {
    let mut condition = query.filter.condition();
    let sql = format!(
        "SELECT {COLUMNS} FROM declaration {} ORDER BY {} LIMIT ? OFFSET ?",
        condition.clause(),
        query.sort.order(query.descending),
    );
    let bound = |number| i64::try_from(number).unwrap_or(i64::MAX).into();
    condition.values.extend([bound(query.limit), bound(query.offset)]);
    (sql, condition)
}

fn read(row: &Row<'_>) -> Result<QueueRow, StoreError> {
    let at = |column| -> Result<chrono::DateTime<Utc>, StoreError> { moment(row.get(column)?) };
    Ok(QueueRow {
        id: DeclarationId(uuid(row, 0)?),
        lrn: row.get(1)?,
        mrn: row.get(2)?,
        data_set: row.get(3)?,
        declaration_type: row.get(4)?,
        status: code::status_of(row.get(5)?)?,
        lane: code::lane_of(row.get(6)?)?,
        split: row.get(7)?,
        goods: row.get(8)?,
        items: row.get(9)?,
        consignee: row.get(10)?,
        hs: row.get(11)?,
        origin: row.get(12)?,
        value_cents: row.get(13)?,
        payable_cents: row.get(14)?,
        errors: row.get(15)?,
        warnings: row.get(16)?,
        transport_document: row.get(17)?,
        parcel: row.get(18)?,
        queued_at: at(19)?,
        due_at: at(20)?,
        claimed_by: row.get(21)?,
        revision: row.get(22)?,
        conflicts: row.get(23)?,
        unsent: row.get(24)?,
    })
}
