//! Which files the entries name: attachments, printed documents and the evidence of imports.

use journal::{AmendmentCause, AttachmentHash, Event};
use rusqlite::OptionalExtension;

use super::{Arrived, Projector};
use crate::attachments::bytes_of;
use crate::error::StoreError;

impl Projector<'_> {
    /// A text that is no hash names nothing: what another desk wrote must not stop this one.
    pub(crate) fn name_files(
        &mut self,
        about: i64,
        own: bool,
        event: &Event,
    ) -> Result<(), StoreError> {
        // A message that waited names its file a second time; whoever took it in has the file.
        let waited = matches!(event, Event::MessageReceived(m) if m.waited_as.is_some());
        files_of(event).into_iter().try_for_each(|file| self.name(about, own && !waited, file))
    }

    /// What a declaration came from.
    pub(crate) fn name_source(
        &mut self,
        about: i64,
        own: bool,
        arrived: &Arrived,
    ) -> Result<(), StoreError> {
        self.name(about, own, &arrived.file)
    }

    fn name(&mut self, about: i64, own: bool, file: &AttachmentHash) -> Result<(), StoreError> {
        let Ok(hash) = bytes_of(file) else { return Ok(()) };
        let no = self.name_file(hash, own)?;
        let sql = "INSERT OR IGNORE INTO naming (file, about) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((no, about))?;
        Ok(())
    }

    /// The file's number; made where it is new. What this desk named goes to the hub.
    fn name_file(&mut self, hash: [u8; 32], own: bool) -> Result<i64, StoreError> {
        if let Some(no) = self.files.get(&(hash, own)) {
            return Ok(*no);
        }
        let sql = "INSERT INTO named_file (hash, sending) VALUES (?1,
                coalesce((SELECT confirmed_at IS NULL FROM receipt WHERE hash = ?1), ?2))
            ON CONFLICT (hash) DO UPDATE SET sending = max(sending, excluded.sending)
            RETURNING no";
        let no = self.connection.prepare_cached(sql)?.query_row((hash, own), |row| row.get(0))?;
        self.files.insert((hash, own), no);
        Ok(no)
    }

    /// Takes a declaration's names off its files, and forgets those that nothing names any more.
    pub(crate) fn forget_files(
        &mut self,
        about: i64,
        files: &[AttachmentHash],
    ) -> Result<(), StoreError> {
        for file in files {
            let Some(no) = self.file_number(file)? else { continue };
            let sql = "DELETE FROM naming WHERE file = ?1 AND about = ?2";
            self.connection.prepare_cached(sql)?.execute((no, about))?;
            let sql = "DELETE FROM named_file WHERE no = ?1
                       AND NOT EXISTS (SELECT 1 FROM naming WHERE file = ?1)";
            self.connection.prepare_cached(sql)?.execute([no])?;
        }
        self.files.clear();
        Ok(())
    }

    /// `None` where no entry names it.
    pub(super) fn file_number(&self, file: &AttachmentHash) -> Result<Option<i64>, StoreError> {
        let Ok(hash) = bytes_of(file) else { return Ok(None) };
        let known = self.files.get(&(hash, true)).or_else(|| self.files.get(&(hash, false)));
        if let Some(no) = known {
            return Ok(Some(*no));
        }
        let sql = "SELECT no FROM named_file WHERE hash = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([hash], |row| row.get(0)).optional()?)
    }
}

/// The files that an event names.
pub(crate) fn files_of(event: &Event) -> Vec<&AttachmentHash> {
    match event {
        Event::Queued(queued) => vec![&queued.source.file],
        Event::Amended(amended) => match &amended.cause {
            AmendmentCause::Import { source } => vec![&source.file],
            AmendmentCause::Broker { .. } => Vec::new(),
        },
        Event::MessageReceived(received) => vec![&received.source.file],
        Event::Attached(attached) => vec![&attached.file],
        Event::Printed(printed) => vec![&printed.file],
        Event::Imported(imported) => {
            imported.files.iter().filter_map(|file| file.file.as_ref()).collect()
        }
        _ => Vec::new(),
    }
}
