//! A desk that is far behind asks for the next part while it writes the one before.

use std::sync::Arc;

use desk::contract::*;
use sync::Role;

use crate::bench::*;
use crate::office::{Cable, Machine};
use crate::syncing::{join, sync};

const PARCELS: u64 = 12;

/// An office of twelve parcels, and a desk that knows none of them, on a cable that carries three
/// entries at once.
fn behind() -> (Arc<Machine>, Bench, Bench, Arc<Cable>) {
    let hub = Machine::new();
    let (anneke, _) = join(&hub, 1, "Anneke Maes", Role::Broker);
    let lrns: Vec<String> = (0..PARCELS).map(|number| format!("LGG-26-{number:07}-01")).collect();
    let parcels: Vec<_> = lrns.iter().map(|lrn| Parcel { lrn, ..CLEAN }).collect();
    anneke.import(&[("flight.csv", &h7(&parcels))]);
    assert_eq!(sync(&anneke).pushed, PARCELS + 1, "and the import run");
    let (bram, cable) = join(&hub, 2, "Bram Claes", Role::Broker);
    cable.carries_at_most(3);
    (hub, anneke, bram, cable)
}

fn count(bench: &Bench) -> u64 {
    bench.queue(Filter::default()).total.into()
}

#[test]
fn each_part_is_asked_for_once_and_the_last_again_in_its_turn() {
    let (_hub, _anneke, bram, cable) = behind();
    assert_eq!(sync(&bram).pulled, PARCELS + 1);
    assert_eq!(cable.asked(), [0, 3, 6, 9, 12, 12]);
    assert_eq!(count(&bram), PARCELS);
    bram.is_sound();
}

#[test]
fn a_part_is_kept_when_the_line_breaks_at_the_next() {
    let (_hub, _anneke, bram, cable) = behind();
    cable.breaks_after(6);
    // The pull in its turn goes through: only the one ahead had met the break.
    assert_eq!(sync(&bram).pulled, PARCELS + 1);
    assert_eq!(cable.asked(), [0, 3, 6, 6, 9, 12, 12]);
    bram.is_sound();
}

#[test]
fn what_was_asked_for_ahead_is_forgotten_when_something_else_is_done_first() {
    let (_hub, anneke, bram, cable) = behind();
    bram.desk.exchange_step().unwrap();
    assert_eq!(cable.asked(), [0, 3]);
    let before = count(&bram);
    assert!((1..=3).contains(&before), "the first part is here: {before}");

    let lrn = bram.queue(Filter::default()).rows[0].lrn.clone();
    bram.decide(&lrn, Decision::Hold);
    let done = sync(&bram);
    assert_eq!((done.pushed, count(&bram)), (1, PARCELS));
    let asked = cable.asked();
    assert_eq!(asked.first(), Some(&3), "asked for again after the push: {asked:?}");
    sync(&anneke);
    assert_eq!(anneke.show(&lrn).row.status, Status::Held);
    bram.is_sound();
}
