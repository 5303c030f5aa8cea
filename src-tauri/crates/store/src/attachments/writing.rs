//! Taking a file in, chunk by chunk.

use std::io::{self, Write};

use journal::AttachmentHash;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::{CHUNK, reading, text_of};
use crate::error::StoreError;
use crate::payload;

/// A file that is coming in. Its chunks are on disk as they come, under no hash; [`Self::finish`]
/// names them. Dropped before that, it leaves nothing (or, after a crash, what a sweep removes);
/// unless its hash is known beforehand, see [`Attachments::incoming`](super::Attachments::incoming):
/// then it is kept as far as it came.
pub struct AttachmentWriter {
    connection: Connection,
    no: i64,
    /// The hash that the whole must have.
    wanted: Option<[u8; 32]>,
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
            wanted: None,
            hasher: Sha256::new(),
            size: 0,
            chunks: 0,
            buffer: Vec::new(),
            finished: false,
        })
    }

    /// Takes up a file of that hash where it broke off, or begins it.
    pub(super) fn take_up(connection: Connection, wanted: [u8; 32]) -> Result<Self, StoreError> {
        let sql = "INSERT INTO attachment (wanted) VALUES (?1)
                   ON CONFLICT (wanted) WHERE wanted IS NOT NULL DO UPDATE SET unnamed = 0
                   RETURNING no";
        let no = connection.prepare_cached(sql)?.query_row([wanted], |row| row.get(0))?;
        let mut writer = Self {
            connection,
            no,
            wanted: Some(wanted),
            hasher: Sha256::new(),
            size: 0,
            chunks: 0,
            buffer: Vec::new(),
            finished: false,
        };
        while let Some(chunk) = reading::chunk(&writer.connection, no, writer.chunks)? {
            writer.hasher.update(&chunk);
            writer.size += chunk.len() as u64;
            if chunk.len() < CHUNK {
                // The last one that came is not full; it is written again when it is.
                writer.buffer = chunk;
                break;
            }
            writer.chunks += 1;
        }
        Ok(writer)
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

    /// How many bytes have come so far, earlier attempts included: what is to come next.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Commits the file under its hash. The same content is stored once, however often it comes.
    ///
    /// # Errors
    /// The disk does not take it, or, `OtherContent`, it is not what was wanted; nothing is kept then.
    pub fn finish(mut self) -> Result<AttachmentHash, StoreError> {
        if !self.buffer.is_empty() {
            self.write_chunk()?;
        }
        let hash: [u8; 32] = std::mem::take(&mut self.hasher).finalize().into();
        if let Some(wanted) = self.wanted.take_if(|wanted| *wanted != hash) {
            // Without a wanted hash, dropping it leaves nothing.
            return Err(StoreError::OtherContent { hash: text_of(wanted).0 });
        }
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
        if known == Some(self.no) {
            // Another program took the same file up and was done first.
            return Ok(());
        }
        if let Some(known) = known {
            // Someone is about to name it: it must outlast a sweep that took it for an orphan.
            transaction.execute("UPDATE attachment SET unnamed = 0 WHERE no = ?1", [known])?;
            transaction.execute("DELETE FROM attachment WHERE no = ?1", [self.no])?;
            return Ok(());
        }
        let named = transaction.execute(
            "UPDATE attachment SET hash = ?2, size = ?3, unnamed = 0, wanted = NULL WHERE no = ?1
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
        let packed = payload::pack_part(&self.buffer);
        // A chunk that was not full when the file broke off is there already; a file that another
        // program finished meanwhile is left alone.
        let sql = "INSERT OR REPLACE INTO chunk (attachment, position, encoding, bytes)
                   SELECT ?1, ?2, ?3, ?4
                   WHERE EXISTS (SELECT 1 FROM attachment WHERE no = ?1 AND hash IS NULL)";
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
        if self.finished {
            return;
        }
        if self.wanted.is_some() {
            // What cannot be kept comes again.
            if !self.buffer.is_empty() {
                self.write_chunk().ok();
            }
        } else {
            // Should this fail too, the next sweeps find the rest.
            self.connection.execute("DELETE FROM attachment WHERE no = ?1", [self.no]).ok();
        }
    }
}
