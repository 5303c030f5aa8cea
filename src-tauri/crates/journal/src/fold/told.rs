//! A declaration's entries with what they say, and which of them count.

use std::collections::HashSet;

use super::Unfoldable;
use crate::conflict::Aspect;
use crate::entry::Entry;
use crate::event::{Choice, Event, Resolved};
use crate::id::EntryId;
use crate::placed::Placed;

/// What the fold goes over: each entry with what it says.
pub(super) struct Told<'e> {
    entries: Vec<(&'e Placed, Event)>,
    /// Entries that a later undo took back.
    undone: HashSet<EntryId>,
    /// Choices that gave way to another, which someone chose instead.
    superseded: HashSet<EntryId>,
}

impl<'e> Told<'e> {
    pub(super) fn read(entries: &'e [Placed]) -> Result<Self, Unfoldable> {
        let mut told = Vec::with_capacity(entries.len());
        for entry in entries {
            let event =
                entry.event().map_err(|cause| Unfoldable::Unreadable { entry: entry.id, cause })?;
            told.push((entry, event));
        }
        let (undone, superseded) = what_fell_away(&told);
        Ok(Self { entries: told, undone, superseded })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &(&'e Placed, Event)> {
        self.entries.iter()
    }

    /// Whether an entry was neither taken back nor superseded.
    pub(super) fn counts(&self, entry: &Entry, event: &Event) -> bool {
        let superseded = matches!(event, Event::Resolved(_)) && self.superseded.contains(&entry.id);
        !superseded && !self.undone.contains(&entry.id)
    }

    pub(super) fn into_undone(self) -> HashSet<EntryId> {
        self.undone
    }

    /// The contested entries that take effect by a choice, oldest first: those that it names, and
    /// those that contested choices among them name in turn. Each follows what it names, so that no
    /// circle of choices keeps anyone busy.
    pub(super) fn chosen_by(
        &self,
        choice: &Entry,
        resolved: &Resolved,
    ) -> Vec<(&'e Placed, &Event)> {
        let mut wanted: HashSet<EntryId> = resolved.conflicts.iter().copied().collect();
        let before = self.entries.iter().take_while(|(entry, _)| entry.id != choice.id);
        let before: Vec<_> = before.collect();
        let mut chosen = Vec::new();
        for (entry, event) in before.into_iter().rev() {
            let is_chosen = wanted.contains(&entry.id) && entry.is_contested();
            if !is_chosen || !self.counts(entry, event) || Aspect::of(event).is_none() {
                continue;
            }
            if let Event::Resolved(nested) = event
                && nested.choice == Choice::Contested
            {
                wanted.extend(nested.conflicts.iter().copied());
            }
            chosen.push((*entry, event));
        }
        chosen.reverse();
        chosen
    }
}

/// The entries that no longer count. An undo takes its entry back unless it was itself undone later
/// or came too late; what came in from outside, was printed or was signed stays, whatever an undo
/// says. A choice gives way to a contested one that was chosen instead.
fn what_fell_away(told: &[(&Placed, Event)]) -> (HashSet<EntryId>, HashSet<EntryId>) {
    let lasting: HashSet<EntryId> = told
        .iter()
        .filter(|(_, event)| !event.can_be_undone())
        .map(|(entry, _)| entry.id)
        .collect();
    let (mut undone, mut superseded) = (HashSet::new(), HashSet::new());
    // Contested entries that someone chose all the same. A choice follows what it answers.
    let mut chosen = HashSet::new();
    for (entry, event) in told.iter().rev() {
        let too_late = entry.is_contested() && !chosen.contains(&entry.id);
        if too_late || undone.contains(&entry.id) {
            continue;
        }
        match event {
            Event::Undone(undo) if !lasting.contains(&undo.entry) => {
                undone.insert(undo.entry);
            }
            Event::Resolved(_) if superseded.contains(&entry.id) => {}
            Event::Resolved(resolved) => {
                superseded.extend(entry.contests.iter().copied());
                if resolved.choice == Choice::Contested {
                    chosen.extend(resolved.conflicts.iter().copied());
                }
            }
            _ => {}
        }
    }
    (undone, superseded)
}
