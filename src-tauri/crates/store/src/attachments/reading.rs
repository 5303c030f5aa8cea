//! Reading a file, chunk by chunk.

use std::io::{self, Read};

use rusqlite::{Connection, OptionalExtension};

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

    /// The whole file's size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next chunk in hand; false at the end.
    fn advance(&mut self) -> Result<bool, StoreError> {
        let sql = "SELECT encoding, bytes FROM chunk WHERE attachment = ?1 AND position = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_row((self.no, self.next), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((encoding, bytes)) = found else { return Ok(false) };
        self.chunk = payload::unpack(encoding, bytes)?;
        self.read = 0;
        self.next += 1;
        Ok(true)
    }
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
