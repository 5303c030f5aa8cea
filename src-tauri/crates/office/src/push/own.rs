//! What the hub itself writes, in its own chain.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use journal::{DeclarationId, Draft, EntryId, Event, Head};
use sync::{Answer, Offer, PushAnswer};

use super::chains::placed_outcome;
use super::offered::Offered;
use super::taking::{Taken, Taking};
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::ids_of;
use crate::sql::{Row, Transaction, Value};

/// Something that happened at the hub: a manifest came in, a warehouse told of a handover.
#[derive(Clone, Debug)]
pub struct OwnEvent {
    /// Made by whoever asks, so that asking twice writes once.
    pub id: EntryId,
    pub subject: Option<DeclarationId>,
    pub event: Event,
    /// Name of the person or party whose act it is.
    pub actor: String,
}

impl Office {
    /// Writes what happened at the hub into the order, as entries of its own device. A `queued` event
    /// of a declaration that is there already with other data comes out contested: whoever handed it
    /// in did not know what stands.
    ///
    /// # Errors
    /// The database's.
    pub fn write_own(&self, events: &[OwnEvent]) -> Result<Vec<Answer>, OfficeError> {
        self.sql.transaction(|tx| Taking::begin(self, tx, self.device)?.take_own(tx, events))
    }
}

impl Taking<'_> {
    /// Seals and takes events of the hub's own, which happen now.
    fn take_own(
        &mut self,
        tx: &mut Transaction<'_>,
        events: &[OwnEvent],
    ) -> Result<Vec<Answer>, OfficeError> {
        self.take_own_at(tx, events, &vec![self.now; events.len()])
    }

    /// The same, each with when it happened.
    pub(super) fn take_own_at(
        &mut self,
        tx: &mut Transaction<'_>,
        events: &[OwnEvent],
        times: &[DateTime<Utc>],
    ) -> Result<Vec<Answer>, OfficeError> {
        let mut answers = self.office.answered(tx, events)?;
        let known: HashSet<EntryId> = answers.iter().map(|answer| answer.entry).collect();
        let mut head = self.office.own_head(tx)?;
        let mut offers = Vec::new();
        let new = events.iter().zip(times).filter(|(own, _)| !known.contains(&own.id));
        for (own, at) in new {
            // Who hands in data knows nothing of the office's order; the rest is said about what
            // stands at this moment.
            let seen = if matches!(own.event, Event::Queued(_)) { 0 } else { self.standing.head };
            let draft = Draft {
                id: own.id,
                subject: own.subject,
                event: own.event.clone(),
                actor: own.actor.clone(),
                at: *at,
                base_revision: 0,
            };
            let entry = draft.seal(Head { seen, ..head });
            head = head.after(&entry);
            offers.push(Offer { entry, seen, withheld: false });
        }
        let offered = offers.iter().map(Offered::read).collect::<Result<Vec<_>, _>>()?;
        if let Taken::Pushed(pushed) = self.take(tx, uuid::Uuid::nil(), &offered)?
            && let PushAnswer::Done(done) = pushed.answer
        {
            answers.extend(done);
        }
        let place = |answer: &Answer| events.iter().position(|own| own.id == answer.entry);
        answers.sort_by_key(place);
        Ok(answers)
    }
}

impl Office {
    fn own_head(&self, tx: &mut Transaction<'_>) -> Result<Head, OfficeError> {
        let sql = "SELECT sequence, hash FROM chain WHERE office = $1 AND device = $2";
        let row = tx.first(sql, &[self.number.into(), self.device.into()])?;
        let start = Head::start(self.device);
        row.map_or(Ok(start), |row| {
            Ok(Head { sequence: row.number(0)?, hash: row.hash(1)?, ..start })
        })
    }

    /// What became of those events that were written before.
    fn answered(
        &self,
        tx: &mut Transaction<'_>,
        events: &[OwnEvent],
    ) -> Result<Vec<Answer>, OfficeError> {
        let sql = "SELECT id, sequence, against FROM entry WHERE office = $1 AND id = ANY($2)";
        let ids = Value::ids(events.iter().map(|own| own.id.0));
        let read = |row: &Row| {
            let outcome = placed_outcome(row.number(1)?, ids_of(row.blob(2)?)?);
            Ok(Answer { entry: EntryId(row.uuid(0)?), outcome, duplicate: true })
        };
        tx.query(sql, &[self.number.into(), ids])?.iter().map(read).collect()
    }
}
