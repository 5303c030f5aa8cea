//! From entries to projections: what each kind of entry changes in what the desk shows.

mod consignment;
mod declaration;
mod evidence;
mod message;

use std::collections::BTreeMap;

use customs::Element;
use journal::{
    Amended, AmendmentCause, AttachmentHash, DeclarationId, Entry, Event, Imported, Printed, State,
};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::entries;
use crate::error::StoreError;

/// Hash of an element's stored form, by which a record or message is known again.
pub fn content_hash(body: &Element) -> [u8; 32] {
    let bytes = serde_json::to_vec(body).expect("elements have no keys and serialise always");
    Sha256::digest(bytes).into()
}

/// Brings the projections up to date, one entry after the other.
///
/// Writes to tables by their bare names: those beside the journal, or temporary ones of the same
/// name where a check made them.
pub(crate) struct Projector<'c> {
    connection: &'c Connection,
    /// What the entries so far change in the live counts, by status and lane.
    tally: BTreeMap<(i64, i64), i64>,
}

impl<'c> Projector<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, tally: BTreeMap::new() }
    }

    /// Takes one more entry. It must already stand in the journal.
    pub(crate) fn apply(
        &mut self,
        position: i64,
        entry: &Entry,
        event: Event,
    ) -> Result<(), StoreError> {
        self.name_files(&event)?;
        match &event {
            Event::MessageReceived(received) => self.message(position, entry, received)?,
            Event::Imported(imported) => self.imported(position, imported)?,
            _ => {}
        }
        let Some(id) = entry.subject else { return Ok(()) };
        let Some(no) = self.number_of(id)? else {
            return self.first_entry(position, id, entry, event);
        };
        match &event {
            Event::Printed(printed) => self.printed(position, no, printed)?,
            Event::MessageReceived(received) => self.learn_mrn(no, received)?,
            _ => {}
        }
        let state = State::fold(id, &entries::entries_until(self.connection, id, position)?)?;
        if let Event::Amended(amended) = &event {
            self.content_of_import(no, amended, &state)?;
        }
        let body_changed = matches!(event, Event::Amended(_) | Event::Undone(_));
        self.update(no, position, &state, body_changed)
    }

    /// Writes what was gathered. Call it before the transaction is committed.
    pub(crate) fn finish(&mut self) -> Result<(), StoreError> {
        if self.tally.is_empty() {
            return Ok(());
        }
        let sql = "INSERT INTO tally (status, lane, count) VALUES (?1, ?2, ?3)
                   ON CONFLICT (status, lane) DO UPDATE SET count = count + excluded.count";
        let mut statement = self.connection.prepare_cached(sql)?;
        for ((status, lane), change) in std::mem::take(&mut self.tally) {
            statement.execute((status, lane, change))?;
        }
        self.connection.execute("DELETE FROM tally WHERE count = 0", [])?;
        Ok(())
    }

    fn first_entry(
        &mut self,
        position: i64,
        id: DeclarationId,
        entry: &Entry,
        event: Event,
    ) -> Result<(), StoreError> {
        let Event::Queued(queued) = event else {
            return Err(journal::Unfoldable::NeverQueued(id).into());
        };
        self.set_content(position, &content_hash(&queued.body))?;
        let file = self.file_number(&queued.source.file)?;
        self.insert(position, &State::queued(id, entry, queued), file)
    }

    fn content_of_import(
        &self,
        no: i64,
        amended: &Amended,
        state: &State,
    ) -> Result<(), StoreError> {
        match (&amended.cause, &amended.body) {
            (AmendmentCause::Import { .. }, Some(body)) => {
                self.set_content(no, &content_hash(body))
            }
            (AmendmentCause::Import { .. }, None) => {
                self.set_content(no, &content_hash(&state.body))
            }
            (AmendmentCause::Broker { .. }, _) => Ok(()),
        }
    }

    fn set_content(&self, no: i64, hash: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "INSERT INTO content (declaration, hash) VALUES (?1, ?2)
                   ON CONFLICT (declaration) DO UPDATE SET hash = excluded.hash";
        self.connection.prepare_cached(sql)?.execute((no, hash))?;
        Ok(())
    }

    fn imported(&self, position: i64, imported: &Imported) -> Result<(), StoreError> {
        let sum = |count: fn(&journal::ImportedFile) -> u64| -> u64 {
            imported.files.iter().map(count).sum()
        };
        let sql = "INSERT INTO import_run
            (entry, files, declarations, unchanged, amended, messages, refused, cancelled)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection.prepare_cached(sql)?.execute((
            position,
            imported.files.len(),
            sum(|file| file.declarations),
            sum(|file| file.unchanged),
            sum(|file| file.amended),
            sum(|file| file.messages),
            sum(|file| file.refused.len() as u64),
            imported.cancelled,
        ))?;
        Ok(())
    }

    fn printed(&self, position: i64, no: i64, printed: &Printed) -> Result<(), StoreError> {
        let sql = "INSERT INTO print
            (entry, declaration, document, language, file, pages, revision, printer)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection.prepare_cached(sql)?.execute((
            position,
            no,
            &printed.document,
            &printed.language,
            self.file_number(&printed.file)?,
            printed.pages,
            printed.revision,
            &printed.printer,
        ))?;
        Ok(())
    }

    fn number_of(&self, id: DeclarationId) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT no FROM declaration WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
    }

    fn file_number(&self, file: &AttachmentHash) -> Result<i64, StoreError> {
        let sql = "SELECT no FROM named_file WHERE hash = ?1";
        let hash = crate::attachments::bytes_of(file)?;
        Ok(self.connection.prepare_cached(sql)?.query_row([hash], |row| row.get(0))?)
    }
}
