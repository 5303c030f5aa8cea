//! Several desks of one office: what each does without the others, and what comes of it.

use std::sync::Arc;

use desk::Exchanged;
use desk::contract::*;
use sync::Role;

use crate::bench::*;
use crate::office::{Cable, Machine};

const SECOND: &str = "LGG-26-0000002-01";

/// A desk that has joined the office.
pub(crate) fn join(
    hub: &Arc<Machine>,
    number: u8,
    broker: &str,
    role: Role,
) -> (Bench, Arc<Cable>) {
    let cable = hub.uplink(role);
    let bench = Bench::at(tempfile::tempdir().unwrap(), number, broker, Some(cable.clone()));
    let request = EnrolRequest {
        hub: "hub.test".to_owned(),
        code: "ANY".to_owned(),
        desk_name: format!("Counter {number}"),
    };
    bench.ask::<SyncStatus>(Request::Enrol(request));
    (bench, cable)
}

#[track_caller]
pub(crate) fn sync(bench: &Bench) -> Exchanged {
    bench.desk.exchange().unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// Anneke has taken in two parcels, and Bram sees them.
pub(crate) fn office() -> (Arc<Machine>, Bench, Bench) {
    let hub = Machine::new();
    let (anneke, _) = join(&hub, 1, "Anneke Maes", Role::Broker);
    let (bram, _) = join(&hub, 2, "Bram Claes", Role::Broker);
    anneke.import(&[("flight.csv", &h7(&[CLEAN, Parcel { lrn: SECOND, ..CLEAN }]))]);
    assert_eq!(sync(&anneke).pushed, 3, "two declarations and the import run");
    assert_eq!(sync(&bram).pulled, 3);
    (hub, anneke, bram)
}

fn conflicts(bench: &Bench) -> Vec<Conflict> {
    bench.ask::<Conflicts>(Request::Conflicts(ConflictsRequest::default())).conflicts
}

fn resolve(conflict: &Conflict, choice: ConflictChoice, fields: Vec<ChosenField>) -> Request {
    Request::Resolve(ResolveRequest {
        conflict: conflict.id,
        choice,
        fields,
        reason: Some("called the importer".to_owned()),
        seen_revision: Some(conflict.revision),
    })
}

fn amend(bench: &Bench, path: &str, value: &str) {
    bench.ask::<DeclarationView>(Request::Amend(AmendRequest {
        id: CLEAN.lrn.to_owned(),
        changes: vec![NewValue { path: path.to_owned(), value: Some(value.to_owned()) }],
        reason: "as invoiced".to_owned(),
        seen_revision: None,
    }));
}

/// Where the declaration says this.
fn path_of(bench: &Bench, value: &str) -> String {
    let request = ShowRequest { id: CLEAN.lrn.to_owned(), language: None };
    let elements: Elements = bench.ask(Request::Elements(request));
    elements.elements.into_iter().find(|element| element.value == value).unwrap().path
}

#[test]
fn what_one_desk_does_the_other_sees() {
    let (_hub, anneke, bram) = office();
    assert_eq!(bram.show(CLEAN.lrn).row.status, Status::Queued);
    let before: About = bram.ask(Request::About(Nothing {}));
    anneke.decide(CLEAN.lrn, Decision::Approve);
    assert!(anneke.show(CLEAN.lrn).row.unsent);
    assert_eq!(anneke.show(CLEAN.lrn).timeline[1].standing, EntryStanding::Unsent);
    sync(&anneke);
    assert!(!anneke.show(CLEAN.lrn).row.unsent);
    sync(&bram);
    let seen = bram.show(CLEAN.lrn);
    assert_eq!(seen.row.status, Status::Approved);
    assert_eq!(seen.timeline[1].actor, "Anneke Maes");
    let after: About = bram.ask(Request::About(Nothing {}));
    assert!(after.store_version > before.store_version, "the screen has to reload");
    assert_eq!((after.unsent, after.oldest_unsent), (0, None));
    anneke.is_sound();
    bram.is_sound();
}

#[test]
fn the_same_file_at_two_desks_is_one_declaration_and_no_conflict() {
    let hub = Machine::new();
    let (anneke, _) = join(&hub, 1, "Anneke Maes", Role::Broker);
    let (bram, _) = join(&hub, 2, "Bram Claes", Role::Broker);
    for bench in [&anneke, &bram] {
        bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    }
    sync(&anneke);
    sync(&bram);
    sync(&anneke);
    for bench in [&anneke, &bram] {
        assert_eq!(bench.queue(Filter::default()).total, 1);
        assert!(conflicts(bench).is_empty());
    }
}

#[test]
fn two_decisions_are_a_conflict_until_someone_chooses() {
    let (_hub, anneke, bram) = office();
    anneke.decide(CLEAN.lrn, Decision::Approve);
    bram.decide(CLEAN.lrn, Decision::Hold);
    sync(&anneke);
    assert_eq!(sync(&bram).contested, 1);
    sync(&anneke);
    for bench in [&anneke, &bram] {
        let row = bench.show(CLEAN.lrn).row;
        assert!(row.conflict);
        assert_ne!(row.status, Status::Approved, "nothing leaves on a contradicted approval");
        let found = bench.queue(Filter { in_conflict: Some(true), ..Filter::default() });
        assert_eq!(found.total, 1);
        let again = bench.decide(CLEAN.lrn, Decision::Approve);
        assert_eq!(again.refused[0].failure.code, "in_conflict");
    }
    let [conflict] = &conflicts(&bram)[..] else { panic!("one conflict") };
    assert_eq!(conflict.about, ConflictAspect::Decision);
    let sides = (&conflict.standing, &conflict.contested);
    assert_eq!((sides.0.decision, sides.0.mine), (Some(Decision::Approve), false));
    assert_eq!((sides.1.decision, sides.1.mine), (Some(Decision::Hold), true));
    assert_eq!((sides.0.desk.as_deref(), sides.1.desk.as_deref()), (Some("Counter 1"), None));
    assert_eq!(sides.1.by, "Bram Claes");

    let answered: Conflicts = bram.ask(resolve(conflict, ConflictChoice::Contested, vec![]));
    assert_eq!(answered.conflicts[0].answer.as_ref().unwrap().choice, ConflictChoice::Contested);
    sync(&bram);
    sync(&anneke);
    assert_eq!(anneke.show(CLEAN.lrn).row.status, Status::Held);
    assert!(conflicts(&anneke).is_empty());
    let late = anneke.refused(resolve(conflict, ConflictChoice::Standing, vec![]));
    assert_eq!(late.code, "conflict_answered");
    anneke.is_sound();
    bram.is_sound();
}

#[test]
fn a_hub_of_an_earlier_version_tells_no_names_until_it_is_another() {
    let hub = Machine::new();
    let (anneke, _) = join(&hub, 1, "Anneke Maes", Role::Broker);
    let (bram, cable) = join(&hub, 2, "Bram Claes", Role::Broker);
    cable.knows_no_names(true);
    anneke.import(&[("flight.csv", &h7(&[CLEAN]))]);
    sync(&anneke);
    sync(&bram);
    anneke.decide(CLEAN.lrn, Decision::Approve);
    bram.decide(CLEAN.lrn, Decision::Hold);
    sync(&anneke);
    sync(&bram);
    let told = || conflicts(&bram).swap_remove(0).standing;
    assert_eq!((told().desk, told().mine), (None, false), "no name, and not this desk");

    cable.cut(true);
    assert_eq!(bram.desk.exchange().unwrap_err().code, "hub_unreachable");
    cable.knows_no_names(false);
    cable.cut(false);
    sync(&bram);
    assert_eq!(told().desk.as_deref(), Some("Counter 1"));
}

#[test]
fn different_elements_merge_and_the_whole_is_judged_anew() {
    let (_hub, anneke, bram) = office();
    let (value, goods) = (path_of(&anneke, CLEAN.value), path_of(&anneke, CLEAN.goods));
    amend(&anneke, &value, "160.00");
    amend(&bram, &goods, "Silk scarves");
    sync(&anneke);
    sync(&bram);
    sync(&anneke);
    for bench in [&anneke, &bram] {
        assert!(conflicts(bench).is_empty());
        let seen = bench.show(CLEAN.lrn);
        assert_eq!(seen.items[0].description, "Silk scarves");
        assert_eq!(seen.items[0].value.unwrap().to_string(), "160.00");
        assert!(seen.row.errors > 0, "over the limit, although only one desk's verdict saw it");
    }
}

#[test]
fn two_values_of_one_element_are_combined_by_choice() {
    let (_hub, anneke, bram) = office();
    let (value, goods) = (path_of(&anneke, CLEAN.value), path_of(&anneke, CLEAN.goods));
    amend(&anneke, &value, "50.00");
    amend(&bram, &value, "60.00");
    sync(&anneke);
    sync(&bram);
    sync(&anneke);
    let [conflict] = &conflicts(&anneke)[..] else { panic!("one conflict") };
    let [field] = &conflict.fields[..] else { panic!("{:?}", conflict.fields) };
    let sides = [&field.base, &field.standing, &field.contested].map(Option::as_deref);
    assert_eq!(sides, [Some("41.20"), Some("50.00"), Some("60.00")]);
    assert!(field.clash);

    let chosen = [(value.as_str(), "55.00"), (goods.as_str(), "T-shirts")];
    let fields = chosen
        .map(|(path, value)| ChosenField { path: path.to_owned(), value: Some(value.to_owned()) });
    anneke.ask::<Conflicts>(resolve(conflict, ConflictChoice::Combined, fields.to_vec()));
    sync(&anneke);
    sync(&bram);
    let seen = bram.show(CLEAN.lrn);
    assert_eq!(seen.items[0].value.unwrap().to_string(), "55.00");
    assert_eq!(seen.items[0].description, "T-shirts");
    assert!(conflicts(&bram).is_empty());
    let all = ConflictsRequest { all: true, ..ConflictsRequest::default() };
    let record: Conflicts = bram.ask(Request::Conflicts(all));
    assert_eq!(record.conflicts[0].fields[0].contested.as_deref(), Some("60.00"), "on record");
}

#[test]
fn hours_without_a_line_lose_nothing() {
    let hub = Machine::new();
    let (anneke, cable) = join(&hub, 1, "Anneke Maes", Role::Broker);
    let (bram, _) = join(&hub, 2, "Bram Claes", Role::Broker);
    cable.cut(true);
    anneke.import(&[("flight.csv", &h7(&[CLEAN]))]);
    anneke.decide(CLEAN.lrn, Decision::Approve);
    assert_eq!(anneke.desk.exchange().unwrap_err().code, "hub_unreachable");
    let status: SyncStatus = anneke.ask(Request::SyncStatus(Nothing {}));
    assert_eq!((status.connection.state, status.unsent), (ConnectionState::Offline, 3));
    assert!(status.connection.next_try.is_some() && status.oldest_unsent.is_some());
    let outbox: Outbox = anneke.ask(Request::Outbox(Nothing {}));
    assert_eq!(outbox.entries_in_all, 3);
    assert_eq!(outbox.entries[2].subject.as_deref(), Some("approve"));
    let lease =
        TakeLease { label: "all".to_owned(), filter: None, ids: None, count: None, minutes: 60 };
    assert_eq!(anneke.refused(Request::TakeLease(lease)).code, "needs_hub");

    let anneke = anneke.restart();
    cable.cut(false);
    assert_eq!(sync(&anneke).pushed, 3);
    sync(&bram);
    assert_eq!(bram.show(CLEAN.lrn).row.status, Status::Approved);
    let status: SyncStatus = anneke.ask(Request::SyncStatus(Nothing {}));
    assert_eq!((status.connection.state, status.unsent), (ConnectionState::Connected, 0));
    assert!(status.last_complete.is_some());
    assert!(status.clock_offset_ms.unwrap().abs() > 10_000, "the clocks differ, and it shows");
}

/// Shut out while it was away, and started anew since: it begins by asking, not by sending.
#[test]
fn a_desk_that_is_shut_out_leaves_its_work_with_the_hub() {
    let hub = Machine::new();
    let (anneke, cable) = join(&hub, 1, "Anneke Maes", Role::Broker);
    let (bram, _) = join(&hub, 2, "Bram Claes", Role::Broker);
    anneke.import(&[("flight.csv", &h7(&[CLEAN]))]);
    sync(&anneke);
    sync(&bram);
    let path = path_of(&bram, CLEAN.value);
    amend(&bram, &path, "55.00");
    sync(&bram);
    sync(&anneke);
    cable.cut(true);
    anneke.decide(CLEAN.lrn, Decision::Approve);
    let devices = hub.office().devices().unwrap();
    let device = devices.iter().find(|device| device.name == "Counter 1").unwrap().id;
    hub.office().revoke(device, "Els").unwrap();
    let anneke = anneke.restart();
    cable.cut(false);
    for _ in 0..2 {
        assert_eq!(anneke.desk.exchange().unwrap_err().code, "device_revoked");
        assert_eq!(hub.office().quarantined(device).unwrap().len(), 1);
    }
    let status: SyncStatus = anneke.ask(Request::SyncStatus(Nothing {}));
    assert_eq!((status.connection.state, status.unsent), (ConnectionState::Shut, 1));
    hub.office().recover(device, &[], "Els").unwrap();
    sync(&bram);
    assert_eq!(bram.show(CLEAN.lrn).row.status, Status::Approved, "of what she had seen");
}

#[test]
fn what_the_role_does_not_allow_is_refused_and_dealt_with() {
    let (hub, anneke, _bram) = office();
    let (iris, _) = join(&hub, 3, "Iris Wouters", Role::Inspector);
    sync(&iris);
    iris.decide(CLEAN.lrn, Decision::Approve);
    assert_eq!(sync(&iris).refused, 1);
    assert_eq!(iris.show(CLEAN.lrn).row.status, Status::Queued, "it has no effect");
    let outbox: Outbox = iris.ask(Request::Outbox(Nothing {}));
    let [refused] = &outbox.refused[..] else { panic!("one refused") };
    assert_eq!(refused.failure.code, "role_not_allowed");
    let timeline = iris.show(CLEAN.lrn).timeline;
    assert!(timeline.iter().any(|event| event.standing == EntryStanding::Refused));
    let settle = SettleRefused { entry: refused.what.entry, action: SettleAction::SetAside };
    let outbox: Outbox = iris.ask(Request::SettleRefused(settle.clone()));
    assert!(outbox.refused.is_empty());
    assert_eq!(iris.refused(Request::SettleRefused(settle)).code, "not_refused");
    sync(&anneke);
    assert_eq!(anneke.show(CLEAN.lrn).row.status, Status::Queued);
}

#[test]
fn a_refused_entry_is_written_again_and_blocks_only_its_own_declaration() {
    let (hub, _anneke, _bram) = office();
    let (iris, _) = join(&hub, 3, "Iris Wouters", Role::Inspector);
    sync(&iris);
    iris.decide(CLEAN.lrn, Decision::Approve);
    let claim =
        |lrn: &str| Request::Claim(ClaimRequest { ids: vec![lrn.to_owned()], claimed: true });
    iris.ask::<Decided>(claim(CLEAN.lrn));
    iris.ask::<Decided>(claim(SECOND));
    let done = sync(&iris);
    assert_eq!((done.refused, done.pushed), (2, 1), "what follows the refused one is blocked");
    let outbox: Outbox = iris.ask(Request::Outbox(Nothing {}));
    let of_kind = |kind: &str| outbox.refused.iter().find(|each| each.what.kind == kind).unwrap();
    assert_eq!(of_kind("claimed").failure.code, "blocked");
    for (kind, action) in
        [("decided", SettleAction::SetAside), ("claimed", SettleAction::WriteAgain)]
    {
        let entry = of_kind(kind).what.entry;
        iris.ask::<Outbox>(Request::SettleRefused(SettleRefused { entry, action }));
    }
    assert_eq!(sync(&iris).pushed, 1);
    assert_eq!(iris.show(CLEAN.lrn).row.claimed_by.as_deref(), Some("Iris Wouters"));
}

#[test]
fn a_lease_shows_at_the_other_desk_and_comes_back() {
    let (_hub, anneke, bram) = office();
    let lease = |count| TakeLease {
        label: "ready".to_owned(),
        filter: None,
        ids: None,
        count: Some(count),
        minutes: 120,
    };
    let answer: LeaseAnswer = anneke.ask(Request::TakeLease(lease(1)));
    let mine = answer.lease.unwrap();
    assert_eq!((mine.count, mine.open, mine.mine), (1, 1, true));
    sync(&bram);
    let leased = |bench: &Bench, here| {
        bench.queue(Filter { leased_here: Some(here), ..Filter::default() }).total
    };
    assert_eq!((leased(&anneke, true), leased(&bram, true)), (1, 0));
    assert_eq!(leased(&bram, false), 1, "the other parcel is nobody else's");
    let row = bram.queue(Filter::default()).rows.into_iter().find(|row| row.lease.is_some());
    let theirs = row.unwrap().lease.unwrap();
    assert_eq!((theirs.by.as_str(), theirs.mine), ("Anneke Maes", false));
    let rest: LeaseAnswer = bram.ask(Request::TakeLease(lease(10)));
    assert_eq!(rest.lease.unwrap().count, 1, "what the other has is left out");
    assert_eq!(bram.refused(Request::TakeLease(lease(10))).code, "nothing_to_lease");
    let left: Leases = anneke.ask(Request::ReturnLease(LeaseId { id: mine.id }));
    assert_eq!(left.leases.len(), 1);
    assert!(left.as_of.is_some());
}

#[test]
fn a_cloned_desk_takes_another_name_and_loses_nothing() {
    let hub = Machine::new();
    let cable = hub.uplink(Role::Broker);
    let original = Bench::at(tempfile::tempdir().unwrap(), 1, "Anneke Maes", Some(cable.clone()));
    let request = |name: &str| EnrolRequest {
        hub: "hub.test".to_owned(),
        code: "ANY".to_owned(),
        desk_name: name.to_owned(),
    };
    original.ask::<SyncStatus>(Request::Enrol(request("Counter 1")));
    original.import(&[("flight.csv", &h7(&[CLEAN, Parcel { lrn: SECOND, ..CLEAN }]))]);
    sync(&original);
    let original = original.restart();
    let copy = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(original.folder.path()).unwrap().flatten() {
        if file.path().is_file() {
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
    }
    // The copy has the key too, but a line of its own.
    let clone = Bench::at(copy, 2, "Anneke Maes", Some(Arc::new(cable.clone_line())));
    original.decide(CLEAN.lrn, Decision::Approve);
    clone.decide(SECOND, Decision::Hold);
    clone.decide(SECOND, Decision::Refer);
    sync(&original);
    let done = sync(&clone);
    assert_eq!((done.renumbered, done.pushed), (1, 2));
    sync(&original);
    for bench in [&original, &clone] {
        assert_eq!(bench.show(CLEAN.lrn).row.status, Status::Approved);
        assert_eq!(bench.show(SECOND).row.status, Status::Referred);
        bench.is_sound();
    }
}

#[test]
fn what_a_restored_hub_lost_the_desks_offer_again() {
    let (hub, anneke, bram) = office();
    let backup = hub.backup();
    anneke.decide(CLEAN.lrn, Decision::Approve);
    sync(&anneke);
    sync(&bram);
    bram.decide(SECOND, Decision::Hold);
    sync(&bram);
    sync(&anneke);
    hub.restore(&backup);
    assert_eq!(sync(&anneke).rolled_back, 1);
    sync(&bram);
    sync(&anneke);
    for bench in [&anneke, &bram] {
        assert_eq!(bench.show(CLEAN.lrn).row.status, Status::Approved);
        assert_eq!(bench.show(SECOND).row.status, Status::Held);
        assert!(conflicts(bench).is_empty());
        let status: SyncStatus = bench.ask(Request::SyncStatus(Nothing {}));
        assert_eq!((status.unsent, status.have_up_to), (0, status.hub_head));
        bench.is_sound();
    }
}

#[test]
fn what_leaves_the_window_is_on_the_hub_and_comes_back() {
    let (_hub, anneke, bram) = office();
    anneke.decide(CLEAN.lrn, Decision::Refuse);
    sync(&anneke);
    sync(&bram);
    let window = SubscriptionInfo { statuses: vec![Status::Queued], days: None };
    bram.ask::<SyncStatus>(Request::Subscribe(window));
    assert_eq!(sync(&bram).evicted, 1);
    assert_eq!(bram.queue(Filter::default()).total, 1);
    let ask = || Request::Parcels(ParcelsRequest { numbers: vec![CLEAN.lrn.to_owned()] });
    let parcels: Parcels = bram.ask(ask());
    assert!(parcels.answers[0].on_hub_only && parcels.answers[0].parcels.is_empty());
    let fetch = Request::Fetch(FetchRequest { number: CLEAN.lrn.to_owned() });
    assert_eq!(bram.ask::<Fetched>(fetch).declarations.len(), 1);
    assert_eq!(bram.show(CLEAN.lrn).row.status, Status::Refused);
    let parcels: Parcels = bram.ask(ask());
    assert_eq!(parcels.answers[0].parcels[0].stage, StageName::Stopped);
    let all = SubscriptionInfo::default();
    bram.ask::<SyncStatus>(Request::Subscribe(all));
    sync(&bram);
    assert_eq!(bram.queue(Filter::default()).total, 2);
    bram.is_sound();
}

#[test]
fn a_desk_without_a_hub_says_so() {
    let bench = Bench::new();
    let status: SyncStatus = bench.ask(Request::SyncStatus(Nothing {}));
    assert_eq!(status.connection.state, ConnectionState::Alone);
    assert_eq!(bench.desk.exchange().unwrap_err().code, "no_hub");
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    assert!(!bench.show(CLEAN.lrn).row.unsent, "there is nowhere to send it to");
    let parcels: Parcels =
        bench.ask(Request::Parcels(ParcelsRequest { numbers: vec![CLEAN.lrn.to_owned()] }));
    assert_eq!(parcels.answers[0].parcels[0].stage, StageName::Received);
}
