//! Pages, subscriptions, histories, and cursors of another history.

use std::collections::{BTreeMap, BTreeSet};

use customs::MessageKind;
use journal::{Decision, DeclarationId, EntryId, Placed, State, Status};
use office::Office;
use rstest::rstest;
use sync::{Page, Pulled, Role, Subscription};
use uuid::Uuid;

use crate::world::{Desk, Kind, Place, describe, message, order};

const STEPS: u32 = 120;

/// What happens at one desk in a day, a little at a time: parcels come, wait, are decided, released.
fn a_step(desk: &mut Desk, step: u32) {
    let parcel =
        |number: u32| DeclarationId::of(Some(crate::world::DECLARANT), &format!("L-{number}"));
    let subject = parcel(step / 5 % 24);
    match step % 5 {
        0 => _ = desk.queue(&format!("L-{}", step / 5)),
        1 => _ = desk.decide(subject, Decision::Hold),
        2 if step.is_multiple_of(3) => _ = desk.decide(subject, Decision::Refuse),
        2 => _ = desk.decide(subject, Decision::Approve),
        3 if step.is_multiple_of(4) => _ = desk.decide(subject, Decision::Hold),
        3 => _ = desk.write(Some(subject), message(MessageKind::Released, None, None)),
        _ => _ = desk.write(None, message(MessageKind::Other, None, None)),
    }
}

fn subscriptions() -> [Subscription; 3] {
    [
        Subscription { statuses: vec![Status::Held], days: None },
        Subscription { statuses: vec![Status::Released, Status::Refused], days: None },
        Subscription { statuses: vec![], days: Some(3) },
    ]
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn pages_of_any_length_cover_the_order_once(#[case] kind: Kind, #[values(1, 7, 500)] limit: u32) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut writer = Desk::enrolled(&office, Role::Broker);
    let mut reader = Desk::enrolled(&office, Role::Inspector);
    for step in 0..40 {
        a_step(&mut writer, step);
    }
    writer.push(&office);
    while reader.pull_page(&office, limit) {}
    let numbers: Vec<u64> = reader.held.iter().map(|entry| entry.sequence).collect();
    assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
    let wrote: Vec<EntryId> = writer.wrote.iter().map(|offer| offer.entry.id).collect();
    assert_eq!(reader.held.iter().map(|entry| entry.entry.id).collect::<Vec<_>>(), wrote);
}

/// Whatever a desk's pages bring, at every moment it has the whole history of each declaration that
/// its subscription names, however the pages were cut.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_subscription_brings_all_of_what_it_names(
    #[case] kind: Kind,
    #[values(0, 1, 2)] which: usize,
    #[values(1, 4, 60)] limit: u32,
) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut writer = Desk::enrolled(&office, Role::Broker);
    let mut reader = Desk::enrolled(&office, Role::Broker);
    reader.subscription = subscriptions()[which].clone();
    for step in 0..STEPS {
        a_step(&mut writer, step);
        writer.push(&office);
        if step % 17 == 0 {
            while reader.pull_page(&office, limit) {}
            assert_holds(&office, &reader);
        }
    }
    while reader.pull_page(&office, limit) {}
    assert_holds(&office, &reader);
    let subjects = |held: &[sync::Sequenced]| {
        held.iter().filter_map(|entry| entry.entry.subject).collect::<BTreeSet<_>>()
    };
    if which == 1 && limit == 60 {
        assert!(subjects(&reader.held).len() < subjects(&order(&office)).len(), "a part of it");
    }
}

/// One push takes a declaration out of the window, and a page ends in the middle of it.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_leaves_a_window_comes_to_its_end(#[case] kind: Kind, #[values(1, 2, 60)] limit: u32) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut writer = Desk::enrolled(&office, Role::Broker);
    let mut reader = Desk::enrolled(&office, Role::Broker);
    reader.subscription = Subscription { statuses: vec![Status::Queued], days: None };
    let one = writer.queue("LGG-1");
    writer.push(&office);
    while reader.pull_page(&office, limit) {}
    writer.write(Some(one), describe("socks"));
    writer.write(Some(one), describe("gloves"));
    writer.decide(one, Decision::Refuse);
    writer.write(Some(one), describe("hats"));
    writer.push(&office);
    while reader.pull_page(&office, limit) {}
    let numbers: BTreeSet<u64> = reader.held.iter().map(|entry| entry.sequence).collect();
    assert_eq!(numbers, (1..=5).collect());
}

/// What changes beside the window is named, for a desk that has it all the same.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_a_page_passes_over_is_named(#[case] kind: Kind, #[values(1, 60)] limit: u32) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut writer = Desk::enrolled(&office, Role::Broker);
    let mut reader = Desk::enrolled(&office, Role::Broker);
    let mut whole = Desk::enrolled(&office, Role::Broker);
    reader.subscription = Subscription { statuses: vec![Status::Held], days: None };
    let (one, two) = (writer.queue("LGG-1"), writer.queue("LGG-2"));
    writer.decide(two, Decision::Hold);
    writer.push(&office);
    while reader.pull_page(&office, limit) {}
    assert_eq!(reader.passed, BTreeSet::from([one]));
    assert!(reader.held.iter().all(|entry| entry.entry.subject == Some(two)));
    reader.passed.clear();
    writer.decide(two, Decision::Approve);
    writer.push(&office);
    while reader.pull_page(&office, limit) {}
    assert_eq!(reader.passed, BTreeSet::new(), "it keeps what it wanted while that is open");
    // What it writes itself comes, and the rest of that declaration does not.
    reader.decide(one, Decision::Refuse);
    reader.push(&office);
    while reader.pull_page(&office, limit) {}
    assert_eq!(reader.passed, BTreeSet::from([one]));
    while whole.pull_page(&office, limit) {}
    assert_eq!(whole.passed, BTreeSet::new());
}

