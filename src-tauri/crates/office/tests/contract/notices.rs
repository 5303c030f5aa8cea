//! Notices: each stage told once, tried again, given up, sent again, whatever number of hubs sends.

use std::collections::HashSet;
use std::thread;

use chrono::{TimeDelta, Timelike};
use customs::MessageKind;
use office::{
    Channel, Delivery, DeliveryState, Due, NewSubscription, Notice, Office, Pace, Party,
    Subscription,
};
use rstest::rstest;
use sync::Role;
use sync::parcel::Stage;
use uuid::Uuid;

use crate::guests::{guest, hand_in, lrns, project, says};
use crate::world::{Clock, Kind, Place, new_id};

const FIRST: &str = "LGG-26-0000";
/// As long as a hub has a message for itself.
const LEASE: TimeDelta = TimeDelta::seconds(60);

fn star(office: &Office) -> Party {
    guest(office, Role::Merchant, "Star", &[])
}

fn subscribe(office: &Office, party: &Party, pace: Pace, stages: &[Stage]) -> Subscription {
    let wants = NewSubscription {
        channel: Channel::Webhook,
        target: "https://star.example/hook".to_owned(),
        stages: stages.to_vec(),
        pace,
        language: "en".to_owned(),
    };
    let (made, secret) = office.subscribe(party.id, &wants, "Star").unwrap();
    assert!(secret.0.starts_with("whsec_"));
    assert_eq!((&made.party_name, &made.wants), (&party.name, &wants));
    made
}

fn take(office: &Office, worker: Uuid) -> Vec<Due> {
    office.take_due(worker, 100, LEASE).unwrap()
}

