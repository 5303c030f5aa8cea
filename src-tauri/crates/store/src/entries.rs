//! Reading and writing entries as they are.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, Entry, EntryId, Hash, Placed, State, Unfoldable};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use uuid::Uuid;

use crate::error::StoreError;
use crate::payload::{self, Packed};
use crate::store::Reader;

macro_rules! columns {
    () => {
        "SELECT entry.id, device.id, entry.sequence, subject, kind, version, encoding, payload,
         actor, entry.at, base_revision, previous, entry.hash, position, entry.seen"
    };
}

const ENTRY: &str = concat!(columns!(), " FROM entry JOIN device ON device.no = entry.device");

/// A declaration's entries in the order of the fold: what the hub ordered by its numbers; then what it
/// lost, in the order that it had; then what it never had. What it refused has no effect.
const PLACED: &str = concat!(
    columns!(),
    ", placed.sequence,
    EXISTS (SELECT 1 FROM contested WHERE contested.entry = position)
    FROM entry JOIN device ON device.no = entry.device
    LEFT JOIN placed ON placed.entry = position
    LEFT JOIN outbox ON outbox.entry = position
    WHERE subject = ?1 AND NOT EXISTS (SELECT 1 FROM refused WHERE refused.entry = position)
    AND NOT (encoding = 9 AND placed.entry IS NULL)
    ORDER BY placed.sequence IS NULL, placed.sequence, outbox.rank IS NULL, outbox.rank, position"
);

/// An entry as it is kept.
pub(crate) struct Kept {
    pub(crate) position: i64,
    pub(crate) entry: Entry,
    /// The payload is on the hub only.
    pub(crate) is_evicted: bool,
}

/// A declaration's entries as they are kept.
pub(crate) struct History {
    /// In the order of the fold.
    pub(crate) entries: Vec<Placed>,
    /// Payloads of some are on the hub only: nothing can be made of the others without them.
    pub(crate) is_evicted: bool,
}

impl Reader {
    /// Everything about one declaration, in the order of the fold: what the hub ordered first, then
    /// what it does not have. Without what the hub refused. Empty where there is none.
    ///
    /// # Errors
    /// `Evicted` where the hub alone has it.
    pub fn entries_of(&self, subject: DeclarationId) -> Result<Vec<Placed>, StoreError> {
        let history = history(&self.connection, subject, payload::unpack)?;
        if history.is_evicted {
            return Err(StoreError::Evicted(subject));
        }
        Ok(history.entries)
    }

    /// One entry.
    ///
    /// # Errors
    /// `UnknownEntry`, or `Evicted` where the hub alone has what it says.
    pub fn entry(&self, id: EntryId) -> Result<Entry, StoreError> {
        let sql = format!("{ENTRY} WHERE entry.id = ?1");
        let mut found = load(&self.connection, &sql, [id.0.as_bytes()], payload::unpack)?;
        let found = found.pop().ok_or(StoreError::UnknownEntry(id))?;
        match (found.is_evicted, found.entry.subject) {
            (true, Some(subject)) => Err(StoreError::Evicted(subject)),
            _ => Ok(found.entry),
        }
    }

