//! The three versions of a conflict: what both started from, what stands, what came too late.

use journal::{Aspect, ConflictState, Decided, Decision, Event, Placed, State, Unfoldable};

use super::desks::Desks;
use super::summary;
use crate::contract::ConflictSide;

/// A conflict with what it takes to tell it.
pub(crate) struct Story<'a> {
    entries: &'a [Placed],
    conflict: &'a ConflictState,
    /// What the author of the contested entries had before them; `None` where they knew nothing of
    /// the declaration, because both desks took it in.
    pub base: Option<State>,
    /// What counts while nobody has chosen; for an answered conflict what counted until then.
    pub standing: State,
    /// What the author of the contested entries made of the base; `None` where the base is not here
    /// any more.
    pub contested: Option<State>,
}

impl<'a> Story<'a> {
    /// # Errors
    /// A payload cannot be read.
    pub(crate) fn of(
        entries: &'a [Placed],
        state: &State,
        conflict: &'a ConflictState,
    ) -> Result<Self, Unfoldable> {
        let first = entries.iter().find(|entry| entry.id == conflict.id);
        let known: Vec<Placed> = match first {
            Some(first) => entries.iter().filter(|entry| knew(first, entry)).cloned().collect(),
            None => Vec::new(),
        };
        let late = entries.iter().filter(|entry| conflict.contested.contains(&entry.id));
        let all: Vec<Placed> = known
            .iter()
            .cloned()
            .chain(late.map(|entry| Placed::pending(entry.entry.clone())))
            .collect();
        let answered = conflict
            .answer
            .as_ref()
            .and_then(|answer| entries.iter().position(|entry| entry.id == answer.entry));
        let standing = match answered {
            Some(until) => State::fold(state.id, &entries[..until])?,
            None => state.clone(),
        };
        let base = fold(state, &known)?;
        let contested = fold(state, &all)?;
        Ok(Self { entries, conflict, base, standing, contested })
    }

    /// The side that the hub had first.
    pub(crate) fn standing_side(&self, desks: &Desks) -> ConflictSide {
        let mut entries: Vec<&Placed> = self.of_ids(&self.conflict.against);
        // Someone may have decided once more since, without answering.
        if let (Aspect::Decision, Some(now)) = (self.conflict.aspect, &self.standing.decision)
            && let Some(later) = self.entries.iter().find(|entry| entry.id == now.entry)
            && !entries.iter().any(|entry| entry.id == later.id)
        {
            entries.push(later);
        }
        self.side(&entries, desks)
    }

    /// The side that came later.
    pub(crate) fn contested_side(&self, desks: &Desks) -> ConflictSide {
        self.side(&self.of_ids(&self.conflict.contested), desks)
    }

    /// Whether the later side brings a whole version rather than single values.
    pub(crate) fn brings_whole_version(&self) -> bool {
        self.of_ids(&self.conflict.contested).iter().any(|entry| match entry.event() {
            Ok(Event::Queued(_)) => true,
            Ok(Event::Amended(amended)) => amended.body.is_some(),
            _ => false,
        })
    }

    fn of_ids(&self, ids: &[journal::EntryId]) -> Vec<&'a Placed> {
        self.entries.iter().filter(|entry| ids.contains(&entry.id)).collect()
    }

    fn side(&self, entries: &[&Placed], desks: &Desks) -> ConflictSide {
        let events: Vec<Event> = entries.iter().filter_map(|entry| entry.event().ok()).collect();
        let decided = match self.conflict.aspect {
            Aspect::Decision => events.iter().rev().find_map(decided),
            _ => None,
        };
        let summary = match (self.conflict.aspect, decided) {
            (Aspect::Data, _) | (Aspect::Decision, Some(_)) => None,
            _ => summary::of_events(&events),
        };
        let last = entries.last();
        let writer = last.map(|entry| entry.device);
        let mine = writer.is_some_and(|writer| desks.is_own(writer));
        ConflictSide {
            by: last.map(|entry| entry.actor.clone()).unwrap_or_default(),
            desk: writer.and_then(|writer| desks.name_of_other(writer)),
            mine,
            at: last.map_or(self.conflict.at, |entry| entry.at),
            decision: decided.map(|decided| decided.decision.into()),
            reason: decided.and_then(|decided| decided.reason.clone()),
            summary,
            entries: entries.iter().map(|entry| entry.id.0).collect(),
        }
    }
}

/// The decision that counts in a state.
pub(crate) fn decision_of(state: &State) -> Option<Decision> {
    state.decision.as_ref().map(|state| state.decided.decision)
}

/// Whether the author of `late` had `entry` before them.
fn knew(late: &Placed, entry: &Placed) -> bool {
    let own = entry.device == late.device && entry.entry.sequence < late.entry.sequence;
    own || entry.sequence.is_some_and(|sequence| sequence <= late.seen)
}

fn fold(state: &State, entries: &[Placed]) -> Result<Option<State>, Unfoldable> {
    match State::fold(state.id, entries) {
        Ok(folded) => Ok(Some(folded)),
        Err(Unfoldable::NeverQueued(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn decided(event: &Event) -> Option<&Decided> {
    match event {
        Event::Decided(decided) => Some(decided),
        _ => None,
    }
}
