//! Removing what no entry names.

use std::collections::HashSet;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{Attachments, bytes_of};
use crate::error::StoreError;
use crate::schema::ATTACHMENTS;
use crate::store::Store;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that no entry named, neither now nor at the sweep before; removed.
    pub removed: u64,
    /// Files that no entry names now; the next sweep removes them unless one does by then.
    pub suspected: u64,
}

impl Store {
    /// Removes files that no entry names, such as what a crash left between writing an attachment
    /// and its entry, or what only evicted declarations name, which the hub has confirmed. A file goes at the second sweep that finds it unnamed, so that another program
    /// that is just about to write its entry loses nothing.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub fn sweep_orphans(&self) -> Result<Swept, StoreError> {
        self.attachments().sweep(&self.reader()?.named_files()?)
    }
}

impl crate::store::Reader {
    /// Hashes of all files that entries name.
    pub(crate) fn named_files(&self) -> Result<HashSet<[u8; 32]>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT hash FROM named_file")?;
        let hashes = statement.query_map([], |row| row.get(0))?;
        Ok(hashes.collect::<Result<_, _>>()?)
    }

    /// Whether any entry names the file.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn is_named(&self, file: &journal::AttachmentHash) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM named_file WHERE hash = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([bytes_of(file)?])?)
    }
}

impl Attachments {
    fn sweep(&self, named: &HashSet<[u8; 32]>) -> Result<Swept, StoreError> {
        let connection = ATTACHMENTS.open_beside(self.path())?;
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let mut swept = Swept::default();
        for (no, hash, suspected) in stored(&transaction)? {
            let is_named = hash.is_some_and(|hash| named.contains(&hash));
            match (is_named, suspected) {
                (true, false) => {}
                (true, true) => mark(&transaction, no, false)?,
                (false, false) => {
                    swept.suspected += 1;
                    mark(&transaction, no, true)?;
                }
                (false, true) => {
                    swept.removed += 1;
                    transaction.execute("DELETE FROM attachment WHERE no = ?1", [no])?;
                }
            }
        }
        transaction.commit()?;
        Ok(swept)
    }
}

type Stored = (i64, Option<[u8; 32]>, bool);

fn stored(connection: &Connection) -> Result<Vec<Stored>, StoreError> {
    let mut statement =
        connection.prepare("SELECT no, coalesce(hash, wanted), unnamed FROM attachment")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn mark(connection: &Connection, no: i64, unnamed: bool) -> Result<(), StoreError> {
    let sql = "UPDATE attachment SET unnamed = ?2 WHERE no = ?1";
    connection.prepare_cached(sql)?.execute((no, unnamed))?;
    Ok(())
}
