//! Taking a file in, chunk by chunk.

use std::io::{self, Write};

use journal::AttachmentHash;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::{CHUNK, text_of};
use crate::error::StoreError;
use crate::payload;

/// A file that is coming in. Its chunks are on disk as they come, under no hash; [`Self::finish`]
/// names them. Dropped before that, it leaves nothing (or, after a crash, what a sweep removes).
pub struct AttachmentWriter {
    connection: Connection,
    no: i64,
    hasher: Sha256,
    size: u64,
    chunks: i64,
    buffer: Vec<u8>,
    finished: bool,
}

impl AttachmentWriter {
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let no = connection.prepare_cached("INSERT INTO attachment DEFAULT VALUES")?.insert([])?;
        Ok(Self {
            connection,
            no,
            hasher: Sha256::new(),
            size: 0,
            chunks: 0,
            buffer: Vec::new(),
            finished: false,
        })
    }

    /// Takes more bytes.
    ///
    /// # Errors
    /// The disk does not take them.
    pub fn append(&mut self, mut bytes: &[u8]) -> Result<(), StoreError> {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        while !bytes.is_empty() {
            let room = CHUNK - self.buffer.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.buffer.extend_from_slice(now);
            bytes = later;
            if self.buffer.len() == CHUNK {
                self.write_chunk()?;
            }
        }
        Ok(())
    }

    /// How many bytes have come so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Commits the file under its hash. The same content is stored once, however often it comes.
    ///
    /// # Errors
    /// The disk does not take it; nothing is kept then.
    pub fn finish(mut self) -> Result<AttachmentHash, StoreError> {
        if !self.buffer.is_empty() {
            self.write_chunk()?;
        }
        let hash: [u8; 32] = std::mem::take(&mut self.hasher).finalize().into();
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        self.name(&transaction, &hash)?;
        transaction.commit()?;
        self.finished = true;
        Ok(text_of(hash))
    }

    fn name(&self, transaction: &Connection, hash: &[u8; 32]) -> Result<(), StoreError> {
        let known: Option<i64> = transaction
            .query_row("SELECT no FROM attachment WHERE hash = ?1", [hash], |row| row.get(0))
            .optional()?;
        if let Some(known) = known {
            // Someone is about to name it: it must outlast a sweep that took it for an orphan.
            transaction.execute("UPDATE attachment SET unnamed = 0 WHERE no = ?1", [known])?;
            transaction.execute("DELETE FROM attachment WHERE no = ?1", [self.no])?;
            return Ok(());
        }
        let named = transaction.execute(
            "UPDATE attachment SET hash = ?2, size = ?3, unnamed = 0 WHERE no = ?1
             AND (SELECT count(*) FROM chunk WHERE attachment = ?1) = ?4",
            (self.no, hash, self.size, self.chunks),
        )?;
        if named == 0 {
            let what = "a file that was coming in was removed before it was whole".to_owned();
            return Err(StoreError::Corrupt { what });
        }
        Ok(())
    }

    fn write_chunk(&mut self) -> Result<(), StoreError> {
        let packed = payload::pack(&self.buffer);
        let sql =
            "INSERT INTO chunk (attachment, position, encoding, bytes) VALUES (?1, ?2, ?3, ?4)";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute((self.no, self.chunks, packed.encoding, packed.bytes))?;
        self.chunks += 1;
        self.buffer.clear();
        Ok(())
    }
}

impl Write for AttachmentWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.append(bytes).map_err(|error| match error {
            StoreError::DiskFull => io::Error::new(io::ErrorKind::StorageFull, error),
            error => io::Error::other(error),
        })?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for AttachmentWriter {
    fn drop(&mut self) {
        if !self.finished {
            // Should this fail too, the next sweeps find the rest.
            self.connection.execute("DELETE FROM attachment WHERE no = ?1", [self.no]).ok();
        }
    }
}
