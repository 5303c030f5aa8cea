//! What must hold, whatever happens.

mod contests;
mod parts;
mod versions;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use desk::contract::SubscriptionInfo;
use journal::earlier::without;
use journal::{DeclarationId, EntryId, Placed, State};
use store::{Filter, QueueQuery, Reader, Standing, Store, StoreError};
use sync::{Offer, Page, PullRequest, Subscription};
use uuid::Uuid;

use crate::seat::Seat;
use crate::world::World;

pub(crate) use contests::leases_have_ended;
pub(crate) use versions::keep_the_unknown;

/// What an oracle saw.
pub(crate) struct Fault {
    pub(crate) oracle: &'static str,
    pub(crate) what: String,
}

fn fault(oracle: &'static str, what: impl Into<String>) -> Fault {
    Fault { oracle, what: what.into() }
}

/// Whether nothing waits anywhere.
pub(crate) fn is_quiet(world: &World) -> bool {
    world.seats.iter().all(|seat| waiting(seat).is_none())
        && world.seats.iter().all(|seat| cursor(seat) == head(world))
}

/// The queue drains without a new edit.
pub(crate) fn not_quiet(world: &World) -> Fault {
    let waiting: Vec<String> = world
        .seats
        .iter()
        .map(|seat| {
            let waits = waiting(seat).unwrap_or_default();
            format!("{} stands at {} of {}; {waits}", seat.name, cursor(seat), head(world))
        })
        .collect();
    fault("the queue drains", waiting.join("; "))
}

fn waiting(seat: &Seat) -> Option<String> {
    let reader = reader(seat);
    let outbox = reader.outbox_summary().expect("the outbox can be read");
    (outbox.count > 0).then(|| format!("{} unsent", outbox.count))
}

fn cursor(seat: &Seat) -> u64 {
    reader(seat).cursor().expect("the cursor can be read").map_or(0, |cursor| cursor.sequence)
}

fn head(world: &World) -> u64 {
    world.machine.ask(|office| office.head().expect("the head can be read").head).unwrap_or(0)
}

fn reader(seat: &Seat) -> &Reader {
    seat.reader()
}

/// What holds at every moment, at the desk at which something happened.
pub(crate) fn at_every_step(world: &mut World, at: usize) -> Result<(), Fault> {
    let seat = &mut world.seats[at];
    let offers = reader(seat).outbox(10_000).map_err(|error| fault("outbox", error.to_string()))?;
    parts::unsent_work_stays(seat, &offers)?;
    without(seat.lacks, || own_writes_are_seen(seat, offers))?;
    if world.extras.leases { contests::leases_do_not_overlap(world) } else { Ok(()) }
}

/// A desk's pending work shows in its own state.
fn own_writes_are_seen(seat: &Seat, offers: Vec<Offer>) -> Result<(), Fault> {
    const ORACLE: &str = "read your own writes";
    let reader = reader(seat);
    let mut last: HashMap<DeclarationId, Placed> = HashMap::new();
    for offer in offers {
        if offer.entry.kind == "decided" && !offer.withheld {
            let Some(subject) = offer.entry.subject else { continue };
            last.insert(subject, Placed::pending(offer.entry));
        }
    }
    for (subject, entry) in last {
        let state = reader.state(subject).map_err(|error| fault(ORACLE, error.to_string()))?;
        let entries = reader.entries_of(subject).expect("entries can be read");
        // What a hub contested before it was restored has no effect until it is chosen.
        if entries.iter().any(|placed| placed.id == entry.id && placed.is_contested()) {
            continue;
        }
        let later = entries.iter().rev().take_while(|placed| placed.id != entry.id).any(|placed| {
            matches!(placed.kind.as_str(), "amended" | "undone" | "resolved" | "queued")
        });
        let stands = state.decision.as_ref().is_some_and(|decision| decision.entry == entry.id);
        if !stands && !later && !state.undone.contains(&entry.id) {
            let what = format!("{}: decision {} of {subject} does not show", seat.name, entry.id);
            return Err(fault(ORACLE, what));
        }
    }
    Ok(())
}

/// What holds once everything is mended and nothing waits. Answers entries and conflicts.
pub(crate) fn at_the_end(world: &World) -> Result<(u64, usize), Fault> {
    let order = order(world)?;
    nothing_acknowledged_is_lost(world, &order)?;
    one_effect_per_entry(&order)?;
    office_is_sound(world)?;
    let conflicts = all_converge(world, &order)?;
    losers_are_on_record(world, &order)?;
    stores_are_sound(world)?;
    Ok((order.len() as u64, conflicts))
}

