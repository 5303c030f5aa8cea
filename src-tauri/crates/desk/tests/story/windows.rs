//! Desks that hold a part of the office: what stays beside their window, and what is gone from it.

use std::sync::Arc;

use desk::Exchanged;
use desk::contract::*;
use journal::earlier::without;
use sync::Role;

use crate::bench::*;
use crate::office::Machine;

const SECOND: &str = "LGG-26-0000002-01";

fn join(hub: &Arc<Machine>, number: u8, broker: &str) -> Bench {
    let cable = hub.uplink(Role::Broker);
    let bench = Bench::at(tempfile::tempdir().unwrap(), number, broker, Some(cable));
    let (hub, code, desk_name) = ("hub.test".into(), "ANY".into(), format!("Counter {number}"));
    bench.ask::<SyncStatus>(Request::Enrol(EnrolRequest { hub, code, desk_name }));
    bench
}

#[track_caller]
fn sync(bench: &Bench) -> Exchanged {
    bench.desk.exchange().unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// Anneke has taken in two parcels. Bram sees them, and holds only what waits for a decision.
fn office() -> (Arc<Machine>, Bench, Bench) {
    let hub = Machine::new();
    let (anneke, bram) = (join(&hub, 1, "Anneke Maes"), join(&hub, 2, "Bram Claes"));
    anneke.import(&[("flight.csv", &h7(&[CLEAN, Parcel { lrn: SECOND, ..CLEAN }]))]);
    sync(&anneke);
    let window = SubscriptionInfo { statuses: vec![Status::Queued], days: None };
    bram.ask::<SyncStatus>(Request::Subscribe(window));
    sync(&bram);
    (hub, anneke, bram)
}

fn amend(bench: &Bench, value: &str) {
    let path = "GoodsShipment/Importer/Name".to_owned();
    bench.ask::<DeclarationView>(Request::Amend(AmendRequest {
        id: CLEAN.lrn.to_owned(),
        changes: vec![NewValue { path, value: Some(value.to_owned()) }],
        reason: "the invoice says so".to_owned(),
        seen_revision: None,
    }));
}

fn conflicts(bench: &Bench) -> Vec<Conflict> {
    bench.ask::<Conflicts>(Request::Conflicts(ConflictsRequest::default())).conflicts
}

#[test]
fn what_a_conflict_keeps_beside_the_window_is_told_what_follows() {
    let (_hub, anneke, bram) = office();
    amend(&anneke, "Mertens");
    amend(&bram, "Martens");
    sync(&anneke);
    sync(&bram);
    sync(&anneke);
    anneke.decide(CLEAN.lrn, Decision::Refuse);
    sync(&anneke);
    assert_eq!(sync(&bram).evicted, 0, "there is something to choose");
    assert_eq!(conflicts(&bram).len(), 1);

    let open = conflicts(&anneke).remove(0);
    anneke.ask::<serde_json::Value>(Request::Resolve(ResolveRequest {
        conflict: open.id,
        choice: ConflictChoice::Standing,
        fields: Vec::new(),
        reason: None,
        seen_revision: None,
    }));
    sync(&anneke);
    assert_eq!(sync(&bram).evicted, 1, "nothing is left to choose");
    assert!(conflicts(&bram).is_empty());
    bram.is_sound();
}

#[test]
fn what_left_the_window_before_the_hub_lost_it_holds_up_nothing() {
    let (hub, anneke, bram) = office();
    let backup = hub.backup();
    bram.decide(CLEAN.lrn, Decision::Refuse);
    assert_eq!(sync(&bram).evicted, 1);
    hub.restore(&backup);
    bram.decide(SECOND, Decision::Hold);
    let exchanged = sync(&bram);
    assert_eq!((exchanged.rolled_back, exchanged.renumbered), (1, 1));
    let status: SyncStatus = bram.ask(Request::SyncStatus(Nothing {}));
    assert_eq!((status.unsent, status.refused), (0, 0));
    sync(&anneke);
    assert_eq!(anneke.show(SECOND).row.status, Status::Held);
    assert_eq!(anneke.show(CLEAN.lrn).row.status, Status::Queued);
    anneke.is_sound();
    bram.is_sound();
}

#[test]
fn what_is_open_beside_the_window_is_told_what_follows() {
    let (_hub, anneke, bram) = office();
    anneke.decide(CLEAN.lrn, Decision::Hold);
    sync(&anneke);
    sync(&bram);
    let window = SubscriptionInfo { statuses: vec![Status::Referred], days: None };
    bram.ask::<SyncStatus>(Request::Subscribe(window));
    for (decision, status) in
        [(Decision::Approve, Status::Approved), (Decision::Hold, Status::Held)]
    {
        anneke.decide(CLEAN.lrn, decision);
        sync(&anneke);
        sync(&bram);
        assert_eq!(bram.show(CLEAN.lrn).row.status, status);
    }
    bram.is_sound();
}

/// The hub gets in one push what took a desk several: as it sees it, the declaration never was in
/// the window of the desk that has it.
#[test]
fn what_a_restored_hub_gets_at_once_comes_to_its_end_beside_the_window() {
    let hub = Machine::new();
    let (anneke, bram) = (join(&hub, 1, "Anneke Maes"), join(&hub, 2, "Bram Claes"));
    let backup = hub.backup();
    anneke.import(&[("flight.csv", &h7(&[CLEAN]))]);
    sync(&anneke);
    sync(&bram);
    let window = SubscriptionInfo { statuses: vec![Status::Queued], days: None };
    bram.ask::<SyncStatus>(Request::Subscribe(window));
    anneke.decide(CLEAN.lrn, Decision::Refuse);
    hub.restore(&backup);
    sync(&anneke);
    assert_eq!(sync(&bram).evicted, 1);
    anneke.is_sound();
    bram.is_sound();
}

/// The office knew it before, and it was never in this desk's window.
#[test]
fn what_is_taken_in_again_beside_the_window_is_shown_as_the_office_has_it() {
    let hub = Machine::new();
    let (anneke, bram) = (join(&hub, 1, "Anneke Maes"), join(&hub, 2, "Bram Claes"));
    let window = SubscriptionInfo { statuses: vec![Status::Held], days: None };
    bram.ask::<SyncStatus>(Request::Subscribe(window));
    anneke.import(&[("flight.csv", &h7(&[CLEAN]))]);
    anneke.decide(CLEAN.lrn, Decision::Approve);
    sync(&anneke);
    sync(&bram);
    assert_eq!(bram.queue(Filter::default()).total, 0);
    bram.import(&[("flight.csv", &h7(&[CLEAN]))]);
    assert_eq!(bram.show(CLEAN.lrn).row.status, Status::Queued);
    sync(&bram);
    assert_eq!(bram.show(CLEAN.lrn).row.status, Status::Approved);
    bram.is_sound();
}

/// The hub did not know what a decision is when it took one, and knows it since: what is in the window
/// because of that comes, although the desk was told all of it long ago.
#[test]
fn what_an_upgraded_hub_finds_in_the_window_comes() {
    let hub = Machine::new();
    let (anneke, bram) = (join(&hub, 1, "Anneke Maes"), join(&hub, 2, "Bram Claes"));
    let window = SubscriptionInfo { statuses: vec![Status::Held], days: None };
    bram.ask::<SyncStatus>(Request::Subscribe(window));
    anneke.import(&[("flight.csv", &h7(&[CLEAN]))]);
    anneke.decide(CLEAN.lrn, Decision::Hold);
    without(&["decided"], || sync(&anneke));
    sync(&bram);
    assert_eq!(bram.queue(Filter::default()).total, 0);
    hub.restart();
    sync(&bram);
    assert_eq!(bram.show(CLEAN.lrn).row.status, Status::Held);
    bram.is_sound();
}
