//! What changed in the journal since it was read last.
//!
//! Most of it are new entries. But the hub may give entries another order, refuse them or take them
//! back, and the desk may evict declarations: all that changes what a declaration is, without an entry.

use std::collections::BTreeSet;

use journal::{DeclarationId, Event, Status};
use rusqlite::{Connection, OptionalExtension};

use super::facts;
use crate::entries;
use crate::error::StoreError;
use crate::payload;
use crate::store::Reader;
use crate::syncing::ROLL_BACKS;

/// Changes when facts are read otherwise: all is then read anew.
const READING: u32 = 1;

/// Entries that leave a declaration's data, and whether the authority took it, as they were.
const WITHOUT_EFFECT: &str = "'decided', 'claimed', 'inspection_recorded', 'inspection_closed',
    'attached', 'annotated', 'annotation_removed', 'printed', 'handed_over'";

/// What the journal says of changes without an entry, and what of it was read: kind, question to the
/// journal. Both answer numbers in rising order.
const MIRRORED: [(i64, &str); 2] =
    [(1, "SELECT entry FROM refused ORDER BY entry"), (2, "SELECT no FROM evicted ORDER BY no")];

/// Up to where the journal was read.
struct Cursor {
    position: i64,
    placed: i64,
}

/// Reads a part of what changed and answers how many entries are left.
pub(super) fn read(lens: &Connection, reader: &Reader, limit: u32) -> Result<u64, StoreError> {
    let reading = reading(reader)?;
    let cursor = match cursor(lens, reader, &reading)? {
        Some(cursor) => cursor,
        None => start_afresh(lens)?,
    };
    let mut subjects = BTreeSet::new();
    let position = new_entries(reader, cursor.position, limit, &mut subjects)?;
    let placed = new_places(reader, cursor.placed, limit, &mut subjects)?;
    let mut cut_off = 0;
    for mirror in MIRRORED {
        cut_off += u64::from(mirrored(lens, reader, mirror, limit, &mut subjects)?);
    }
    for subject in subjects {
        take(lens, reader, subject)?;
    }
    let sql = "INSERT OR REPLACE INTO cursor (one, position, entry, placed, reading)
               VALUES (1, ?1, ?2, ?3, ?4)";
    lens.execute(sql, (position, entry_at(reader, position)?, placed, reading))?;
    Ok(left(reader, &Cursor { position, placed })? + cut_off)
}

/// What must be as it was when the journal was read: how facts are read, which entries this program
/// understands, and the hub's history, of which a restored hub has lost the end.
fn reading(reader: &Reader) -> Result<String, StoreError> {
    let kinds: Vec<String> =
        Event::known().map(|(kind, version)| format!("{kind} {version}")).collect();
    let lost = reader.setting(ROLL_BACKS)?.unwrap_or_default();
    let sql = "SELECT hex(epoch) FROM hub_cursor";
    let mut statement = reader.connection.prepare_cached(sql)?;
    let epoch: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(format!("{READING}\n{}\n{lost}\n{}", kinds.join(", "), epoch.unwrap_or_default()))
}

/// The cursor, if it is one into this journal, read as it would be read today.
fn cursor(lens: &Connection, reader: &Reader, reading: &str) -> Result<Option<Cursor>, StoreError> {
    let sql = "SELECT position, entry, placed FROM cursor WHERE reading = ?1";
    let found = lens.query_row(sql, [reading], |row| {
        let cursor = Cursor { position: row.get(0)?, placed: row.get(2)? };
        Ok((cursor, row.get::<_, Option<[u8; 16]>>(1)?))
    });
    let Some((cursor, entry)) = found.optional()? else { return Ok(None) };
    Ok((entry_at(reader, cursor.position)? == entry).then_some(cursor))
}

fn entry_at(reader: &Reader, position: i64) -> Result<Option<[u8; 16]>, StoreError> {
    let sql = "SELECT id FROM entry WHERE position = ?1";
    let mut statement = reader.connection.prepare_cached(sql)?;
    Ok(statement.query_row([position], |row| row.get(0)).optional()?)
}

fn start_afresh(lens: &Connection) -> Result<Cursor, StoreError> {
    for table in
        ["cursor", "mirror", "parcel", "line", "number", "stale", "found", "member", "spread"]
    {
        lens.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(Cursor { position: 0, placed: 0 })
}

fn new_entries(
    reader: &Reader,
    after: i64,
    limit: u32,
    subjects: &mut BTreeSet<DeclarationId>,
) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT position, CASE WHEN kind NOT IN ({WITHOUT_EFFECT}) THEN subject END FROM entry
         WHERE position > ?1 ORDER BY position LIMIT ?2"
    );
    followed(reader, &sql, after, limit, subjects)
}

