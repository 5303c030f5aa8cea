//! What was sent long ago is forgotten; what somebody has to look at is not.

use chrono::TimeDelta;
use office::{Channel, Delivery, DeliveryState, NewSubscription, Office, Pace};
use rstest::rstest;
use sync::Role;

use crate::guests::{guest, hand_in, lrns};
use crate::world::{Clock, Kind, Place, new_id};

const LEASE: TimeDelta = TimeDelta::seconds(60);
const KEPT: TimeDelta = TimeDelta::days(90);

fn left(office: &Office, state: DeliveryState) -> Vec<Delivery> {
    office.deliveries(None, Some(state), 99).unwrap()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn sent_messages_are_forgotten_after_their_time_and_dead_letters_are_not(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = Clock::new();
    let office = place.office_at(clock.clone());
    let prune = |limit| office.prune_notices(clock.reads() - KEPT, limit).unwrap();
    let star = guest(&office, Role::Merchant, "Star", &[]);
    let wants = NewSubscription {
        channel: Channel::Webhook,
        target: "https://star.example/hook".to_owned(),
        stages: Vec::new(),
        pace: Pace::AtOnce,
        language: "en".to_owned(),
    };
    office.subscribe(star.id, &wants, "Star").unwrap();
    hand_in(&office, star.id, &lrns(8));
    let me = new_id();
    let due = office.take_due(me, 7, LEASE).unwrap();
    assert_eq!(due.len(), 7, "no more than was asked for");
    let (late, due) = due.split_last().unwrap();
    let (dead, due) = due.split_last().unwrap();
    due.iter().for_each(|due| office.delivered(due.id, me).unwrap());
    office.not_delivered(dead.id, me, "It answered 410.", None).unwrap();
    clock.pass(TimeDelta::days(1));
    office.delivered(late.id, me).unwrap();
    assert_eq!(prune(99), 0, "nothing is old");

    clock.pass(KEPT - TimeDelta::seconds(1));
    assert_eq!((prune(3), prune(3), prune(3)), (3, 2, 0), "the oldest first, in small parts");
    assert_eq!(left(&office, DeliveryState::Sent)[0].id, late.id, "sent a day later");
    assert_eq!(left(&office, DeliveryState::Dead).len(), 1, "someone has to look at it");
    assert_eq!(left(&office, DeliveryState::Waiting).len(), 1, "however long it was due");
    office.replay(dead.id, None, "Els").unwrap();
    let again = office.take_due(me, 9, LEASE).unwrap();
    assert!(again.iter().all(|due| due.notices.len() == 1), "with all that they tell");
    again.iter().for_each(|due| office.delivered(due.id, me).unwrap());
    clock.pass(TimeDelta::seconds(2));
    assert_eq!(prune(99), 1, "of the two replayed and late ones none is old, the late one is");

    clock.pass(KEPT);
    assert_eq!(prune(99), 2);
    assert_eq!(office.deliveries(None, None, 9).unwrap(), []);
    assert_eq!(place.count("notice"), 0, "what they told went with them");
}
