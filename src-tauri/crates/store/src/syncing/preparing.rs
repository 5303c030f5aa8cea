//! What can be worked out of entries before anything is written: most of what taking them in costs.
//! Pure, so all processors take part.

use std::num::NonZero;
use std::thread;

use journal::Event;
use sync::Sequenced;

use crate::payload::{self, Packed};
use crate::project::Arrived;

/// So many entries are worth a thread of their own.
const SHARE: usize = 32;

/// An entry, ready to be written.
pub(super) struct Prepared<'p> {
    pub(super) sequenced: &'p Sequenced,
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

/// Prepares entries, in their order.
pub(super) fn prepare(page: &[Sequenced]) -> Vec<Prepared<'_>> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = page.len().div_ceil(processors).max(SHARE);
    thread::scope(|scope| {
        let mut shares = page.chunks(share);
        let first = shares.next().unwrap_or_default();
        let others: Vec<_> =
            shares.map(|part| scope.spawn(|| part.iter().map(Prepared::of).collect())).collect();
        let mut all: Vec<Prepared<'_>> = first.iter().map(Prepared::of).collect();
        for other in others {
            let part: Vec<_> =
                other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.extend(part);
        }
        all
    })
}

impl<'p> Prepared<'p> {
    fn of(sequenced: &'p Sequenced) -> Self {
        let entry = &sequenced.entry;
        let content = match (entry.subject, entry.event()) {
            (Some(id), Ok(Event::Queued(queued))) => {
                Content::Arrival(Arrived::of(id, entry, false, queued))
            }
            (_, Ok(event)) => Content::Other(event),
            (_, Err(_)) => Content::Unreadable,
        };
        Self {
            sequenced,
            is_sealed: entry.expected_hash() == entry.hash,
            packed: payload::pack(&entry.payload),
            content,
        }
    }
}