    /// At most `limit` of a desk's own entries that follow number `sequence`, in its order. Evicted
    /// ones come without their payload.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entries_after(
        &self,
        device: DeviceId,
        sequence: u64,
        limit: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let part = self.chain_part(device, sequence, limit, payload::unpack)?;
        Ok(part.into_iter().map(|kept| kept.entry).collect())
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
    /// `UnknownDeclaration`, `Evicted`, or `Unfoldable` where an entry cannot be read.
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
    ) -> Result<Vec<Kept>, StoreError> {
        let sql = format!(
            "{ENTRY} WHERE entry.device = (SELECT no FROM device WHERE id = ?1)
             AND entry.sequence > ?2 ORDER BY entry.sequence LIMIT ?3"
        );
        let params = (device.0.as_bytes(), sequence, limit);
        load(&self.connection, &sql, params, unpack)
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

/// Everything about one declaration that may have an effect.
pub(crate) fn history(
    connection: &Connection,
    subject: DeclarationId,
    unpack: Unpack,
) -> Result<History, StoreError> {
    let mut statement = connection.prepare_cached(PLACED)?;
    let mut rows = statement.query([subject.0.as_bytes()])?;
    let mut history = History { entries: Vec::new(), is_evicted: false };
    while let Some(row) = rows.next()? {
        history.is_evicted |= row.get::<_, i64>(6)? == payload::EVICTED;
        let contests = if row.get(16)? { contests(connection, row.get(13)?)? } else { Vec::new() };
        let sequence = row.get(15)?;
        history.entries.push(Placed { entry: read(row, unpack)?, sequence, contests });
    }
    Ok(history)
}

/// The columns of an entry, asked for from another table, to which `entry` and `device` are joined.
pub(crate) fn columns_from(table: &str) -> String {
    format!("{} FROM {table}", columns!())
}

/// Every entry about a declaration, in the order in which they came here: those without effect, too.
pub(crate) fn all_of(
    connection: &Connection,
    subject: DeclarationId,
) -> Result<Vec<Kept>, StoreError> {
    let sql = format!("{ENTRY} WHERE subject = ?1 ORDER BY position");
    load(connection, &sql, [subject.0.as_bytes()], payload::unpack_or_empty)
}

impl Kept {
    pub(crate) fn is_refused(&self, connection: &Connection) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM refused WHERE entry = ?1";
        Ok(connection.prepare_cached(sql)?.exists([self.position])?)
    }

    /// The number by which facts know what it is about.
    pub(crate) fn about(&self, connection: &Connection) -> Result<i64, StoreError> {
        match self.entry.subject {
            Some(subject) => Ok(number_of(connection, subject)?.unwrap_or(self.position)),
            None => Ok(self.position),
        }
    }
}

/// The entry of that id as it is kept. A damaged payload comes out empty.
pub(crate) fn kept(connection: &Connection, id: EntryId) -> Result<Option<Kept>, StoreError> {
    let sql = format!("{ENTRY} WHERE entry.id = ?1");
    Ok(load(connection, &sql, [id.0.as_bytes()], payload::unpack_or_empty)?.pop())
}

/// What an entry cannot stand together with.
pub(crate) fn contests(connection: &Connection, position: i64) -> Result<Vec<EntryId>, StoreError> {
    let sql = "SELECT against FROM contested WHERE entry = ?1 ORDER BY nr";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([position], |row| Ok(EntryId(uuid(row, 0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The number by which projections know a declaration: the position of the first entry about it.
pub(crate) fn number_of(
    connection: &Connection,
    subject: DeclarationId,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT min(position) FROM entry WHERE subject = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([subject.0.as_bytes()], |row| row.get(0))?)
}

/// At most `limit` entries after a position. A damaged payload comes out empty.
pub(crate) fn entries_from(
    connection: &Connection,
    position: i64,
    limit: usize,
) -> Result<Vec<Kept>, StoreError> {
    let sql = format!("{ENTRY} WHERE position > ?1 ORDER BY position LIMIT ?2");
    load(connection, &sql, (position, limit), payload::unpack_or_empty)
}

/// Writes an entry and answers its position; `None` where its id, or its number at its desk, is taken.
pub(crate) fn insert(
    connection: &Connection,
    device: i64,
    entry: &Entry,
    packed: &Packed,
) -> Result<Option<i64>, StoreError> {
    let sql = "INSERT INTO entry (id, device, sequence, subject, kind, version, encoding, payload,
               actor, at, base_revision, previous, hash, seen)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
               ON CONFLICT DO NOTHING";
    let written = connection.prepare_cached(sql)?.execute((
        entry.id.0.as_bytes(),
        device,
        entry.sequence,
        entry.subject.as_ref().map(|subject| subject.0.as_bytes()),
        &entry.kind,
        entry.version,
        packed.encoding,
        &packed.bytes,
        &entry.actor,
        entry.at.timestamp_millis(),
        entry.base_revision,
        entry.previous.0,
        entry.hash.0,
        entry.seen,
    ))?;
    Ok((written > 0).then(|| connection.last_insert_rowid()))
}

pub(crate) fn load(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    unpack: Unpack,
) -> Result<Vec<Kept>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(Kept {
            position: row.get(13)?,
            is_evicted: row.get::<_, i64>(6)? == payload::EVICTED,
            entry: read(row, unpack)?,
        });
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
