//! What the hub refused, and what people made of it.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, Entry, EntryId};
use rusqlite::{OptionalExtension, Row};
use sync::Refusal;

use crate::entries::{self, moment, uuid};
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// An entry that the hub refused. It stays on record and has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub entry: Entry,
    pub refusal: Refusal,
    /// When this desk heard of it.
    pub at: DateTime<Utc>,
    /// How someone dealt with it; `None` while nobody has.
    pub settled: Option<Settled>,
}

/// How someone dealt with a refused entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// For example `set_aside` or `written_again`.
    pub how: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Reader {
    /// Refused entries that nobody has dealt with, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn refused(&self) -> Result<Vec<Refused>, StoreError> {
        self.refused_where("settled IS NULL ORDER BY refused.entry DESC", [])
    }

    /// How many of them there are.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn refused_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM refused WHERE settled IS NULL";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// All refused entries of a declaration, oldest first: they belong to its timeline.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn refused_of(&self, subject: DeclarationId) -> Result<Vec<Refused>, StoreError> {
        let condition = "subject = ?1 ORDER BY refused.entry";
        self.refused_where(condition, [subject.0.as_bytes()])
    }

    pub(super) fn refusal(&self, position: i64) -> Result<Option<Refusal>, StoreError> {
        let sql = "SELECT code, message, hint FROM refused WHERE entry = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([position], |row| refusal(row, 0)).optional()?)
    }

    fn refused_where(
        &self,
        condition: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<Refused>, StoreError> {
        let sql = format!(
            "SELECT entry.id, refused.code, refused.message, refused.hint, refused.at, settled,
                settled_by, settled_at
             FROM refused JOIN entry ON position = refused.entry WHERE {condition}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let id = EntryId(uuid(row, 0)?);
            let kept = entries::kept(&self.connection, id)?.ok_or(StoreError::UnknownEntry(id))?;
            all.push(Refused {
                entry: kept.entry,
                refusal: refusal(row, 1)?,
                at: moment(row.get(4)?)?,
                settled: settled(row)?,
            });
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Notes that someone dealt with a refused entry, and how: for example `set_aside`, or
    /// `written_again` as a new entry. What follows it is offered from now on. Doing it twice keeps
    /// the first.
    ///
    /// # Errors
    /// `UnknownEntry` where no such entry was refused.
    pub fn settle_refused(
        &mut self,
        entry: EntryId,
        how: &str,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let known = self.known(entry)?.filter(|known| known.is_refused);
        let known = known.ok_or(StoreError::UnknownEntry(entry))?;
        let sql = "UPDATE refused SET settled = ?2, settled_by = ?3, settled_at = ?4
                   WHERE entry = ?1 AND settled IS NULL";
        let values = (known.position, how, by, at.timestamp_millis());
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}

fn refusal(row: &Row<'_>, from: usize) -> rusqlite::Result<Refusal> {
    Ok(Refusal { code: row.get(from)?, message: row.get(from + 1)?, hint: row.get(from + 2)? })
}

fn settled(row: &Row<'_>) -> Result<Option<Settled>, StoreError> {
    let Some(how) = row.get(5)? else { return Ok(None) };
    Ok(Some(Settled { how, by: row.get(6)?, at: moment(row.get(7)?)? }))
}
