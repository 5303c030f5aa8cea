//! The next step, as a table.

use rstest::rstest;

use super::*;

/// The names of the steps that follow each event. A desk that has just started is asked to pull.
#[rstest]
#[case::nothing_new(vec![pulled(7, 7), Event::NothingWaits], &["push", "send file"])]
#[case::everything_once(
    vec![pulled(7, 7), pushed(3, false, 10, 10), Event::NothingWaits, Event::NothingWaits],
    &["push", "send file", "fetch file", "wait"]
)]
#[case::hub_ahead(vec![pulled(7, 9), Event::NothingWaits, pulled(9, 9)], &["push", "pull", "send file"])]
#[case::both_ahead_take_turns(
    vec![pulled(5, 9), pushed(3, true, 5, 12), pulled(8, 12), pushed(3, false, 8, 15), pulled(15, 15)],
    &["push", "pull", "push", "pull", "send file"]
)]
#[case::own_entries_are_pulled_too(
    vec![pulled(7, 7), pushed(3, false, 7, 10), pulled(10, 10)],
    &["push", "pull", "send file"]
)]
#[case::cloned_desk(
    vec![pulled(7, 7), Event::Forked, Event::PutRight, pushed(3, false, 10, 10)],
    &["push", "renumber", "push", "send file"]
)]
#[case::restored_hub(
    vec![Event::MustRollBack { to: 5, epoch: NEXT_EPOCH }, Event::PutRight, pulled(5, 5), pushed(2, false, 7, 7)],
    &["roll back", "pull", "push", "send file"]
)]
#[case::restored_hub_noticed_when_pushing(
    vec![pulled(7, 7), Event::OtherEpoch, Event::MustRollBack { to: 5, epoch: NEXT_EPOCH }, Event::PutRight],
    &["push", "pull", "roll back", "pull"]
)]
#[case::away_too_long(
    vec![
        Event::MustFetchHistories,
        pushed(2, false, 1, 20),
        Event::FetchedHistories { left: true, have: 1 },
        Event::FetchedHistories { left: false, have: 15 },
        pulled(20, 20),
    ],
    &["push", "fetch histories", "fetch histories", "pull", "send file"]
)]
#[case::hub_knows_less_of_a_device(
    vec![pulled(7, 7), Event::Behind { device: device(1), sequence: 4 }, Event::PutRight, pushed(2, false, 9, 9)],
    &["push", "go on from", "push", "send file"]
)]
#[case::files_in_parts(
    vec![pulled(7, 7), Event::NothingWaits, Event::SentFile { left: true }, Event::SentFile { left: false }],
    &["push", "send file", "send file", "fetch file"]
)]
#[case::a_page_is_on_the_wire(vec![Event::Changed, Event::Asked, Event::Due], &["wait", "wait", "wait"])]
fn next_steps(#[case] events: Vec<Event>, #[case] expected: &[&str]) {
    let mut desk = Desk::new();
    assert_eq!(name(desk.next(Event::Due)), "pull");
    let steps: Vec<&str> = events.into_iter().map(|event| name(desk.next(event))).collect();
    assert_eq!(steps, expected);
}

/// What starts a desk that has everything.
#[rstest]
#[case::change(Event::Changed, "push")]
#[case::file(Event::FileAttached, "push")]
#[case::file_wanted(Event::FileWanted, "fetch file")]
#[case::hub_moved(Event::HubMoved { epoch: EPOCH, head: 8 }, "pull")]
#[case::hub_did_not_move(Event::HubMoved { epoch: EPOCH, head: 7 }, "wait")]
#[case::hub_restored(Event::HubMoved { epoch: NEXT_EPOCH, head: 3 }, "pull")]
#[case::line_back(Event::LineUp, "pull")]
#[case::line_lost(Event::LineDown, "wait")]
#[case::asked(Event::Asked, "push")]
#[case::timer_too_early(Event::Due, "wait")]
#[case::answer_to_nothing(pulled(9, 9), "wait")]
fn what_starts_it(#[case] event: Event, #[case] expected: &str) {
    let mut desk = Desk::in_step(7);
    let step = desk.next(event);
    assert_eq!(name(step), expected);
}

/// What turns up while a step is under way is not forgotten.
#[rstest]
#[case::change(Event::Changed, "push")]
#[case::hub_moved(Event::HubMoved { epoch: EPOCH, head: 9 }, "pull")]
#[case::hub_restored(Event::HubMoved { epoch: NEXT_EPOCH, head: 3 }, "pull")]
#[case::nothing(Event::Due, "wait")]
fn what_turns_up_meanwhile(#[case] event: Event, #[case] expected: &str) {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::HubMoved { epoch: EPOCH, head: 8 });
    assert!(desk.tell(event).is_empty(), "one thing at a time");
    assert_eq!(name(desk.next(pulled(8, 8))), expected);
}

#[rstest]
#[case::line_down(unreachable(), 1_000)]
#[case::busy(busy(7), 7_000)]
#[case::busy_for_ever(busy(u32::MAX), 900_000)]
#[case::disk_full(disk_full(), 1_000)]
#[case::revoked(said("device_revoked"), 300_000)]
#[case::too_old(said("protocol_too_old"), 300_000)]
#[case::too_large(said("too_large"), 1_000)]
fn waits_after_a_failure(#[case] failure: Event, #[case] millis: u64) {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::Changed);
    assert_eq!(desk.waits(failure), Some(millis));
    assert!(desk.status().trouble.is_some());
    assert_eq!(desk.status().next_try, Some(Moment(desk.now + millis)));
    assert_eq!(name(desk.later(millis - 1).next(Event::Due)), "wait", "not before its time");
    assert_eq!(name(desk.later(1).next(Event::Due)), "push");
    desk.tell(pushed(1, false, 8, 8));
    assert_eq!(desk.status().trouble, None);
}

/// Ever more slowly, up to a minute, and spread by the random number.
#[test]
fn tries_again_more_and_more_slowly() {
    let waits = |jitter: u32| -> Vec<u64> {
        let (mut engine, mut now, mut waits) = (Engine::new(), 0, Vec::new());
        engine.on(Event::Due, Moment(now), jitter);
        for _ in 0..8 {
            let Effect::Wait { until } = engine.on(unreachable(), Moment(now), jitter)[0] else {
                panic!("a step under way after a failure")
            };
            waits.push(until.0 - now);
            now = until.0;
            engine.on(Event::Due, Moment(now), jitter);
        }
        waits
    };
    assert_eq!(waits(0), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    for (wait, most) in waits(u32::MAX).into_iter().zip([2, 4, 8, 16, 32, 60, 60, 60]) {
        assert!((most * 500..=most * 1_000).contains(&wait), "{wait}");
    }
}

#[rstest]
#[case::line_down(unreachable(), true, true)]
#[case::disk_full(disk_full(), true, true)]
#[case::busy(busy(30), false, false)]
#[case::revoked(said("device_revoked"), true, true)]
fn who_may_shorten_the_wait(#[case] failure: Event, #[case] line_back: bool, #[case] person: bool) {
    for (event, expected) in [(Event::LineUp, line_back), (Event::Asked, person)] {
        let mut desk = Desk::in_step(7);
        desk.tell(Event::Changed);
        desk.tell(failure.clone());
        let told = format!("{event:?}");
        assert_eq!(name(desk.next(event)) != "wait", expected, "{told}");
    }
}
