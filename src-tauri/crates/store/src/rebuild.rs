//! Making the projections anew from the journal.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::entries;
use crate::error::StoreError;
use crate::project::Projector;
use crate::schema::{PROJECTIONS, in_schema};
use crate::store::Store;
use crate::verify::Problem;

/// How many entries are held at a time.
const PAGE: usize = 512;

/// What a rebuild did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Entries that were read.
    pub entries: u64,
    /// Entries that could not be taken in; the declarations they are about show what came before.
    pub problems: Vec<Problem>,
}

impl Store {
    /// Drops all projections and makes them anew from the journal, in one transaction.
    /// `progress` is told how many entries were read.
    ///
    /// # Errors
    /// The journal cannot be read or the disk does not take the result; all is as before then.
    pub fn rebuild(&self, progress: impl FnMut(u64)) -> Result<Rebuilt, StoreError> {
        self.with_writer_connection(|connection| {
            let transaction =
                Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
            transaction.execute_batch(&in_schema(PROJECTIONS, "main"))?;
            let rebuilt = project_all(&transaction, progress)?;
            transaction.commit()?;
            Ok(rebuilt)
        })
    }
}

/// Projects the whole journal into empty tables.
pub(crate) fn project_all(
    connection: &Connection,
    mut progress: impl FnMut(u64),
) -> Result<Rebuilt, StoreError> {
    let mut projector = Projector::new(connection);
    let mut rebuilt = Rebuilt { entries: 0, problems: Vec::new() };
    let mut last = 0;
    loop {
        let page = entries::entries_from(connection, last, PAGE)?;
        let Some((position, _)) = page.last() else { break };
        last = *position;
        rebuilt.entries += page.len() as u64;
        for (position, entry) in page {
            let event = match entry.event() {
                Ok(event) => event,
                Err(unreadable) => {
                    rebuilt.problems.push(Problem::unreadable(&entry, &unreadable.to_string()));
                    continue;
                }
            };
            match projector.apply(position, &entry, event) {
                Ok(()) => {}
                Err(StoreError::Unfoldable(why)) => {
                    rebuilt.problems.push(Problem::unreadable(&entry, &why.to_string()));
                }
                Err(other) => return Err(other),
            }
        }
        progress(rebuilt.entries);
    }
    projector.finish()?;
    Ok(rebuilt)
}
