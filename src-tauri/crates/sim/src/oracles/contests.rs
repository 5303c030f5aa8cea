//! Leases, and what two desks decide without knowing of each other.

use std::collections::BTreeMap;

use desk::contract::{Leases, Nothing, Request};
use journal::{DeclarationId, Placed, State};

use super::{Fault, fault};
use crate::deeds::ask;
use crate::world::World;

/// Of two decisions that were made offline, the later in the order is contested; unless the earlier
/// one is, by something else, so that it has no effect that could be contradicted.
pub(super) fn races_are_conflicts(
    world: &World,
    subjects: &BTreeMap<DeclarationId, Vec<Placed>>,
) -> Result<(), Fault> {
    for race in &world.races {
        let Some(entries) = subjects.get(&race.subject) else { continue };
        let both = entries.iter().filter(|placed| race.decisions.contains(&placed.id));
        let [first, second] = both.collect::<Vec<_>>()[..] else { continue };
        let folded = State::fold(race.subject, entries);
        let undone = folded.map(|state| state.undone).unwrap_or_default();
        let taken_back = undone.contains(&first.id) || undone.contains(&second.id);
        if !first.is_contested() && !second.is_contested() && !taken_back {
            let what = format!("{} and {} of {}", first.id, second.id, race.subject);
            return Err(fault("two that decide offline end in a conflict", what));
        }
    }
    Ok(())
}

/// The hub never grants a declaration to two desks at once.
pub(super) fn leases_do_not_overlap(world: &World) -> Result<(), Fault> {
    let device = world.seats[0].wire.state().device;
    let Some(Ok(leases)) = world.machine.ask(|office| office.leases(device)) else { return Ok(()) };
    let mut held = BTreeMap::new();
    for lease in &leases {
        for subject in &lease.subjects {
            let other = held.insert(*subject, lease.device);
            if other.is_some_and(|other| other != lease.device) {
                return Err(fault("a lease is one desk's", format!("{subject} is leased twice")));
            }
        }
    }
    Ok(())
}

/// Once their time is over, no desk shows them any more.
pub(crate) fn leases_have_ended(world: &World) -> Result<(), Fault> {
    for seat in &world.seats {
        let shown: Option<Leases> = seat.at_desk(|desk| ask(desk, Request::Leases(Nothing {})));
        let shown = shown.map_or(1, |shown| shown.leases.len());
        if shown > 0 {
            return Err(fault("leases end", format!("{} shows {shown}", seat.name)));
        }
    }
    Ok(())
}