fn only(office: &Office) -> Delivery {
    let mut all = office.deliveries(None, None, 9).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn stages_that_are_wanted_are_told_from_the_subscription_on(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (star, moon) = (star(&office), guest(&office, Role::Merchant, "Moon", &[]));
    hand_in(&office, star.id, &lrns(1));
    let all = subscribe(&office, &star, Pace::AtOnce, &[]);
    let some = subscribe(&office, &star, Pace::AtOnce, &[Stage::Released]);
    subscribe(&office, &moon, Pace::AtOnce, &[]);
    assert_eq!(office.subscriptions(Some(star.id)).unwrap(), [all.clone(), some.clone()]);
    assert_eq!(office.subscriptions(None).unwrap().len(), 3);
    says(&office, FIRST, MessageKind::Accepted);
    says(&office, FIRST, MessageKind::Released);
    says(&office, FIRST, MessageKind::Released);
    let me = new_id();
    let due = take(&office, me);
    let mut told: Vec<(Uuid, Stage)> =
        due.iter().map(|due| (due.subscription.id, due.notices[0].stage)).collect();
    told.sort();
    let mut expected =
        vec![(all.id, Stage::Accepted), (all.id, Stage::Released), (some.id, Stage::Released)];
    expected.sort();
    assert_eq!(told, expected, "nothing of before, nothing twice, nothing to others");
    assert!(due.iter().all(|due| due.notices.len() == 1 && due.attempt == 1));
    let Notice { stage, facts } = &due[0].notices[0];
    assert_eq!((facts.lrn.as_str(), facts.stage), (FIRST, *stage), "as it was known then");
    due.iter().for_each(|due| office.delivered(due.id, me).unwrap());
    assert_eq!(office.deliveries(None, Some(DeliveryState::Sent), 9).unwrap().len(), 3);
    assert_eq!(take(&office, me), []);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_fails_is_tried_again_given_up_and_replayed_under_its_id(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = Clock::new();
    let office = place.office_at(clock.clone());
    let (star, moon) = (star(&office), guest(&office, Role::Merchant, "Moon", &[]));
    subscribe(&office, &star, Pace::AtOnce, &[]);
    hand_in(&office, star.id, &lrns(1));
    let me = new_id();
    let id = take(&office, me)[0].id;
    office.not_delivered(id, me, "It answered 500.", Some(TimeDelta::seconds(30))).unwrap();
    assert_eq!(take(&office, me), [], "it pauses");
    clock.pass(TimeDelta::seconds(30));
    let again = take(&office, me).remove(0);
    assert_eq!((again.id, again.attempt), (id, 2));
    assert_eq!(office.replay(id, None, "Els").unwrap_err().code(), "unknown", "it waits anyway");
    office.not_delivered(id, me, "It answered 410.", None).unwrap();
    clock.pass(TimeDelta::days(9));
    assert_eq!(take(&office, me), []);

    let dead = |party: &Party| office.deliveries(Some(party.id), Some(DeliveryState::Dead), 9);
    assert_eq!(dead(&moon).unwrap(), []);
    let given_up = dead(&star).unwrap().remove(0);
    assert_eq!((given_up.id, given_up.attempts), (id, 2));
    assert_eq!(given_up.failure, "It answered 410.");
    assert_eq!(office.replay(id, Some(moon.id), "Moon").unwrap_err().code(), "unknown");
    assert_eq!(office.replay(new_id(), None, "Els").unwrap_err().code(), "unknown");
    assert_eq!(office.replay(id, Some(star.id), "Star").unwrap().state, DeliveryState::Waiting);
    let replayed = take(&office, me).remove(0);
    assert_eq!((replayed.id, replayed.attempt), (id, 1));
    assert_eq!(replayed.notices, again.notices, "the same bytes");
    office.delivered(id, me).unwrap();
    let sent = only(&office);
    assert_eq!((sent.state, sent.failure.as_str()), (DeliveryState::Sent, ""));
    let acts = office.audit(0, 99).unwrap().into_iter().filter(|row| row.act == "notice_replayed");
    assert_eq!(acts.map(|row| row.actor).collect::<Vec<_>>(), ["Star"]);
}

/// A hub that dies with messages in hand leaves them to another; its late word does not count.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn another_hub_takes_over_what_a_dead_one_had(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = Clock::new();
    let hubs = [place.office_at(clock.clone()), place.office_at(clock.clone())];
    let star = star(&hubs[0]);
    subscribe(&hubs[0], &star, Pace::AtOnce, &[]);
    hand_in(&hubs[0], star.id, &lrns(1));
    let (dead, living) = (new_id(), new_id());
    let id = take(&hubs[0], dead)[0].id;
    assert_eq!(take(&hubs[1], living), []);
    clock.pass(LEASE);
    let over = take(&hubs[1], living).remove(0);
    assert_eq!((over.id, over.attempt), (id, 2));
    hubs[0].not_delivered(id, dead, "late", None).unwrap();
    assert_eq!(only(&hubs[0]).state, DeliveryState::Waiting);
    hubs[1].delivered(id, living).unwrap();
    hubs[0].not_delivered(id, dead, "later", None).unwrap();
    assert_eq!(only(&hubs[0]).state, DeliveryState::Sent);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_digest_is_one_message_and_waits_for_its_hour(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = Clock::new();
    let office = place.office_at(clock.clone());
    let star = star(&office);
    subscribe(&office, &star, Pace::Hourly, &[]);
    hand_in(&office, star.id, &lrns(24));
    says(&office, FIRST, MessageKind::Accepted);
    let digest = only(&office);
    assert_eq!(digest.notices, 25);
    assert!(digest.due_at > digest.created_at);
    assert_eq!((digest.due_at.minute(), digest.due_at.second()), (0, 0));
    assert_eq!(take(&office, new_id()), []);
    clock.pass(digest.due_at - digest.created_at);
    let taken = take(&office, new_id()).remove(0);
    assert_eq!((taken.id, taken.notices.len()), (digest.id, 25));
    // What becomes known while a digest is on its way goes into the next one.
    says(&office, FIRST, MessageKind::Released);
    let next = office.deliveries(None, None, 9).unwrap().into_iter().find(|it| it.id != taken.id);
    let next = next.unwrap();
    assert_eq!((next.notices, next.due_at), (1, digest.due_at + TimeDelta::hours(1)));
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn who_wants_no_more_is_told_no_more(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (star, moon) = (star(&office), guest(&office, Role::Merchant, "Moon", &[]));
    let ends = subscribe(&office, &star, Pace::AtOnce, &[]);
    hand_in(&office, star.id, &lrns(2));
    let me = new_id();
    let sent = office.take_due(me, 1, LEASE).unwrap().remove(0);
    office.delivered(sent.id, me).unwrap();
    assert_eq!(
        office.end_subscription(ends.id, Some(moon.id), "Moon").unwrap_err().code(),
        "unknown"
    );
    office.end_subscription(ends.id, Some(star.id), "Star").unwrap();
    assert_eq!(office.end_subscription(ends.id, None, "Els").unwrap_err().code(), "unknown");
    assert_eq!(only(&office).id, sent.id, "what was not sent yet is dropped");
    assert_eq!(office.replay(sent.id, None, "Els").unwrap_err().code(), "subscription_ended");
    says(&office, FIRST, MessageKind::Released);
    assert_eq!(take(&office, me), []);

    let also = subscribe(&office, &star, Pace::Daily, &[]);
    says(&office, "LGG-26-0001", MessageKind::Accepted);
    assert_eq!(office.deliveries(Some(star.id), None, 9).unwrap().len(), 2);
    office.revoke_party(star.id, "Els").unwrap();
    let ended = office.subscriptions(Some(star.id)).unwrap();
    assert!(ended.iter().any(|it| it.id == also.id));
    assert!(ended.iter().all(|it| it.ended_at.is_some()));
    assert_eq!(only(&office).id, sent.id);
    assert_eq!(office.subscribe(star.id, &also.wants, "Star").unwrap_err().code(), "unknown");
}

/// Two hubs, each with several workers, at the same time as the stages become known.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn hubs_at_once_tell_each_stage_once_and_never_take_the_same_message(#[case] kind: Kind) {
    const PARCELS: usize = 60;
    let Some(place) = Place::new(kind) else { return };
    let hubs = [place.office(), place.office()];
    let star = star(&hubs[0]);
    let (each, gathered) = (
        subscribe(&hubs[0], &star, Pace::AtOnce, &[]),
        subscribe(&hubs[0], &star, Pace::Hourly, &[]),
    );
    let work = |hub: &Office| {
        let (me, mut taken) = (new_id(), Vec::new());
        for _ in 0..2_000 {
            project(hub);
            for due in hub.take_due(me, 3, TimeDelta::hours(9)).unwrap() {
                hub.delivered(due.id, me).unwrap();
                taken.push((due.id, due.notices[0].facts.lrn.clone()));
            }
            if hub.deliveries(None, Some(DeliveryState::Sent), 99).unwrap().len() == PARCELS {
                break;
            }
        }
        taken
    };
    let taken: Vec<(Uuid, String)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|at| &hubs[at % 2]).collect();
        let workers: Vec<_> = workers.into_iter().map(|hub| scope.spawn(|| work(hub))).collect();
        hand_in(&hubs[0], star.id, &lrns(PARCELS));
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let messages: HashSet<Uuid> = taken.iter().map(|(id, _)| *id).collect();
    let parcels: HashSet<&String> = taken.iter().map(|(_, lrn)| lrn).collect();
    assert_eq!((taken.len(), messages.len(), parcels.len()), (PARCELS, PARCELS, PARCELS));
    let all = hubs[0].deliveries(None, None, 999).unwrap();
    let notices = |of: &Subscription| -> u64 {
        all.iter().filter(|it| it.subscription == of.id).map(|it| it.notices).sum()
    };
    assert_eq!((notices(&each), notices(&gathered)), (PARCELS as u64, PARCELS as u64));
}
