//! What can be worked out of entries before anything is written: most of what taking them in costs.
//! Pure, so all processors take part.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use journal::Event;
use sync::Sequenced;

use crate::payload::{self, Packed};
use crate::project::Arrived;

/// So many entries are worth a thread of their own.
const SHARE: usize = 32;

/// A page of the office's order, or the history of some declarations, ready to be written.
pub struct Prepared {
    entries: Vec<Sequenced>,
    /// One for each entry.
    facts: Vec<Facts>,
}

/// What follows from an entry alone.
pub(super) struct Facts {
    /// The entry is what was hashed.
    pub(super) is_sealed: bool,
    pub(super) packed: Packed,
    pub(super) content: Content,
}

/// What the entry says.
pub(super) enum Content {
    /// A declaration comes onto the desk.
    Arrival(Arrived),
    /// Something else happened.
    Other(Event),
    Unreadable,
}

/// An entry with what follows from it.
pub(super) struct Ready<'p> {
    pub(super) sequenced: &'p Sequenced,
    pub(super) facts: Facts,
}

impl Prepared {
    /// Prepares entries, in their order. Ask for it outside of the transaction, so that nobody who
    /// wants to write waits for it.
    pub fn of(entries: Vec<Sequenced>) -> Self {
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        let share = entries.len().div_ceil(processors).max(SHARE);
        let facts = thread::scope(|scope| {
            let mut shares = entries.chunks(share);
            let first = shares.next().unwrap_or_default();
            let others: Vec<_> = shares
                .map(|part| scope.spawn(|| part.iter().map(Facts::of).collect::<Vec<_>>()))
                .collect();
            let mut facts: Vec<_> = first.iter().map(Facts::of).collect();
            for other in others {
                facts.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            facts
        });
        Self { entries, facts }
    }

    /// What is to be written.
    pub fn entries(&self) -> &[Sequenced] {
        &self.entries
    }

    /// The entries in their order, each with its facts.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Ready<'_>> {
        let facts = std::mem::take(&mut self.facts);
        self.entries.iter().zip(facts).map(|(sequenced, facts)| Ready { sequenced, facts })
    }
}

impl Facts {
    fn of(sequenced: &Sequenced) -> Self {
        let entry = &sequenced.entry;
        let content = match (entry.subject, entry.event()) {
            (Some(id), Ok(Event::Queued(queued))) => {
                Content::Arrival(Arrived::of(id, entry, false, queued))
            }
            (_, Ok(event)) => Content::Other(event),
            (_, Err(_)) => Content::Unreadable,
        };
        Self {
            is_sealed: entry.expected_hash() == entry.hash,
            packed: payload::pack(&entry.payload),
            content,
        }
    }
}
