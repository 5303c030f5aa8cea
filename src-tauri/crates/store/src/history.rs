//! What was imported and what was printed, newest first.

use chrono::{DateTime, Utc};
use journal::{AttachmentHash, DeclarationId, EntryId};

use crate::attachments::text_of;
use crate::entries::{moment, uuid};
use crate::error::StoreError;
use crate::store::Reader;

/// One import run; its files and refusals stand in its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    pub entry: EntryId,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub files: u64,
    /// Read: new, changed and unchanged.
    pub declarations: u64,
    pub unchanged: u64,
    pub amended: u64,
    pub messages: u64,
    pub refused: u64,
    pub cancelled: bool,
}

/// One document that was printed or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintRow {
    pub entry: EntryId,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub declaration: DeclarationId,
    pub lrn: String,
    /// For example `release-note`.
    pub document: String,
    pub language: String,
    pub file: AttachmentHash,
    pub pages: u32,
    /// Revision of the declaration that it shows.
    pub revision: u32,
    /// `None` when it was saved.
    pub printer: Option<String>,
    /// The declaration has changed since.
    pub superseded: bool,
}

impl Reader {
    /// The last import runs, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn imports(&self, limit: u64) -> Result<Vec<ImportRow>, StoreError> {
        let sql =
            "SELECT id, at, actor, files, declarations, unchanged, amended, messages, refused,
            cancelled FROM import_run JOIN entry ON position = import_run.entry
            ORDER BY position DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([limit])?;
        let mut imports = Vec::new();
        while let Some(row) = rows.next()? {
            imports.push(ImportRow {
                entry: EntryId(uuid(row, 0)?),
                at: moment(row.get(1)?)?,
                actor: row.get(2)?,
                files: row.get(3)?,
                declarations: row.get(4)?,
                unchanged: row.get(5)?,
                amended: row.get(6)?,
                messages: row.get(7)?,
                refused: row.get(8)?,
                cancelled: row.get(9)?,
            });
        }
        Ok(imports)
    }

    /// How many documents were printed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn print_count(&self) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT count(*) FROM print")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Printed documents, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn prints(&self, offset: u64, limit: u64) -> Result<Vec<PrintRow>, StoreError> {
        let sql = "SELECT entry.id, at, actor, declaration.id, lrn, document, language,
            named_file.hash, pages,
            print.revision, printer, print.revision < declaration.revision
            FROM print JOIN entry ON position = print.entry
            JOIN declaration ON declaration.no = print.declaration
            JOIN named_file ON named_file.no = print.file
            ORDER BY print.entry DESC LIMIT ?1 OFFSET ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([limit, offset])?;
        let mut prints = Vec::new();
        while let Some(row) = rows.next()? {
            prints.push(PrintRow {
                entry: EntryId(uuid(row, 0)?),
                at: moment(row.get(1)?)?,
                actor: row.get(2)?,
                declaration: DeclarationId(uuid(row, 3)?),
                lrn: row.get(4)?,
                document: row.get(5)?,
                language: row.get(6)?,
                file: text_of(row.get(7)?),
                pages: row.get(8)?,
                revision: row.get(9)?,
                printer: row.get(10)?,
                superseded: row.get(11)?,
            });
        }
        Ok(prints)
    }
}
