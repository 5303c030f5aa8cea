//! The one order: no gaps, nothing twice, nothing lost, whoever pushes at the same time.

use std::thread;

use journal::{Decision, EntryId, Event};
use office::OfficeError;
use rstest::rstest;
use sync::{Outcome, PushAnswer, Role};

use crate::world::{Desk, Kind, Place, assert_sound, order, sequences};

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn eight_desks_at_once_get_numbers_without_a_gap(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let pushed: Vec<(u64, EntryId)> = thread::scope(|scope| {
        let desks: Vec<_> = (0..8)
            .map(|number| {
                let office = &office;
                scope.spawn(move || busy_desk(office, number))
            })
            .collect();
        desks.into_iter().flat_map(|desk| desk.join().unwrap()).collect()
    });
    let mut numbers: Vec<u64> = pushed.iter().map(|(sequence, _)| *sequence).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=8 * 10 * 3).collect::<Vec<_>>());
    let order = order(&office);
    assert!(order.iter().all(|entry| pushed.contains(&(entry.sequence, entry.entry.id))));
    assert_eq!(order.len(), pushed.len());
    assert_sound(&office);
}

/// Ten pushes of three entries each.
fn busy_desk(office: &office::Office, number: u32) -> Vec<(u64, EntryId)> {
    let mut desk = Desk::enrolled(office, Role::Broker);
    let mut pushed = Vec::new();
    for round in 0..10 {
        let one = desk.queue(&format!("{number}-{round}-a"));
        desk.queue(&format!("{number}-{round}-b"));
        desk.decide(one, Decision::Hold);
        let answers = desk.push(office);
        pushed.extend(sequences(&answers).into_iter().zip(answers.iter().map(|each| each.entry)));
    }
    pushed
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn pushing_again_says_the_same_and_writes_nothing(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.decide(one, Decision::Hold);
    let push = desk.offer();
    let first = desk.push(&office);
    let head = office.head().unwrap().head;
    let again = office.push(desk.id, &push).unwrap();
    let PushAnswer::Done(again) = again.answer else { panic!("{again:?}") };
    assert!(again.iter().all(|answer| answer.duplicate));
    let outcomes = |answers: &[sync::Answer]| {
        answers.iter().map(|answer| answer.outcome.clone()).collect::<Vec<_>>()
    };
    assert_eq!(outcomes(&again), outcomes(&first));
    assert_eq!(office.head().unwrap().head, head);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn two_desks_under_one_name_are_noticed_and_nothing_is_taken(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.push(&office);
    let mut clone = desk.clone();
    desk.decide(one, Decision::Hold);
    desk.push(&office);
    let head = office.head().unwrap().head;
    clone.decide(one, Decision::Refuse);
    clone.queue("LGG-2");
    let pushed = office.push(clone.id, &clone.offer()).unwrap();
    assert_eq!(pushed.answer, PushAnswer::Forked { device: desk.id, sequence: 2 });
    assert_eq!(office.head().unwrap().head, head);
}

/// The hub has another entry under the number before the first that is offered: that one's was
/// offered before, and is held by the desk still.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_link_that_does_not_fit_tells_from_where_the_chains_differ(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.push(&office);
    let mut clone = desk.clone();
    desk.decide(one, Decision::Hold);
    desk.push(&office);
    clone.decide(one, Decision::Refuse);
    clone.unsent.clear();
    clone.decide(one, Decision::Hold);
    let pushed = office.push(clone.id, &clone.offer()).unwrap();
    assert_eq!(pushed.answer, PushAnswer::Forked { device: desk.id, sequence: 2 });
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_cloned_desk_goes_on_under_a_new_name_and_loses_nothing(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    // Written, not sent, and then copied with the whole desk.
    let shared = desk.decide(one, Decision::Hold);
    let mut clone = desk.clone();
    desk.push(&office);
    let own = clone.queue("LGG-2");
    let named = Desk::unknown();
    office.enrol_again(clone.id, named.id, "the copy").unwrap();
    let mut head = named.head;
    for offer in &mut clone.unsent {
        offer.entry = offer.entry.renumbered(head);
        head = head.after(&offer.entry);
    }
    (clone.id, clone.head) = (named.id, head);
    let push = clone.offer();
    let answers = clone.push(&office);
    assert_eq!(sequences(&answers), [1, 2, 3]);
    assert_eq!(answers.iter().map(|each| each.duplicate).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(answers[1].entry, shared);
    assert!(order(&office).iter().any(|entry| entry.entry.subject == Some(own)));
    let again = office.push(clone.id, &push).unwrap();
    let PushAnswer::Done(again) = again.answer else { panic!("{again:?}") };
    assert!(again.iter().all(|answer| answer.duplicate));
    assert_eq!(sequences(&again), [1, 2, 3]);
    clone.decide(own, Decision::Hold);
    assert_eq!(sequences(&clone.push(&office)), [4]);
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_gap_in_a_desks_chain_is_told(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    desk.queue("LGG-1");
    desk.queue("LGG-2");
    desk.queue("LGG-3");
    desk.unsent.remove(1);
    let pushed = office.push(desk.id, &desk.offer()).unwrap();
    assert_eq!(pushed.answer, PushAnswer::Behind { device: desk.id, sequence: 1 });
    assert_eq!(office.head().unwrap().head, 0, "nothing was taken");
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn an_altered_entry_fails_the_whole_push(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    desk.queue("LGG-1");
    desk.queue("LGG-2");
    desk.unsent[1].entry.actor = "Somebody Else".to_owned();
    let error = office.push(desk.id, &desk.offer()).unwrap_err();
    assert_eq!(error.code(), "altered");
    assert!(matches!(error, OfficeError::Altered { entry } if entry == desk.unsent[1].entry.id));
    assert_eq!(office.head().unwrap().head, 0);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_kind_that_the_hub_does_not_know_is_kept_to_the_byte(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    let payload = br#"{"of":"tomorrow"}"#.to_vec();
    let event = Event::Unknown { kind: "scented".to_owned(), version: 3, payload };
    desk.write(Some(one), event);
    let written = desk.unsent[1].entry.clone();
    let answers = desk.push(&office);
    assert_eq!(answers[1].outcome, Outcome::Applied { sequence: 2 });
    assert_eq!(order(&office)[1].entry, written);
}
