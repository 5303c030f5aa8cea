//! Attached files and evidence: by the hash of their bytes, streamed in and out.

mod reading;
mod sweep;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use journal::AttachmentHash;
use rusqlite::{Connection, OptionalExtension};

use crate::error::StoreError;
use crate::schema::ATTACHMENTS;

pub use reading::AttachmentReader;
pub use sweep::Swept;
pub use writing::AttachmentWriter;

/// Bytes per chunk, before packing. Part of the file's format.
const CHUNK: usize = 1 << 20;

/// The desk's attachments. Each writer and reader has a connection of its own.
pub struct Attachments {
    path: PathBuf,
    /// For short questions. Being open, it also keeps the others from tidying the log away each
    /// time they close.
    connection: Mutex<Connection>,
}

impl Attachments {
    /// Opens the file, and makes it where it is missing.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Mutex::new(ATTACHMENTS.open(path)?);
        Ok(Self { path: path.to_owned(), connection })
    }

    /// Takes a new file in. Nothing is kept unless [`AttachmentWriter::finish`] is called.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub fn writer(&self) -> Result<AttachmentWriter, StoreError> {
        AttachmentWriter::start(ATTACHMENTS.open_beside(&self.path)?)
    }

    /// Takes a file in whose hash is known, from where it broke off: [`AttachmentWriter::size`] says
    /// what is here already. What has come is kept, over a restart too, until it is whole or no entry
    /// names it any more.
    ///
    /// # Errors
    /// `UnknownAttachment` where the text is no hash, or the store cannot be written to.
    pub fn incoming(&self, hash: &AttachmentHash) -> Result<AttachmentWriter, StoreError> {
        AttachmentWriter::take_up(ATTACHMENTS.open_beside(&self.path)?, bytes_of(hash)?)
    }

    /// Keeps these bytes and answers their hash.
    ///
    /// # Errors
    /// The disk does not take them.
    pub fn put(&self, bytes: &[u8]) -> Result<AttachmentHash, StoreError> {
        let mut writer = self.writer()?;
        writer.append(bytes)?;
        writer.finish()
    }

    /// Reads a file from its beginning.
    ///
    /// # Errors
    /// `UnknownAttachment`.
    pub fn reader(&self, hash: &AttachmentHash) -> Result<AttachmentReader, StoreError> {
        let connection = ATTACHMENTS.open_reader(&self.path)?;
        let (no, size) = find(&connection, hash)?
            .ok_or_else(|| StoreError::UnknownAttachment { hash: hash.0.clone() })?;
        Ok(AttachmentReader::new(connection, no, size))
    }

    /// A file's size in bytes; `None` where it is not here.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn size(&self, hash: &AttachmentHash) -> Result<Option<u64>, StoreError> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(find(&connection, hash)?.map(|(_, size)| size))
    }

    pub(crate) fn open_reader(&self) -> Result<Connection, StoreError> {
        ATTACHMENTS.open_reader(&self.path)
    }

    fn path(&self) -> &Path {
        &self.path
    }
}

/// The 32 bytes of a hash.
///
/// # Errors
/// `UnknownAttachment` where the text is not 64 hexadecimal digits.
pub(crate) fn bytes_of(hash: &AttachmentHash) -> Result<[u8; 32], StoreError> {
    let unknown = || StoreError::UnknownAttachment { hash: hash.0.clone() };
    let digits = hash.0.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 64 || digits.iter().any(u8::is_ascii_uppercase) {
        return Err(unknown());
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| unknown())?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| unknown())?;
    }
    Ok(bytes)
}

/// The hash's text.
pub(crate) fn text_of(bytes: [u8; 32]) -> AttachmentHash {
    AttachmentHash(journal::Hash(bytes).to_string())
}

fn find(connection: &Connection, hash: &AttachmentHash) -> Result<Option<(i64, u64)>, StoreError> {
    // A text that is no hash names nothing that could be here.
    let Ok(hash) = bytes_of(hash) else { return Ok(None) };
    let sql = "SELECT no, size FROM attachment WHERE hash = ?1";
    let found = connection.query_row(sql, [hash], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?)
}
