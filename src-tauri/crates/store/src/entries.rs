//! Reading and writing entries as they are.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, Entry, EntryId, Hash, Placed, State, Unfoldable};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use uuid::Uuid;

use crate::error::StoreError;
use crate::payload;
use crate::store::Reader;

const ENTRY: &str =
    "SELECT entry.id, device.id, sequence, subject, kind, version, encoding, payload,
    actor, at, base_revision, previous, hash, position, seen
    FROM entry JOIN device ON device.no = entry.device";

impl Reader {
    /// Everything about one declaration, oldest first. Empty where there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entries_of(&self, subject: DeclarationId) -> Result<Vec<Placed>, StoreError> {
        let sql = format!("{ENTRY} WHERE subject = ?1 ORDER BY position");
        let found = load(&self.connection, &sql, [subject.0.as_bytes()], payload::unpack)?;
        Ok(found.into_iter().map(|(_, entry)| Placed::pending(entry)).collect())
    }

    /// One entry.
    ///
    /// # Errors
    /// `UnknownEntry`.
    pub fn entry(&self, id: EntryId) -> Result<Entry, StoreError> {
        let sql = format!("{ENTRY} WHERE entry.id = ?1");
        let mut found = load(&self.connection, &sql, [id.0.as_bytes()], payload::unpack)?;
        found.pop().map(|(_, entry)| entry).ok_or(StoreError::UnknownEntry(id))
    }

    /// At most `limit` of a desk's own entries that follow number `sequence`, in its order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entries_after(
        &self,
        device: DeviceId,
        sequence: u64,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        self.chain_part(device, sequence, limit, payload::unpack)
    }

    /// The last number and hash of a desk's chain; zero and [`Hash::ZERO`] where it wrote nothing.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn head(&self, device: DeviceId) -> Result<(u64, Hash), StoreError> {
        self.chain_head(device).map(|(_, sequence, hash)| (sequence, hash))
    }

    /// All desks whose entries are here, this one first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn devices(&self) -> Result<Vec<DeviceId>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM device ORDER BY own DESC, no")?;
        let ids = statement.query_map([], |row| Ok(DeviceId(uuid(row, 0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// What is known of one declaration now, folded from its entries.
    ///
    /// # Errors
    /// `UnknownDeclaration`, or `Unfoldable` where an entry cannot be read.
    pub fn state(&self, id: DeclarationId) -> Result<State, StoreError> {
        match State::fold(id, &self.entries_of(id)?) {
            Err(Unfoldable::NeverQueued(id)) => Err(StoreError::UnknownDeclaration(id)),
            folded => Ok(folded?),
        }
    }

    /// The same; `unpack` says what becomes of a damaged payload.
    pub(crate) fn chain_part(
        &self,
        device: DeviceId,
        sequence: u64,
        limit: usize,
        unpack: Unpack,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "{ENTRY} WHERE entry.device = (SELECT no FROM device WHERE id = ?1) AND sequence > ?2
             ORDER BY sequence LIMIT ?3"
        );
        let params = (device.0.as_bytes(), sequence, limit);
        let found = load(&self.connection, &sql, params, unpack)?;
        Ok(found.into_iter().map(|(_, entry)| entry).collect())
    }

    pub(crate) fn chain_head(&self, device: DeviceId) -> Result<(i64, u64, Hash), StoreError> {
        let sql = "SELECT device.no, coalesce(sequence, 0), hash FROM device
                   LEFT JOIN entry ON entry.device = device.no
                   WHERE device.id = ?1 ORDER BY sequence DESC LIMIT 1";
        let head = self
            .connection
            .prepare_cached(sql)?
            .query_row([device.0.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<[u8; 32]>>(2)?))
            })
            .optional()?;
        let (no, sequence, hash) = head.unwrap_or((0, 0, None));
        Ok((no, sequence, hash.map_or(Hash::ZERO, Hash)))
    }
}

/// How a payload's bytes are had back: [`payload::unpack`] refuses damaged ones,
/// [`payload::unpack_or_empty`] leaves it to the hash and the fold to notice.
pub(crate) type Unpack = fn(i64, Vec<u8>) -> Result<Vec<u8>, StoreError>;

/// A declaration's entries up to and including a position. A damaged payload comes out empty.
pub(crate) fn entries_until(
    connection: &Connection,
    subject: DeclarationId,
    position: i64,
) -> Result<Vec<Placed>, StoreError> {
    let sql = format!("{ENTRY} WHERE subject = ?1 AND position <= ?2 ORDER BY position");
    let params = (subject.0.as_bytes(), position);
    let found = load(connection, &sql, params, payload::unpack_or_empty)?;
    Ok(found.into_iter().map(|(_, entry)| Placed::pending(entry)).collect())
}

/// At most `limit` entries after a position, with their positions. A damaged payload comes out empty.
pub(crate) fn entries_from(
    connection: &Connection,
    position: i64,
    limit: usize,
) -> Result<Vec<(i64, Entry)>, StoreError> {
    let sql = format!("{ENTRY} WHERE position > ?1 ORDER BY position LIMIT ?2");
    load(connection, &sql, (position, limit), payload::unpack_or_empty)
}

/// Writes an entry and answers its position.
pub(crate) fn insert(
    connection: &Connection,
    device: i64,
    entry: &Entry,
) -> Result<i64, StoreError> {
    let packed = payload::pack(&entry.payload);
    let sql = "INSERT INTO entry (id, device, sequence, subject, kind, version, encoding, payload,
               actor, at, base_revision, previous, hash, seen)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    Ok(connection.prepare_cached(sql)?.insert((
        entry.id.0.as_bytes(),
        device,
        entry.sequence,
        entry.subject.as_ref().map(|subject| subject.0.as_bytes()),
        &entry.kind,
        entry.version,
        packed.encoding,
        packed.bytes,
        &entry.actor,
        entry.at.timestamp_millis(),
        entry.base_revision,
        entry.previous.0,
        entry.hash.0,
        entry.seen,
    ))?)
}

fn load(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    unpack: Unpack,
) -> Result<Vec<(i64, Entry)>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push((row.get(13)?, read(row, unpack)?));
    }
    Ok(entries)
}

fn read(row: &Row<'_>, unpack: Unpack) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: EntryId(uuid(row, 0)?),
        device: DeviceId(uuid(row, 1)?),
        sequence: row.get(2)?,
        subject: row.get::<_, Option<[u8; 16]>>(3)?.map(|id| DeclarationId(Uuid::from_bytes(id))),
        kind: row.get(4)?,
        version: row.get(5)?,
        payload: unpack(row.get(6)?, row.get(7)?)?,
        actor: row.get(8)?,
        at: moment(row.get(9)?)?,
        base_revision: row.get(10)?,
        seen: row.get(14)?,
        previous: Hash(row.get(11)?),
        hash: Hash(row.get(12)?),
    })
}

pub(crate) fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

/// Milliseconds since 1970 as a moment.
pub(crate) fn moment(millis: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| StoreError::Corrupt {
        what: format!("{millis} ms after 1970 is no moment that can be written"),
    })
}
