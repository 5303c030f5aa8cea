//! Making the projections anew from the journal.

use std::collections::HashSet;

use journal::{DeclarationId, DeviceId};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::entries::{self, Kept};
use crate::error::StoreError;
use crate::project::{Data, Projector};
use crate::schema::{PROJECTIONS, in_schema};
use crate::store::Store;
use crate::syncing;
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

/// Makes the projections anew, for a file that has just come to its newest form.
pub(crate) fn renew(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(&in_schema(PROJECTIONS, "main"))?;
    project_all(connection, |_| {}).map(drop)
}

/// Projects the whole journal into empty tables.
pub(crate) fn project_all(
    connection: &Connection,
    mut progress: impl FnMut(u64),
) -> Result<Rebuilt, StoreError> {
    let mut rebuild = Rebuild {
        connection,
        projector: Projector::new(connection),
        own: own_devices(connection)?,
        problems: Vec::new(),
    };
    let (mut last, mut entries) = (0, 0);
    loop {
        let page = entries::entries_from(connection, last, PAGE)?;
        let Some(kept) = page.last() else { break };
        last = kept.position;
        entries += page.len() as u64;
        for kept in page {
            rebuild.take(&kept)?;
        }
        progress(entries);
    }
    rebuild.show_all()?;
    rebuild.projector.finish()?;
    Ok(Rebuilt { entries, problems: rebuild.problems })
}

struct Rebuild<'c> {
    connection: &'c Connection,
    projector: Projector<'c>,
    own: HashSet<DeviceId>,
    problems: Vec<Problem>,
}

impl Rebuild<'_> {
    /// What follows from one entry alone.
    fn take(&mut self, kept: &Kept) -> Result<(), StoreError> {
        let about = kept.about(self.connection)?;
        if kept.is_evicted {
            syncing::enter_evicted(self.connection, &self.projector, kept.position)?;
        } else {
            self.enter(kept, about)?;
        }
        Ok(())
    }

    /// The declarations' rows, once everything that they lean on is there: in the hub's order a
    /// declaration may begin with an entry that came here late.
    fn show_all(&mut self) -> Result<(), StoreError> {
        let sql = "SELECT min(position), subject FROM entry WHERE subject IS NOT NULL
                   GROUP BY subject ORDER BY 1";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, DeclarationId(entries::uuid(row, 1)?))))?
            .collect::<Result<Vec<(i64, DeclarationId)>, _>>()?;
        for (no, id) in rows {
            self.projector.project(no, id, Data::MayDiffer)?;
        }
        Ok(())
    }

    fn enter(&mut self, kept: &Kept, about: i64) -> Result<(), StoreError> {
        let entry = &kept.entry;
        let event = match entry.event() {
            Ok(event) => event,
            Err(unreadable) => {
                self.problems.push(Problem::unreadable(entry, &unreadable.to_string()));
                return Ok(());
            }
        };
        let own = self.own.contains(&entry.device);
        self.projector.name_files(about, own, &event)?;
        if kept.is_refused(self.connection)? {
            return Ok(());
        }
        self.projector.enter_effect(kept.position, about, (entry, &event))
    }
}

/// The names under which this desk writes and wrote.
fn own_devices(connection: &Connection) -> Result<HashSet<DeviceId>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM device WHERE own = 1 OR former = 1")?;
    let ids = statement.query_map([], |row| Ok(DeviceId(entries::uuid(row, 0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