fn new_places(
    reader: &Reader,
    after: i64,
    limit: u32,
    subjects: &mut BTreeSet<DeclarationId>,
) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT placed.sequence, CASE WHEN kind NOT IN ({WITHOUT_EFFECT}) THEN subject END
         FROM placed JOIN entry ON entry.position = placed.entry
         WHERE placed.sequence > ?1 ORDER BY placed.sequence LIMIT ?2"
    );
    followed(reader, &sql, after, limit, subjects)
}

/// Takes in the subjects behind rows of a number and a subject; answers the last number.
fn followed(
    reader: &Reader,
    sql: &str,
    after: i64,
    limit: u32,
    subjects: &mut BTreeSet<DeclarationId>,
) -> Result<i64, StoreError> {
    let mut statement = reader.connection.prepare_cached(sql)?;
    let mut rows = statement.query((after, limit))?;
    let mut last = after;
    while let Some(row) = rows.next()? {
        last = row.get(0)?;
        let subject: Option<[u8; 16]> = row.get(1)?;
        subjects.extend(subject.map(|id| DeclarationId(uuid::Uuid::from_bytes(id))));
    }
    Ok(last)
}

/// Compares both lists, number by number, and takes in the subjects of what is in one of them only: of
/// the first `limit`, and answers whether something is left to be compared.
fn mirrored(
    lens: &Connection,
    reader: &Reader,
    (kind, sql): (i64, &str),
    limit: u32,
    subjects: &mut BTreeSet<DeclarationId>,
) -> Result<bool, StoreError> {
    let mut now = reader.connection.prepare_cached(sql)?;
    let mut before = lens.prepare_cached("SELECT no FROM mirror WHERE kind = ?1 ORDER BY no")?;
    let mut now = now.query_map([], |row| row.get::<_, i64>(0))?;
    let mut before = before.query_map([kind], |row| row.get::<_, i64>(0))?;
    let (mut new, mut gone) = (Vec::new(), Vec::new());
    let (mut left, mut right) = (now.next().transpose()?, before.next().transpose()?);
    while new.len() + gone.len() < limit as usize {
        match (left, right) {
            (None, None) => break,
            (Some(one), Some(two)) if one == two => {
                left = now.next().transpose()?;
                right = before.next().transpose()?;
            }
            (Some(one), two) if two.is_none_or(|two| one < two) => {
                new.push(one);
                left = now.next().transpose()?;
            }
            (_, two) => {
                gone.extend(two);
                right = before.next().transpose()?;
            }
        }
    }
    let cut_off = left.is_some() || right.is_some();
    for (numbers, change) in [
        (new, "INSERT INTO mirror (kind, no) VALUES (?1, ?2)"),
        (gone, "DELETE FROM mirror WHERE kind = ?1 AND no = ?2"),
    ] {
        for no in numbers {
            lens.prepare_cached(change)?.execute((kind, no))?;
            subjects.extend(subject_of(reader, no)?);
        }
    }
    Ok(cut_off)
}

fn subject_of(reader: &Reader, position: i64) -> Result<Option<DeclarationId>, StoreError> {
    let sql = "SELECT subject FROM entry WHERE position = ?1";
    let mut statement = reader.connection.prepare_cached(sql)?;
    let subject: Option<Option<[u8; 16]>> =
        statement.query_row([position], |row| row.get(0)).optional()?;
    Ok(subject.flatten().map(|id| DeclarationId(uuid::Uuid::from_bytes(id))))
}

/// Makes what is kept of a declaration what the journal says now.
fn take(lens: &Connection, reader: &Reader, id: DeclarationId) -> Result<(), StoreError> {
    let connection = &reader.connection;
    let Some(no) = entries::number_of(connection, id)? else { return Ok(()) };
    facts::remove(lens, no)?;
    let history = entries::history(connection, id, payload::unpack_or_empty)?;
    if history.is_evicted {
        return Ok(());
    }
    // What never came onto the desk, or cannot be read, has nothing to show.
    let Ok(state) = journal::State::fold(id, &history.entries) else { return Ok(()) };
    // Whoever declares anew what the authority did not take has not declared twice.
    if matches!(state.status, Status::Rejected | Status::Invalidated) {
        return Ok(());
    }
    facts::insert(lens, no, &state)
}

/// How many entries are still to be read.
fn left(reader: &Reader, cursor: &Cursor) -> Result<u64, StoreError> {
    let sql = "SELECT max(0, coalesce((SELECT max(position) FROM entry), 0) - ?1)
        + (SELECT count(*) FROM placed WHERE sequence > ?2)";
    let mut statement = reader.connection.prepare_cached(sql)?;
    Ok(statement.query_row((cursor.position, cursor.placed), |row| row.get(0))?)
}