/// Compares what a desk holds with the whole order.
fn assert_holds(office: &Office, reader: &Desk) {
    let mut whole: BTreeMap<DeclarationId, Vec<Placed>> = BTreeMap::new();
    let held: BTreeSet<u64> = reader.held.iter().map(|entry| entry.sequence).collect();
    for entry in order(office) {
        let Some(subject) = entry.entry.subject else {
            assert!(held.contains(&entry.sequence), "what has no declaration always comes");
            continue;
        };
        let (sequence, contests) = (Some(entry.sequence), entry.against);
        let placed = Placed { entry: entry.entry, sequence, contests };
        whole.entry(subject).or_default().push(placed);
    }
    for (subject, entries) in whole {
        let state = State::fold(subject, &entries).unwrap();
        let named = reader.subscription.statuses.is_empty()
            || reader.subscription.statuses.contains(&state.status);
        let missing: Vec<_> = entries
            .iter()
            .filter(|entry| !held.contains(&entry.sequence.unwrap()))
            .map(|entry| (&entry.kind, entry.sequence))
            .collect();
        assert!(!named || missing.is_empty(), "{:?} lacks {missing:?}", state.status);
        let told = missing.is_empty() || reader.passed.contains(&subject);
        assert!(told, "{missing:?} are passed over and not named");
    }
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn ready_bytes_are_the_same_page(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.decide(one, Decision::Hold);
    desk.push(&office);
    let bytes = office.pull_bytes(desk.id, &desk.request(100)).unwrap();
    let page = office.pull(desk.id, &desk.request(100)).unwrap();
    assert_eq!(Pulled::from_bytes(&bytes).unwrap(), page);
    let history = office.history(desk.id, &[one]).unwrap();
    assert_eq!(history.len(), 2);
    let bytes = office.history_bytes(desk.id, &[one]).unwrap();
    assert_eq!(sync::codec::sequenced_from_bytes(&bytes).unwrap(), history);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_desk_finds_declarations_by_any_of_their_numbers(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    let two = desk.queue("LGG-2");
    desk.push(&office);
    assert_eq!(office.find(desk.id, " LGG-1 ").unwrap(), [one]);
    assert_eq!(office.find(desk.id, "H-LGG-2").unwrap(), [two]);
    assert_eq!(office.find(desk.id, "157-12345675").unwrap().len(), 2);
    assert_eq!(office.find(desk.id, "").unwrap(), []);
    assert_eq!(office.find(desk.id, "nowhere").unwrap(), []);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_cursor_of_another_history_is_told_how_far_it_is_shared(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    desk.queue("LGG-1");
    desk.push(&office);
    desk.pull(&office);
    let page = |epoch: Uuid, after: u64| {
        let request = sync::PullRequest { epoch, after, ..desk.request(10) };
        office.pull(desk.id, &request).unwrap().page
    };
    assert_eq!(page(Uuid::from_u128(9), 1), Page::RollBack { to: 0 });
    assert_eq!(page(desk.epoch, 9), Page::RollBack { to: 1 }, "the hub lost what followed");
    assert!(matches!(page(desk.epoch, 1), Page::Entries { upto: 1, .. }));
    assert!(matches!(page(Uuid::nil(), 0), Page::Entries { upto: 1, .. }));
    let other = sync::Push { epoch: Uuid::from_u128(9), offers: vec![] };
    assert_eq!(office.push(desk.id, &other).unwrap().answer, sync::PushAnswer::OtherEpoch);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_desk_that_was_away_too_long_is_told_what_changed(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Supervisor);
    let (one, two) = (desk.queue("LGG-1"), desk.queue("LGG-2"));
    desk.decide(one, Decision::Hold);
    desk.push(&office);
    office.raise_floor(2, "Els Maes").unwrap();
    let page = office.pull(desk.id, &desk.request(10)).unwrap().page;
    assert_eq!(page, Page::Resync { floor: 2, subjects: vec![one, two] });
    assert_eq!(office.raise_floor(9, "Els Maes").unwrap_err().code(), "too_large");
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn two_offices_in_one_database_see_nothing_of_each_other(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = crate::world::Clock::new();
    let named = |name| Office::open_named(&place.database(), Some(name), clock.clone()).unwrap();
    let (liege, zaventem) = (named("Liège"), named("Zaventem"));
    let mut an = Desk::enrolled(&liege, Role::Broker);
    let mut bo = Desk::enrolled(&zaventem, Role::Broker);
    an.queue("LGG-1");
    an.push(&liege);
    bo.queue("LGG-1");
    bo.push(&zaventem);
    assert_eq!((liege.head().unwrap().head, zaventem.head().unwrap().head), (1, 1));
    assert_eq!(order(&zaventem)[0].entry.device, bo.id);
    assert_eq!(zaventem.push(an.id, &an.offer()).unwrap_err().code(), "unknown_device");
    assert_eq!(liege.devices().unwrap().len(), 1);
}
