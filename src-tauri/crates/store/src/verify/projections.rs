//! Whether what the desk shows is what the entries say: the projections are made a second time, in
//! temporary tables beside the first, and compared row by row.

use rusqlite::Connection;

use super::{Check, VerifyStep};
use crate::error::StoreError;
use crate::rebuild::project_all;
use crate::schema::{PROJECTIONS, in_schema};
use crate::store::Reader;

/// Every projection with the columns that count. Of the search index these are how many words each
/// declaration is found by; how they lie in the index depends on the order of writing.
pub(crate) const COMPARED: [(&str, &str); 11] = [
    ("declaration", "*"),
    ("tally", "*"),
    ("content", "*"),
    ("consignment", "*"),
    ("known_mrn", "*"),
    ("waiting_message", "*"),
    ("message_seen", "*"),
    ("named_file", "*"),
    ("import_run", "*"),
    ("print", "*"),
    ("search_docsize", "id, sz"),
];

impl Check<'_> {
    pub(super) fn projections(&mut self, reader: &Reader) -> Result<(), StoreError> {
        let total = reader.entry_count()?;
        reader.connection.execute_batch(&in_schema(PROJECTIONS, "temp"))?;
        let rebuilt = project_all(&reader.connection, |done| {
            self.tell(VerifyStep::Projections, done, total);
        })?;
        self.verified.problems.extend(rebuilt.problems);
        for (table, columns) in COMPARED {
            let extra = only_in(&reader.connection, ("main", "temp"), table, columns)?;
            let missing = only_in(&reader.connection, ("temp", "main"), table, columns)?;
            if extra + missing > 0 {
                self.report(
                    "projection_differs",
                    format!(
                        "What the desk shows differs from its journal: the table “{table}” holds \
                         {extra} rows that no entry calls for and lacks {missing}. Rebuild it."
                    ),
                );
            }
        }
        Ok(())
    }
}

fn only_in(
    connection: &Connection,
    (one, other): (&str, &str),
    table: &str,
    columns: &str,
) -> Result<u64, StoreError> {
    let sql = format!(
        "SELECT count(*) FROM (SELECT {columns} FROM {one}.{table}
         EXCEPT SELECT {columns} FROM {other}.{table})"
    );
    Ok(connection.query_row(&sql, [], |row| row.get(0))?)
}

impl Reader {
    pub(crate) fn entry_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM entry";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }
}
