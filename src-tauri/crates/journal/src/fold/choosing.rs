//! Conflicts: put on record when an entry came too late, answered when someone chooses.

use super::State;
use super::told::Told;
use crate::conflict::{Answer, Aspect, ConflictState};
use crate::entry::Entry;
use crate::event::{Choice, Event, Resolved};
use crate::placed::Placed;

impl State {
    /// Puts an entry that came too late on record without letting it take effect.
    pub(super) fn contest(&mut self, entry: &Placed, event: &Event) {
        let Some(aspect) = Aspect::of(event) else { return };
        let standing = self.decision();
        let agreed = matches!(event, Event::Decided(decided) if Some(decided.decision) == standing);
        let same_side = |known: &&mut ConflictState| {
            known.device == entry.device && known.aspect == aspect && known.answer.is_none()
        };
        if let Some(known) = self.conflicts.iter_mut().find(same_side) {
            for id in &entry.contests {
                if !known.against.contains(id) {
                    known.against.push(*id);
                }
            }
            known.contested.push(entry.id);
            known.agreed = agreed;
            (known.by, known.at) = (entry.actor.clone(), entry.at);
            return;
        }
        self.conflicts.push(ConflictState {
            id: entry.id,
            aspect,
            contested: vec![entry.id],
            device: entry.device,
            by: entry.actor.clone(),
            at: entry.at,
            against: entry.contests.clone(),
            agreed,
            answer: None,
        });
    }

    pub(super) fn resolve(&mut self, entry: &Entry, resolved: &Resolved, told: &Told<'_>) {
        self.answer(entry, resolved);
        if resolved.choice == Choice::Contested {
            for (chosen, event) in told.chosen_by(entry, resolved) {
                match event {
                    Event::Resolved(nested) => self.answer(chosen, nested),
                    // Data takes its values from `changes`: the body may have moved on since.
                    _ if Aspect::of(event) == Some(Aspect::Data) => {}
                    _ => self.apply(chosen, event, told),
                }
            }
        }
        self.change(&resolved.changes, resolved.verdict.as_deref());
    }

    fn answer(&mut self, entry: &Entry, resolved: &Resolved) {
        for conflict in &mut self.conflicts {
            if resolved.conflicts.iter().any(|id| conflict.contested.contains(id)) {
                conflict.answer = Some(Answer {
                    entry: entry.id,
                    choice: resolved.choice,
                    by: entry.actor.clone(),
                    at: entry.at,
                });
            }
        }
    }
}
