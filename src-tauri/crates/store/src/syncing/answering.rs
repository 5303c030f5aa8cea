//! What became of what was offered.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use journal::{DeclarationId, EntryId};
use sync::{Answer, Outcome, Refusal};

use super::placing::Known;
use crate::entries;
use crate::error::StoreError;
use crate::project::Data;
use crate::store::Writer;

/// Declarations that answers touched, and whether their entries fold another way now.
type Touched = BTreeMap<DeclarationId, bool>;

impl Writer<'_> {
    /// Takes note of what became of offers: each is placed, contested or refused from now on. A
    /// refused one has no effect any more. The same answers again change nothing. `at` is this desk's
    /// clock, for the tray of refused entries.
    ///
    /// # Errors
    /// `UnknownEntry`, or `HubContradicts` where the hub said something else before. The transaction
    /// is then given up.
    pub fn answer(&mut self, answers: &[Answer], at: DateTime<Utc>) -> Result<(), StoreError> {
        self.step(|writer| {
            let lost = writer.has_lost_entries()?;
            let mut touched = Touched::new();
            for answer in answers {
                let unknown = StoreError::UnknownEntry(answer.entry);
                let known = writer.known(answer.entry)?.ok_or(unknown)?;
                let refolds = writer.take_answer(&known, answer, at)?;
                if let (Some(refolds), Some(subject)) = (refolds, known.subject) {
                    *touched.entry(subject).or_default() |= refolds || lost;
                }
            }
            touched.into_iter().try_for_each(|(id, refolds)| writer.answered(id, refolds))
        })
    }

    /// Whether the fold may be another now; `None` where nothing is.
    fn take_answer(
        &mut self,
        known: &Known,
        answer: &Answer,
        at: DateTime<Utc>,
    ) -> Result<Option<bool>, StoreError> {
        match &answer.outcome {
            Outcome::Applied { sequence } => self.take_place(known, answer.entry, *sequence, &[]),
            Outcome::Contested { sequence, against } => {
                self.take_place(known, answer.entry, *sequence, against)
            }
            Outcome::Refused(refusal) => self.refuse(known, answer.entry, refusal, at),
        }
    }

    fn take_place(
        &mut self,
        known: &Known,
        entry: EntryId,
        sequence: u64,
        against: &[EntryId],
    ) -> Result<Option<bool>, StoreError> {
        match known.sequence {
            Some(before) if before == sequence => {
                self.offered(known)?;
                return Ok(None);
            }
            Some(sequence) => return Err(StoreError::HubContradicts { entry, sequence }),
            None => {}
        }
        let was_contested = !entries::contests(&self.connection, known.position)?.is_empty();
        let moves = self.moves(known, sequence)?;
        self.place(known.position, entry, sequence, against)?;
        if known.is_refused {
            self.admit(entry, known.position)?;
        }
        Ok(Some(known.is_refused || was_contested || !against.is_empty() || moves))
    }

    /// Whether an entry leaves its place in the fold when it gets this number: most do not, for what
    /// was written first is answered first.
    fn moves(&self, known: &Known, sequence: u64) -> Result<bool, StoreError> {
        let Some(subject) = known.subject else { return Ok(false) };
        let sql = "SELECT 1 FROM entry LEFT JOIN placed ON placed.entry = position
            WHERE subject = ?1 AND (placed.sequence > ?3 OR (position < ?2 AND placed.entry IS NULL))";
        let values = (subject.0.as_bytes(), known.position, sequence);
        Ok(self.connection.prepare_cached(sql)?.exists(values)?)
    }

    fn refuse(
        &mut self,
        known: &Known,
        id: EntryId,
        refusal: &Refusal,
        at: DateTime<Utc>,
    ) -> Result<Option<bool>, StoreError> {
        if let Some(sequence) = known.sequence {
            return Err(StoreError::HubContradicts { entry: id, sequence });
        }
        self.offered(known)?;
        if known.is_refused {
            return Ok(None);
        }
        let kept = entries::kept(&self.connection, id)?.ok_or(StoreError::UnknownEntry(id))?;
        if let Ok(event) = kept.entry.event() {
            let about = kept.about(&self.connection)?;
            self.projector.withdraw(known.position, about, (&kept.entry, &event))?;
        }
        let sql =
            "INSERT INTO refused (entry, code, message, hint, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection.prepare_cached(sql)?.execute((
            known.position,
            &refusal.code,
            &refusal.message,
            &refusal.hint,
            at.timestamp_millis(),
        ))?;
        Ok(Some(true))
    }

    fn offered(&self, known: &Known) -> Result<(), StoreError> {
        let sql = "DELETE FROM outbox WHERE entry = ?1";
        self.connection.prepare_cached(sql)?.execute([known.position])?;
        Ok(())
    }

    fn answered(&mut self, id: DeclarationId, refolds: bool) -> Result<(), StoreError> {
        let Some(no) = entries::number_of(&self.connection, id)? else { return Ok(()) };
        if refolds {
            return self.projector.project(no, id, Data::MayDiffer).map(drop);
        }
        let sql = "UPDATE declaration SET unsent = EXISTS (
                SELECT 1 FROM entry JOIN outbox ON outbox.entry = position WHERE subject = ?2
                AND NOT EXISTS (SELECT 1 FROM refused WHERE refused.entry = position))
            WHERE no = ?1";
        self.connection.prepare_cached(sql)?.execute((no, id.0.as_bytes()))?;
        Ok(())
    }

    /// Whether a restored hub lost entries that it does not have back yet.
    fn has_lost_entries(&self) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM outbox WHERE rank IS NOT NULL";
        Ok(self.connection.prepare_cached(sql)?.exists([])?)
    }
}
