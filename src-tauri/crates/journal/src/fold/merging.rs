//! Whether the data were put together from changes whose authors did not know of each other.

use customs::Element;

use crate::event::Event;
use crate::id::DeviceId;
use crate::placed::Placed;

/// Who changed the data so far, and where in the hub's order.
#[derive(Default)]
pub(super) struct DataChanges(Vec<(DeviceId, Option<u64>)>);

impl DataChanges {
    /// Takes note of a change, and answers whether its verdict saw only a part of the data that it
    /// leaves behind; `None` where the data stay as they are. `body` is what stood before.
    pub(super) fn note(&mut self, entry: &Placed, event: &Event, body: &Element) -> Option<bool> {
        let is_whole = match event {
            Event::Amended(amended) => amended.body.is_some(),
            Event::Queued(queued) if queued.body != *body => true,
            Event::Resolved(resolved) if resolved.verdict.is_some() => false,
            _ => return None,
        };
        if is_whole {
            // What others changed before is gone.
            self.0.clear();
        }
        let unjudged = self.is_merged_with(entry);
        self.0.push((entry.device, entry.sequence));
        Some(unjudged)
    }

    /// Whether another desk changed the data in a way that the author of `entry` did not know.
    fn is_merged_with(&self, entry: &Placed) -> bool {
        self.0.iter().any(|(device, sequence)| {
            *device != entry.device && sequence.is_none_or(|sequence| sequence > entry.seen)
        })
    }
}
