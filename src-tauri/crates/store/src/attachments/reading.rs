//! Reading a file, chunk by chunk.

use std::io::{self, Read};

use rusqlite::{Connection, OptionalExtension};

use super::CHUNK;
use crate::error::StoreError;
use crate::payload;

/// Reads one attachment from beginning to end, holding one chunk at a time.
pub struct AttachmentReader {
    connection: Connection,
    no: i64,
    size: u64,
    next: i64,
    chunk: Vec<u8>,
    read: usize,
}

impl AttachmentReader {
    pub(super) fn new(connection: Connection, no: i64, size: u64) -> Self {
        Self { connection, no, size, next: 0, chunk: Vec::new(), read: 0 }
    }

    /// Goes on from `offset`, in bytes from the beginning; at or beyond the end nothing follows.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn skip_to(&mut self, offset: u64) -> Result<(), StoreError> {
        let chunk = CHUNK as u64;
        let beyond = || StoreError::Io { what: format!("no file has {offset} bytes") };
        self.next = i64::try_from(offset / chunk).map_err(|_| beyond())?;
        (self.chunk, self.read) = (Vec::new(), 0);
        let within = usize::try_from(offset % chunk).expect("a chunk's size fits");
        if within > 0 && self.advance()? {
            self.read = within.min(self.chunk.len());
        }
        Ok(())
    }

    /// The whole file's size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next chunk in hand; false at the end.
    fn advance(&mut self) -> Result<bool, StoreError> {
        let Some(chunk) = chunk(&self.connection, self.no, self.next)? else { return Ok(false) };
        self.chunk = chunk;
        self.read = 0;
        self.next += 1;
        Ok(true)
    }
}

/// A file's chunk of that number, unpacked.
pub(super) fn chunk(
    connection: &Connection,
    no: i64,
    position: i64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT encoding, bytes FROM chunk WHERE attachment = ?1 AND position = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row((no, position), |row| Ok((row.get(0)?, row.get(1)?)));
    let Some((encoding, bytes)) = found.optional()? else { return Ok(None) };
    payload::unpack(encoding, bytes).map(Some)
}

impl Read for AttachmentReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read == self.chunk.len() && !self.advance().map_err(io::Error::other)? {
            return Ok(0);
        }
        let rest = &self.chunk[self.read..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.read += count;
        Ok(count)
    }
}
