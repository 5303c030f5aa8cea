//! Whether what the desk shows is what the entries say: the projections are made a second time, in
//! temporary tables beside the first, and compared row by row.

use rusqlite::Connection;

use super::{Check, VerifyStep};
use crate::error::StoreError;
use crate::rebuild::project_all;
use crate::schema::{PROJECTIONS, in_schema};
use crate::store::Reader;

/// Every projection with the question that asks for what counts in it; `{s}` is where it stands. Of
/// the search index this is how many words each declaration is found by; how they lie in the index
/// depends on the order of writing, as do the numbers of files and groups.
pub(crate) const COMPARED: [(&str, &str); 13] = [
    (
        "declaration",
        "SELECT no, id, lrn, mrn, data_set, declaration_type, status, lane, own_lane, split, goods,
            items, consignee, hs, origin, value_cents, payable_cents, errors, warnings,
            transport_document, parcel, queued_at, due_at, claimed_by, revision, conflicts, disputes,
            unsent, (SELECT key FROM {s}.consignment AS c WHERE c.no = consignment),
            (SELECT hash FROM {s}.named_file AS f WHERE f.no = file)
         FROM {s}.declaration",
    ),
    ("tally", "SELECT * FROM {s}.tally"),
    ("content", "SELECT * FROM {s}.content"),
    ("consignment", "SELECT key, parcels, value_cents FROM {s}.consignment"),
    ("known_mrn", "SELECT * FROM {s}.known_mrn"),
    ("waiting_message", "SELECT * FROM {s}.waiting_message"),
    ("found_message", "SELECT * FROM {s}.found_message"),
    ("message_seen", "SELECT * FROM {s}.message_seen"),
    ("named_file", "SELECT hash, sending FROM {s}.named_file"),
    (
        "naming",
        "SELECT (SELECT hash FROM {s}.named_file AS f WHERE f.no = naming.file), about
         FROM {s}.naming",
    ),
    ("import_run", "SELECT * FROM {s}.import_run"),
    (
        "print",
        "SELECT entry, declaration, document, language, pages, revision, printer,
            (SELECT hash FROM {s}.named_file AS f WHERE f.no = print.file)
         FROM {s}.print",
    ),
    ("search_docsize", "SELECT id, sz FROM {s}.search_docsize"),
];

impl Check<'_> {
    pub(super) fn projections(&mut self, reader: &Reader) -> Result<(), StoreError> {
        let total = reader.entry_count()?;
        reader.connection.execute_batch(&in_schema(PROJECTIONS, "temp"))?;
        let rebuilt = project_all(&reader.connection, |done| {
            self.tell(VerifyStep::Projections, done, total);
        })?;
        self.verified.problems.extend(rebuilt.problems);
        for (table, question) in COMPARED {
            let extra = only_in(&reader.connection, ("main", "temp"), question)?;
            let missing = only_in(&reader.connection, ("temp", "main"), question)?;
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
    question: &str,
) -> Result<u64, StoreError> {
    let of = |place| question.replace("{s}", place);
    let sql = format!("SELECT count(*) FROM ({} EXCEPT {})", of(one), of(other));
    Ok(connection.query_row(&sql, [], |row| row.get(0))?)
}

impl Reader {
    /// How many entries are here, this desk's and others'.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entry_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(max(position), 0) FROM entry";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }
}
