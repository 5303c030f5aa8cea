//! Declarations that left this desk's window: their content is on the hub only.

use journal::{AttachmentHash, DeclarationId, EntryId, Event};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use crate::entries::{self, Kept, uuid};
use crate::error::StoreError;
use crate::payload;
use crate::project::{Projector, content_hash, files_of};
use crate::store::{Reader, Writer};

/// What is still known of an evicted declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvictedRow {
    pub id: DeclarationId,
    pub lrn: String,
    pub mrn: String,
    pub parcel: String,
    pub transport_document: String,
}

impl Writer<'_> {
    /// Empties what is known of these declarations, down to their names and their entries' places in
    /// the chains. Answers those that were evicted: only ones that the hub has completely, files and
    /// all, and in which nothing is left to be chosen or dealt with. [`Writer::receive`] of their
    /// history brings them back as they were.
    ///
    /// # Errors
    /// The disk does not take it. The transaction is then given up.
    pub fn evict(&mut self, ids: &[DeclarationId]) -> Result<Vec<DeclarationId>, StoreError> {
        self.step(|writer| {
            let mut evicted = Vec::new();
            for id in ids {
                if writer.evict_one(*id)? {
                    evicted.push(*id);
                }
            }
            Ok(evicted)
        })
    }

    fn evict_one(&mut self, id: DeclarationId) -> Result<bool, StoreError> {
        let Some(no) = self.evictable(id)? else { return Ok(false) };
        let (mut placed, mut refused) = (Vec::new(), Vec::new());
        for kept in entries::all_of(&self.connection, id)? {
            if kept.is_evicted {
                // A hub that was restored lost it, and so did this desk before.
                continue;
            }
            let event = kept.entry.event()?;
            let part = if kept.is_refused(&self.connection)? { &mut refused } else { &mut placed };
            part.push((kept, event));
        }
        for (_, event) in &placed {
            if self.files_wait(event)? {
                return Ok(false);
            }
        }
        self.keep_name(no)?;
        placed.iter().try_for_each(|(kept, event)| self.forget(no, kept, event))?;
        let files: Vec<AttachmentHash> =
            placed.iter().flat_map(|(_, event)| files_of(event)).cloned().collect();
        self.projector.forget_files(no, &files)?;
        // What was refused is on this desk's record only, and so are its files.
        refused.iter().try_for_each(|(_, event)| self.projector.name_files(no, true, event))?;
        self.projector.remove(no)?;
        let sql = "UPDATE entry SET encoding = ?2, payload = x'' WHERE subject = ?1
                   AND EXISTS (SELECT 1 FROM placed WHERE placed.entry = position)";
        self.connection.prepare_cached(sql)?.execute((id.0.as_bytes(), payload::EVICTED))?;
        Ok(true)
    }

    /// The declaration's number, where the hub has all of it and nothing is left to be done.
    fn evictable(&self, id: DeclarationId) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT no FROM declaration WHERE id = ?1 AND conflicts = 0 AND unsent = 0
            AND NOT EXISTS (SELECT 1 FROM entry JOIN refused ON refused.entry = position
                WHERE subject = ?1 AND settled IS NULL)
            AND NOT EXISTS (SELECT 1 FROM entry JOIN outbox ON outbox.entry = position
                WHERE subject = ?1)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
    }

    fn keep_name(&self, no: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO evicted (no, id, lrn, mrn, parcel, transport_document, content)
            SELECT no, id, lrn, mrn, parcel, transport_document, hash
            FROM declaration JOIN content ON content.declaration = no WHERE no = ?1";
        self.connection.prepare_cached(sql)?.execute([no])?;
        Ok(())
    }

    /// Takes out what follows from one entry, except what keeps a message from coming in twice.
    fn forget(&self, no: i64, kept: &Kept, event: &Event) -> Result<(), StoreError> {
        let Event::MessageReceived(received) = event else {
            return self.projector.withdraw(kept.position, no, (&kept.entry, event));
        };
        let sql = "INSERT INTO evicted_message (entry, hash, waited_as) VALUES (?1, ?2, ?3)";
        let hash = content_hash(&received.message.body);
        let waited_as = received.waited_as.map(|id| *id.0.as_bytes());
        self.connection.prepare_cached(sql)?.execute((kept.position, hash, waited_as))?;
        let sql = "DELETE FROM known_mrn WHERE mrn = ?1 AND declaration = ?2";
        self.connection.prepare_cached(sql)?.execute((&received.message.mrn, no))?;
        Ok(())
    }
}

/// What an evicted message still keeps from coming in, or from waiting.
pub(crate) fn enter_evicted(
    connection: &Connection,
    projector: &Projector<'_>,
    position: i64,
) -> Result<(), StoreError> {
    let sql = "SELECT hash, waited_as FROM evicted_message WHERE entry = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([position], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((hash, waited_as)): Option<([u8; 32], Option<[u8; 16]>)> = found else {
        return Ok(());
    };
    projector.message_seen(position, &hash)?;
    match waited_as {
        Some(id) => projector.stop_waiting(position, EntryId(Uuid::from_bytes(id))),
        None => Ok(()),
    }
}

impl Reader {
    /// Evicted declarations that are known by this LRN, MRN, parcel or transport document, without
    /// regard to case.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find_evicted(&self, number: &str) -> Result<Vec<EvictedRow>, StoreError> {
        let sql = "SELECT id, lrn, mrn, parcel, transport_document FROM evicted WHERE no IN (
                SELECT no FROM evicted WHERE lrn = ?1 AND ?1 <> ''
                UNION SELECT no FROM evicted WHERE mrn = ?1 AND mrn <> ''
                UNION SELECT no FROM evicted WHERE parcel = ?1 AND parcel <> ''
                UNION SELECT no FROM evicted
                    WHERE transport_document = ?1 AND transport_document <> '')
            ORDER BY no";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([number.trim()], |row| {
            Ok(EvictedRow {
                id: DeclarationId(uuid(row, 0)?),
                lrn: row.get(1)?,
                mrn: row.get(2)?,
                parcel: row.get(3)?,
                transport_document: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether the declaration is on the hub only.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_evicted(&self, id: DeclarationId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM evicted WHERE id = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([id.0.as_bytes()])?)
    }

    /// How many declarations are on the hub only.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn evicted_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM evicted";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }
}