/// The office's whole order, as a desk without a window would pull it.
fn order(world: &World) -> Result<Vec<Placed>, Fault> {
    const ORACLE: &str = "gap-free";
    let device = world.seats[0].wire.state().device;
    let mut order = Vec::new();
    let mut after = 0;
    let epoch = world.machine.ask(|office| office.head().expect("the head can be read").epoch);
    loop {
        let request = PullRequest {
            epoch: epoch.unwrap_or(Uuid::nil()),
            after,
            limit: 1_000,
            subscription: Subscription::default(),
        };
        let pulled = world
            .machine
            .ask(|office| office.pull(device, &request))
            .expect("the office is open")
            .map_err(|error| fault(ORACLE, error.to_string()))?;
        let Page::Entries { upto, entries, .. } = pulled.page else {
            return Err(fault(ORACLE, "the office does not give its own order"));
        };
        for sequenced in entries {
            let expected = order.len() as u64 + 1;
            if sequenced.sequence != expected {
                let what = format!("{} follows {}", sequenced.sequence, expected - 1);
                return Err(fault(ORACLE, what));
            }
            order.push(Placed {
                sequence: Some(sequenced.sequence),
                contests: sequenced.against,
                entry: sequenced.entry,
            });
        }
        if upto >= pulled.hub.head {
            return Ok(order);
        }
        after = upto;
    }
}

/// What a desk was told that the office took, and that a living desk still holds, is in the office;
/// and so is everything else that a desk counts as taken.
fn nothing_acknowledged_is_lost(world: &World, order: &[Placed]) -> Result<(), Fault> {
    const ORACLE: &str = "no acknowledged entry lost";
    let kept: BTreeSet<EntryId> = order.iter().map(|placed| placed.id).collect();
    for seat in &world.seats {
        let reader = reader(seat);
        let told: Vec<EntryId> = seat.wire.state().told.clone();
        for id in told.into_iter().filter(|id| !kept.contains(id)) {
            let is_here = !matches!(reader.entry(id), Err(StoreError::UnknownEntry(_)));
            if is_here && !is_beyond_recovery(world, id) {
                return Err(fault(ORACLE, format!("{}: {id}", seat.name)));
            }
        }
        for device in reader.devices().expect("devices can be read") {
            let entries = reader.entries_after(device, 0, 100_000).expect("entries can be read");
            for entry in entries.iter().filter(|entry| !kept.contains(&entry.id)) {
                let standing = reader.standing(entry.id).expect("the entry is there");
                let refused = matches!(standing, Standing::Refused(_));
                if !refused && !is_beyond_recovery(world, entry.id) {
                    let what = format!("{}: {} {} {standing:?}", seat.name, entry.kind, entry.id);
                    return Err(fault(ORACLE, what));
                }
            }
        }
    }
    Ok(())
}

/// It had left every window when the hub lost it: no backup of the hub and no desk has it.
fn is_beyond_recovery(world: &World, id: EntryId) -> bool {
    world.disk_lost
        && world.seats.iter().all(|seat| {
            let standing = reader(seat).standing(id);
            matches!(standing, Ok(Standing::Lost) | Err(StoreError::UnknownEntry(_)))
        })
}

/// No act is in the order twice, under whatever id.
fn one_effect_per_entry(order: &[Placed]) -> Result<(), Fault> {
    let mut acts = BTreeMap::new();
    for placed in order {
        let entry = &placed.entry;
        let act = (entry.kind.clone(), entry.payload.clone(), entry.subject, entry.actor.clone());
        // The same may be done twice on purpose; what has an own id inside cannot.
        if entry.kind == "decided" && acts.insert(act, entry.id).is_some() {
            return Err(fault("one effect per entry", format!("{} is there twice", entry.id)));
        }
    }
    Ok(())
}

fn office_is_sound(world: &World) -> Result<(), Fault> {
    let faults = world.machine.ask(|office| office.verify().expect("the office can be read"));
    match faults.unwrap_or_default().first() {
        Some(first) => Err(fault("the office is sound", format!("{first:?}"))),
        None => Ok(()),
    }
}

/// All desks show the same, and it is what the office's order folds into.
fn all_converge(world: &World, order: &[Placed]) -> Result<usize, Fault> {
    const ORACLE: &str = "all desks converge";
    let mut subjects: BTreeMap<DeclarationId, Vec<Placed>> = BTreeMap::new();
    for placed in order {
        if let Some(subject) = placed.subject {
            subjects.entry(subject).or_default().push(placed.clone());
        }
    }
    contests::races_are_conflicts(world, &subjects)?;
    let windows: Vec<SubscriptionInfo> = world.seats.iter().map(Seat::window).collect();
    let mut conflicts = 0;
    for (subject, entries) in &subjects {
        let expected = State::fold(*subject, entries).map_err(|e| fault(ORACLE, e.to_string()))?;
        conflicts += expected.conflicts.len();
        for (seat, window) in world.seats.iter().zip(&windows) {
            let shown = parts::shown(seat, window, entries, &expected)?;
            let shown = under_the_hubs_seals(reader(seat), shown, entries);
            if shown != expected {
                let what = format!("{}: {subject}: {}", seat.name, difference(&shown, &expected));
                return Err(fault(ORACLE, what));
            }
        }
    }
    Ok(conflicts)
}

