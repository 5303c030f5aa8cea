//! Files by the hash of their bytes: taken in parts, confirmed as a whole, never overwritten.

use chrono::{DateTime, Utc};
use journal::{AttachmentHash, DeviceId};
use sha2::{Digest, Sha256};
use sync::link::FileHeld;

use crate::error::OfficeError;
use crate::office::Office;
use crate::sql::{Row, Transaction, Value};

/// The most bytes in one part.
pub const MAX_PART: usize = 4 << 20;
/// The most bytes of a file.
pub const MAX_FILE: u64 = 512 << 20;

/// What became of a part.
enum Written {
    Held(FileHeld),
    /// All bytes were there, and they were others than announced.
    Thrown,
}

impl Office {
    /// What the hub holds of a file.
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`, `RoleNotAllowed`.
    pub fn file_held(
        &self,
        device: DeviceId,
        hash: &AttachmentHash,
    ) -> Result<FileHeld, OfficeError> {
        let name = bytes_of(hash)?;
        self.sql.read(|tx| {
            self.reader(tx, device)?;
            Ok(self.file(tx, &name, "")?.map_or(NOTHING, |file| file.held))
        })
    }

    /// Adds a part that starts where the hub's copy ends. The receipt comes with the last one, when
    /// the SHA-256 of the whole was found to be `hash`. What is confirmed stays as it is, whatever is
    /// sent.
    ///
    /// # Errors
    /// `FileOffset`, `FileSize`, `FileHash` (all parts are thrown away then), `TooLarge`.
    pub fn write_file_part(
        &self,
        device: DeviceId,
        hash: &AttachmentHash,
        size: u64,
        offset: u64,
        bytes: &[u8],
    ) -> Result<FileHeld, OfficeError> {
        self.sql.read(|tx| self.file_writer(tx, device))?;
        self.write_part(hash, size, offset, bytes)
    }

    /// A whole file that the hub itself was handed.
    ///
    /// # Errors
    /// `TooLarge`, and the database's.
    pub fn keep_file(&self, bytes: &[u8]) -> Result<AttachmentHash, OfficeError> {
        let digest = Sha256::digest(bytes);
        let hash = AttachmentHash(data_encoding::HEXLOWER.encode(&digest));
        let size = bytes.len() as u64;
        let mut offset = self.sql.read(|tx| self.file(tx, &digest, ""))?;
        loop {
            let held = offset.map_or(0, |file| file.held.held);
            let start = usize::try_from(held).unwrap_or(usize::MAX).min(bytes.len());
            let part = &bytes[start..bytes.len().min(start + MAX_PART)];
            match self.write_part(&hash, size, held, part) {
                Ok(FileHeld { confirmed: true, .. }) => return Ok(hash),
                Ok(_) => {}
                // Someone else sends the same file at this moment.
                Err(OfficeError::FileOffset { .. }) => {}
                Err(error) => return Err(error),
            }
            offset = self.sql.read(|tx| self.file(tx, &digest, ""))?;
        }
    }

    fn write_part(
        &self,
        hash: &AttachmentHash,
        size: u64,
        offset: u64,
        bytes: &[u8],
    ) -> Result<FileHeld, OfficeError> {
        let name = bytes_of(hash)?;
        if bytes.len() > MAX_PART || size > MAX_FILE {
            let what = format!("{} bytes of a file of {size}", bytes.len());
            return Err(OfficeError::TooLarge { what, limit: MAX_PART as u64 });
        }
        let now = self.surroundings.now();
        let written =
            self.sql.transaction(|tx| self.append(tx, &name, size, offset, bytes, now))?;
        match written {
            Written::Held(held) => Ok(held),
            Written::Thrown => Err(OfficeError::FileHash { hash: hash.0.clone() }),
        }
    }

    /// At most `length` bytes of a confirmed file from `offset` on; empty at its end.
    ///
    /// # Errors
    /// `FileUnknown` where the hub does not have all of it.
    pub fn read_file_part(
        &self,
        device: DeviceId,
        hash: &AttachmentHash,
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, OfficeError> {
        let name = bytes_of(hash)?;
        self.sql.read(|tx| {
            self.reader(tx, device)?;
            let file = self.file(tx, &name, "")?;
            if !file.is_some_and(|file| file.held.confirmed) {
                return Err(OfficeError::FileUnknown { hash: hash.0.clone() });
            }
            self.bytes(tx, &name, offset, length.min(MAX_PART as u64))
        })
    }

    /// A confirmed file's size.
    ///
    /// # Errors
    /// `FileUnknown` where the hub does not have all of it.
    pub fn file_size(&self, device: DeviceId, hash: &AttachmentHash) -> Result<u64, OfficeError> {
        match self.file_held(device, hash)? {
            FileHeld { held, confirmed: true } => Ok(held),
            _ => Err(OfficeError::FileUnknown { hash: hash.0.clone() }),
        }
    }

    fn file_writer(&self, tx: &mut Transaction<'_>, device: DeviceId) -> Result<(), OfficeError> {
        let device = self.active(tx, device)?;
        match device.role.may_send_files() {
            true => Ok(()),
            false => Err(OfficeError::RoleNotAllowed { role: device.role, what: "sending files" }),
        }
    }

    fn append(
        &self,
        tx: &mut Transaction<'_>,
        name: &[u8],
        size: u64,
        offset: u64,
        bytes: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Written, OfficeError> {
        let begin = "INSERT INTO file (office, hash, size, held) VALUES ($1, $2, $3, 0)
            ON CONFLICT (office, hash) DO NOTHING";
        tx.execute(begin, &[self.number.into(), name.into(), size.into()])?;
        let lock = tx.for_update();
        let file = self.file(tx, name, lock)?.unwrap_or(File { size, held: NOTHING });
        let held = file.held.held;
        if file.held.confirmed {
            return Ok(Written::Held(file.held));
        }
        if offset != held {
            return Err(OfficeError::FileOffset { held });
        }
        let held = held + bytes.len() as u64;
        if file.size != size || held > size {
            return Err(OfficeError::FileSize { size: file.size });
        }
        if !bytes.is_empty() {
            let part = "INSERT INTO file_part (office, hash, position, bytes)
                VALUES ($1, $2, $3, $4)";
            tx.execute(part, &[self.number.into(), name.into(), offset.into(), bytes.into()])?;
        }
        if held < size {
            self.set_held(tx, name, held, None)?;
            return Ok(Written::Held(FileHeld { held, confirmed: false }));
        }
        if self.digest(tx, name)? != name {
            self.throw_away(tx, name)?;
            return Ok(Written::Thrown);
        }
        self.set_held(tx, name, held, Some(now))?;
        Ok(Written::Held(FileHeld { held, confirmed: true }))
    }

    fn file(
        &self,
        tx: &mut Transaction<'_>,
        name: &[u8],
        lock: &str,
    ) -> Result<Option<File>, OfficeError> {
        let sql = format!(
            "SELECT size, held, confirmed_at FROM file WHERE office = $1 AND hash = $2{lock}"
        );
        let read = |row: Row| {
            let confirmed = row.optional(2, Row::int)?.is_some();
            Ok(File { size: row.number(0)?, held: FileHeld { held: row.number(1)?, confirmed } })
        };
        tx.first(&sql, &[self.number.into(), name.into()])?.map(read).transpose()
    }

    fn set_held(
        &self,
        tx: &mut Transaction<'_>,
        name: &[u8],
        held: u64,
        confirmed_at: Option<DateTime<Utc>>,
    ) -> Result<(), OfficeError> {
        let sql = "UPDATE file SET held = $3, confirmed_at = $4 WHERE office = $1 AND hash = $2";
        let params = [self.number.into(), name.into(), held.into(), confirmed_at.into()];
        tx.execute(sql, &params).map(drop)
    }

    fn throw_away(&self, tx: &mut Transaction<'_>, name: &[u8]) -> Result<(), OfficeError> {
        for table in ["file_part", "file"] {
            let sql = format!("DELETE FROM {table} WHERE office = $1 AND hash = $2");
            tx.execute(&sql, &[self.number.into(), name.into()])?;
        }
        Ok(())
    }

    /// SHA-256 of all parts.
    fn digest(&self, tx: &mut Transaction<'_>, name: &[u8]) -> Result<Vec<u8>, OfficeError> {
        let (mut sha, mut offset) = (Sha256::new(), 0);
        loop {
            let bytes = self.bytes(tx, name, offset, MAX_PART as u64)?;
            if bytes.is_empty() {
                return Ok(sha.finalize().to_vec());
            }
            sha.update(&bytes);
            offset += bytes.len() as u64;
        }
    }

    fn bytes(
        &self,
        tx: &mut Transaction<'_>,
        name: &[u8],
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, OfficeError> {
        let sql = "SELECT position, bytes FROM file_part WHERE office = $1 AND hash = $2
            AND position + octet_length(bytes) > $3 AND position < $4 ORDER BY position";
        let end = offset.saturating_add(length);
        let params = [self.number.into(), name.into(), offset.into(), Value::from(end)];
        let mut read = Vec::new();
        for row in tx.query(sql, &params)? {
            let (position, part) = (row.number(0)?, row.blob(1)?);
            let within = |at: u64| {
                usize::try_from(at.saturating_sub(position)).unwrap_or(usize::MAX).min(part.len())
            };
            read.extend_from_slice(&part[within(offset)..within(end)]);
        }
        Ok(read)
    }
}

#[derive(Clone, Copy)]
struct File {
    size: u64,
    held: FileHeld,
}

const NOTHING: FileHeld = FileHeld { held: 0, confirmed: false };

fn bytes_of(hash: &AttachmentHash) -> Result<Vec<u8>, OfficeError> {
    let bytes = data_encoding::HEXLOWER.decode(hash.0.as_bytes());
    let bytes = bytes.ok().filter(|bytes| bytes.len() == 32);
    bytes.ok_or_else(|| OfficeError::FileUnknown { hash: hash.0.clone() })
}
