//! Giving entries their place in the office's order.

use journal::{DeclarationId, EntryId, Hash};
use rusqlite::OptionalExtension;
use sync::Refusal;

use crate::entries;
use crate::error::StoreError;
use crate::payload;
use crate::store::{Reader, Writer};

/// How an entry stands with the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The hub does not have it.
    Pending,
    /// It has its place and takes effect.
    Placed { sequence: u64 },
    /// It has its place, and takes effect when someone chooses it.
    Contested { sequence: u64, against: Vec<EntryId> },
    /// It has no place.
    Refused(Refusal),
    /// A hub that was restored has lost it and this desk has only its name.
    Lost,
}

/// What is kept of an entry beside what it says.
pub(super) struct Known {
    pub(super) position: i64,
    pub(super) subject: Option<DeclarationId>,
    pub(super) hash: Hash,
    pub(super) is_evicted: bool,
    pub(super) is_refused: bool,
    pub(super) sequence: Option<u64>,
}

impl Reader {
    /// How an entry stands with the hub.
    ///
    /// # Errors
    /// `UnknownEntry`.
    pub fn standing(&self, id: EntryId) -> Result<Standing, StoreError> {
        let known = self.known(id)?.ok_or(StoreError::UnknownEntry(id))?;
        if let Some(refusal) = self.refusal(known.position)? {
            return Ok(Standing::Refused(refusal));
        }
        let against = entries::contests(&self.connection, known.position)?;
        Ok(match known.sequence {
            None if known.is_evicted => Standing::Lost,
            None => Standing::Pending,
            Some(sequence) if against.is_empty() => Standing::Placed { sequence },
            Some(sequence) => Standing::Contested { sequence, against },
        })
    }

    pub(super) fn known(&self, id: EntryId) -> Result<Option<Known>, StoreError> {
        let sql = "SELECT position, subject, hash, encoding, placed.sequence,
                EXISTS (SELECT 1 FROM refused WHERE refused.entry = position)
            FROM entry LEFT JOIN placed ON placed.entry = position WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let known = statement.query_row([id.0.as_bytes()], |row| {
            let subject: Option<[u8; 16]> = row.get(1)?;
            Ok(Known {
                position: row.get(0)?,
                subject: subject.map(|id| DeclarationId(uuid::Uuid::from_bytes(id))),
                hash: Hash(row.get(2)?),
                is_evicted: row.get::<_, i64>(3)? == payload::EVICTED,
                sequence: row.get(4)?,
                is_refused: row.get(5)?,
            })
        });
        Ok(known.optional()?)
    }
}

impl Writer<'_> {
    /// Places an entry that has no place yet, and takes it out of the outbox.
    pub(super) fn place(
        &self,
        position: i64,
        id: EntryId,
        sequence: u64,
        against: &[EntryId],
    ) -> Result<(), StoreError> {
        self.place_new(position, id, sequence)?;
        for sql in ["DELETE FROM outbox WHERE entry = ?1", "DELETE FROM contested WHERE entry = ?1"]
        {
            self.connection.prepare_cached(sql)?.execute([position])?;
        }
        self.contest(position, against)
    }

    /// Places an entry that has just come in.
    pub(super) fn place_new(
        &self,
        position: i64,
        entry: EntryId,
        sequence: u64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO placed (entry, sequence) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        match self.connection.prepare_cached(sql)?.execute((position, sequence))? {
            0 => Err(StoreError::HubContradicts { entry, sequence }),
            _ => Ok(()),
        }
    }

    pub(super) fn contest(&self, position: i64, against: &[EntryId]) -> Result<(), StoreError> {
        let sql = "INSERT INTO contested (entry, nr, against) VALUES (?1, ?2, ?3)";
        for (nr, id) in against.iter().enumerate() {
            self.connection.prepare_cached(sql)?.execute((position, nr, id.0.as_bytes()))?;
        }
        Ok(())
    }

    /// Lets a refused entry take effect after all.
    pub(super) fn admit(&mut self, id: EntryId, position: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM refused WHERE entry = ?1";
        self.connection.prepare_cached(sql)?.execute([position])?;
        let Some(kept) = entries::kept(&self.connection, id)? else { return Ok(()) };
        let about = kept.about(&self.connection)?;
        match kept.entry.event() {
            Ok(event) => self.projector.enter_effect(position, about, (&kept.entry, &event)),
            Err(_) => Ok(()),
        }
    }
}