/// After a copied desk met a restored hub, one act may be a link of several chains: each desk names the
/// chain that it has it from.
fn under_the_hubs_seals(reader: &Reader, mut shown: State, order: &[Placed]) -> State {
    for conflict in &mut shown.conflicts {
        let Ok(here) = reader.entry(conflict.id) else { continue };
        let there = order.iter().find(|placed| placed.id == conflict.id);
        if let Some(there) = there.filter(|_| here.device == conflict.device) {
            conflict.device = there.device;
        }
    }
    shown
}

fn difference(shown: &State, expected: &State) -> String {
    let lines = |state: &State| format!("{state:#?}");
    let (shown, expected) = (lines(shown), lines(expected));
    let mut differ = shown.lines().zip(expected.lines()).filter(|(a, b)| a != b);
    match differ.next() {
        Some((shown, expected)) => format!("“{}” and not “{}”", shown.trim(), expected.trim()),
        None => "one is longer".to_owned(),
    }
}

/// A contested entry is a conflict of its declaration, for all to see.
fn losers_are_on_record(world: &World, order: &[Placed]) -> Result<(), Fault> {
    const ORACLE: &str = "losing values are on record";
    let reader = reader(&world.seats[0]);
    for placed in order.iter().filter(|placed| placed.is_contested()) {
        let Some(subject) = placed.subject else { continue };
        let state = reader.state(subject).map_err(|error| fault(ORACLE, error.to_string()))?;
        let known = state.conflicts.iter().any(|conflict| conflict.contested.contains(&placed.id));
        if !known && !state.undone.contains(&placed.id) {
            return Err(fault(ORACLE, format!("{} {} of {subject}", placed.kind, placed.id)));
        }
    }
    Ok(())
}

fn stores_are_sound(world: &World) -> Result<(), Fault> {
    const ORACLE: &str = "stores are sound";
    for seat in &world.seats {
        let store = seat.store();
        let verified = store.verify(|_| {}).map_err(|e| fault(ORACLE, e.to_string()))?;
        let lost_file = |code: &str| world.disk_lost && code == "file_missing";
        if let Some(problem) = verified.problems.iter().find(|p| !lost_file(p.code)) {
            let what = format!("{}: {problem:?} {}", seat.name, rebuilt_rows(store));
            return Err(fault(ORACLE, what));
        }
        let reader = store.reader().expect("the store can be read");
        let query = QueueQuery { filter: Filter::default(), limit: 100, ..QueueQuery::default() };
        let rows = reader.queue(&query).map_err(|e| fault(ORACLE, e.to_string()))?.rows;
        for row in rows {
            let released = row.status == journal::Status::Released;
            let state = reader.state(row.id).map_err(|e| fault(ORACLE, e.to_string()))?;
            if released && state.release().is_none() {
                let what = format!("{}: {} looks released", seat.name, row.lrn);
                return Err(fault("nothing looks released that is not", what));
            }
            let contested =
                state.open_conflicts().any(|conflict| conflict.aspect == journal::Aspect::Decision);
            if row.status == journal::Status::Approved && contested {
                let what = format!("{}: {} looks approved", seat.name, row.lrn);
                return Err(fault("nothing looks approved that is contested", what));
            }
        }
    }
    Ok(())
}

/// The first row of the queue that a rebuild changes.
fn rebuilt_rows(store: &Store) -> String {
    let rows = || {
        let reader = store.reader().expect("the store can be read");
        let query = QueueQuery { filter: Filter::default(), limit: 100, ..QueueQuery::default() };
        reader.queue(&query).expect("the queue can be read").rows
    };
    let before = rows();
    store.rebuild(|_| {}).expect("the store can be rebuilt");
    let after = rows();
    let differ = before.iter().filter_map(|row| {
        let now = after.iter().find(|now| now.id == row.id)?;
        let (row, now) = (format!("{row:#?}"), format!("{now:#?}"));
        let line = row.lines().zip(now.lines()).find(|(a, b)| a != b)?;
        Some(format!("“{}” becomes “{}”", line.0.trim(), line.1.trim()))
    });
    differ.collect::<Vec<_>>().join(", ")
}
