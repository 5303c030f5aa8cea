//! Files on their way to the hub, and their receipts.

use chrono::{DateTime, Utc};
use journal::{AttachmentHash, DeclarationId, DeviceId, EntryId, Event};
use rusqlite::OptionalExtension;

use crate::attachments::{Attachments, bytes_of, text_of};
use crate::entries::{self, moment};
use crate::error::StoreError;
use crate::project::files_of;
use crate::store::{Reader, Writer};

/// What is to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesToSend {
    /// The smallest first; not more than was asked for.
    pub files: Vec<FileToSend>,
    /// How many there are in all.
    pub count: u64,
    /// How many bytes they have in all.
    pub bytes: u64,
}

/// A file that the hub has not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileToSend {
    pub hash: AttachmentHash,
    /// In bytes.
    pub size: u64,
    /// The file's name, or the printed document's.
    pub name: String,
    /// The first declaration that names it; `None` for the evidence of an import that brought none.
    pub declaration: Option<DeclarationId>,
}

/// A file of this desk's that the hub holds whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmedFile {
    pub file: FileToSend,
    /// When the hub said so: the receipt.
    pub at: DateTime<Utc>,
}

impl Reader {
    /// Files that entries of this desk name, that are here, and that the hub has not confirmed.
    ///
    /// # Errors
    /// The files cannot be read.
    pub fn files_to_send(
        &self,
        attachments: &Attachments,
        limit: usize,
    ) -> Result<FilesToSend, StoreError> {
        let mut waiting = self.unconfirmed(attachments)?;
        waiting.sort_by_key(|(size, no, _)| (*size, *no));
        let count = waiting.len() as u64;
        let bytes = waiting.iter().map(|(size, ..)| size).sum();
        let mut files = Vec::new();
        for (size, no, hash) in waiting.into_iter().take(limit) {
            let Naming { declaration, name, .. } = self.named_by(no, &hash)?;
            files.push(FileToSend { hash, size, name, declaration });
        }
        Ok(FilesToSend { files, count, bytes })
    }

    /// The files that this desk named and the hub confirmed last, newest first, of the last `looked_at`
    /// that it confirmed at all: what came from other desks is confirmed too.
    ///
    /// # Errors
    /// The files cannot be read.
    pub fn confirmed_files(
        &self,
        attachments: &Attachments,
        looked_at: usize,
    ) -> Result<Vec<ConfirmedFile>, StoreError> {
        let sql = "SELECT no, receipt.hash, confirmed_at FROM receipt
                   JOIN named_file ON named_file.hash = receipt.hash
                   WHERE confirmed_at IS NOT NULL ORDER BY confirmed_at DESC, no DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([looked_at])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let hash = text_of(row.get(1)?);
            let naming = self.named_by(row.get(0)?, &hash)?;
            if naming.own {
                let size = attachments.size(&hash)?.unwrap_or_default();
                let Naming { name, declaration, .. } = naming;
                let file = FileToSend { hash, size, name, declaration };
                files.push(ConfirmedFile { file, at: moment(row.get(2)?)? });
            }
        }
        Ok(files)
    }

    /// When the hub confirmed a file; `None` where it has not, or has to be asked again.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn receipt(&self, file: &AttachmentHash) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT confirmed_at FROM receipt WHERE hash = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let at: Option<Option<i64>> =
            statement.query_row([bytes_of(file)?], |row| row.get(0)).optional()?;
        at.flatten().map(moment).transpose()
    }

    fn unconfirmed(
        &self,
        attachments: &Attachments,
    ) -> Result<Vec<(u64, i64, AttachmentHash)>, StoreError> {
        let sql = "SELECT no, hash FROM named_file WHERE sending = 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let hash = text_of(row.get(1)?);
            // What another desk attached may never have been fetched.
            if let Some(size) = attachments.size(&hash)? {
                files.push((size, row.get(0)?, hash));
            }
        }
        Ok(files)
    }

    /// Who names a file first, and how.
    fn named_by(&self, no: i64, hash: &AttachmentHash) -> Result<Naming, StoreError> {
        let sql =
            "SELECT id FROM entry WHERE position = (SELECT min(about) FROM naming WHERE file = ?1)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let id = statement.query_row([no], |row| entries::uuid(row, 0).map(EntryId)).optional()?;
        let Some(id) = id else { return Ok(Naming::default()) };
        let Some(first) = entries::kept(&self.connection, id)? else {
            return Ok(Naming::default());
        };
        let declaration = first.entry.subject;
        let all = match declaration {
            Some(subject) => entries::all_of(&self.connection, subject)?,
            None => vec![first],
        };
        let mut naming = Naming { declaration, ..Naming::default() };
        for entry in all.into_iter().map(|kept| kept.entry) {
            let name = entry.event().ok().and_then(|event| name_in(&event, hash));
            let Some(name) = name else { continue };
            naming.own |= self.is_own(entry.device)?;
            if naming.name.is_empty() {
                naming.name = name;
            }
        }
        Ok(naming)
    }

    /// Whether this desk writes, or once wrote, under a name.
    fn is_own(&self, device: DeviceId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM device WHERE id = ?1 AND (own = 1 OR former = 1)";
        Ok(self.connection.prepare_cached(sql)?.exists([device.0.as_bytes()])?)
    }
}

/// How a file is named by entries.
#[derive(Default)]
struct Naming {
    declaration: Option<DeclarationId>,
    /// Empty where none that is known names it.
    name: String,
    /// One of them is this desk's.
    own: bool,
}

impl Writer<'_> {
    /// Keeps the hub's receipt: it holds the whole file, and the hash is right. Also for a file that
    /// came from the hub.
    ///
    /// # Errors
    /// `UnknownAttachment` where the text is no hash.
    pub fn confirm_file(
        &mut self,
        file: &AttachmentHash,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let hash = bytes_of(file)?;
        let sql = "INSERT INTO receipt (hash, confirmed_at) VALUES (?1, ?2)
                   ON CONFLICT (hash) DO UPDATE SET confirmed_at = excluded.confirmed_at
                   WHERE confirmed_at IS NULL";
        self.connection.prepare_cached(sql)?.execute((hash, at.timestamp_millis()))?;
        let sql = "UPDATE named_file SET sending = 0 WHERE hash = ?1";
        self.connection.prepare_cached(sql)?.execute([hash])?;
        Ok(())
    }

    /// Whether the hub has not confirmed one of the files that an event names.
    pub(super) fn files_wait(&self, event: &Event) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM named_file WHERE hash = ?1 AND sending = 1";
        for file in files_of(event) {
            let Ok(hash) = bytes_of(file) else { continue };
            if self.connection.prepare_cached(sql)?.exists([hash])? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn name_in(event: &Event, hash: &AttachmentHash) -> Option<String> {
    if !files_of(event).contains(&hash) {
        return None;
    }
    match event {
        Event::Queued(queued) => Some(queued.source.name.clone()),
        Event::Amended(amended) => match &amended.cause {
            journal::AmendmentCause::Import { source } => Some(source.name.clone()),
            journal::AmendmentCause::Broker { .. } => None,
        },
        Event::MessageReceived(received) => Some(received.source.name.clone()),
        Event::Attached(attached) => Some(attached.name.clone()),
        Event::Printed(printed) => Some(format!("{}-{}.pdf", printed.document, printed.language)),
        Event::Imported(imported) => imported
            .files
            .iter()
            .find(|file| file.file.as_ref() == Some(hash))
            .map(|file| file.name.clone()),
        _ => None,
    }
}
