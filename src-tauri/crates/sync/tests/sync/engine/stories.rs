//! What desks go through.

use sync::engine::Connection;

use super::*;

#[test]
fn the_cable_is_pulled_while_a_push_is_on_its_way() {
    let mut desk = Desk::in_step(7);
    assert_eq!(name(desk.next(Event::Changed)), "push");

    // The watch is the first to notice; the pill turns at once.
    assert!(desk.later(300).tell(Event::LineDown).is_empty());
    assert_eq!(desk.status().connection, Connection::Offline);
    assert_eq!(desk.status().since, Moment(desk.now));

    // The push breaks off; a person goes on working, and nothing is sent meanwhile.
    assert_eq!(desk.later(5_000).waits(unreachable()), Some(1_000));
    assert_eq!(desk.later(10).waits(Event::Changed), Some(990));

    // It tries by itself, though nobody edits anything.
    assert_eq!(name(desk.later(990).next(Event::Due)), "push");
    assert_eq!(desk.waits(unreachable()), Some(2_000));

    // The line returns: at once, however long the wait.
    assert_eq!(name(desk.later(5).next(Event::LineUp)), "push");
    assert_eq!(desk.status().connection, Connection::Connected);
    assert_eq!(name(desk.next(pushed(2, false, 7, 9))), "pull");
    assert_eq!(name(desk.next(pulled(9, 9))), "wait");
    assert!(desk.status().complete);
}

#[test]
fn an_acknowledgement_is_lost() {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::Changed);
    desk.tell(unreachable());
    // The hub has it already; the watch tells that it moved.
    assert!(desk.waits(Event::HubMoved { epoch: EPOCH, head: 8 }).is_some());
    assert_eq!(name(desk.later(1_000).next(Event::Due)), "push", "again, under the same ids");
    assert_eq!(name(desk.next(pushed(1, false, 7, 8))), "pull");
    assert_eq!(name(desk.next(pulled(8, 8))), "wait");
    assert!(desk.status().complete);
}

#[test]
fn a_line_that_dies_after_every_20_kilobytes_gets_everything_through() {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::Changed);
    let (mut left, mut tries) = (2_000usize, 0);
    let mut answer = None;
    while left > 0 {
        let step = match answer.take() {
            Some(answer) => desk.next(answer),
            None => desk.status().under_way,
        };
        match step {
            Some(Step::Push { offers, bytes }) => {
                tries += 1;
                let count = left.min(offers).min(bytes.div_ceil(500));
                answer = Some(if count * 500 > 20_000 {
                    unreachable()
                } else {
                    left -= count;
                    pushed(count, left > 0, 7, 7)
                });
            }
            Some(Step::Pull { .. }) => answer = Some(pulled(7, 7)),
            Some(step) => panic!("{step:?} while entries wait"),
            None => {
                desk.later(60_000);
                answer = Some(Event::Due);
            }
        }
        assert!(tries < 300, "{left} left after {tries} tries");
    }
}

#[test]
fn a_cloned_desk_takes_a_new_name_and_drops_nothing() {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::Changed);
    assert_eq!(desk.next(Event::Forked), Some(Step::Renumber));
    // Even that may break off, and is done again.
    assert_eq!(desk.waits(unreachable()), Some(1_000));
    assert_eq!(desk.later(1_000).next(Event::Due), Some(Step::Renumber));
    assert_eq!(name(desk.next(Event::PutRight)), "push");
    assert_eq!(name(desk.next(pushed(4, false, 11, 11))), "wait");
    assert!(desk.status().complete);
}

#[test]
fn the_hub_was_restored_from_a_backup() {
    let mut desk = Desk::in_step(7);
    let moved = Event::HubMoved { epoch: NEXT_EPOCH, head: 5 };
    assert_eq!(name(desk.next(moved)), "pull");
    assert!(!desk.status().complete);
    let roll_back = Step::RollBack { to: 5, epoch: NEXT_EPOCH };
    let must = Event::MustRollBack { to: 5, epoch: NEXT_EPOCH };
    assert_eq!(desk.next(must), Some(roll_back));
    assert_eq!(name(desk.next(Event::PutRight)), "pull");
    let pulled = |have| Event::Pulled { epoch: NEXT_EPOCH, have, head: have };
    assert_eq!(name(desk.next(pulled(5))), "push", "what the hub lost is offered again");
    assert_eq!(name(desk.next(pushed(2, false, 5, 7))), "pull");
    assert_eq!(name(desk.next(pulled(7))), "wait");
    assert!(desk.status().complete);
}

#[test]
fn a_hub_that_always_wants_a_roll_back_is_not_asked_without_end() {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::LineUp);
    let mut steps = 0;
    let mut event = Event::MustRollBack { to: 5, epoch: NEXT_EPOCH };
    loop {
        match desk.next(event) {
            Some(Step::RollBack { .. }) => event = Event::PutRight,
            Some(_) => event = Event::MustRollBack { to: 5, epoch: NEXT_EPOCH },
            None => break,
        }
        steps += 1;
        assert!(steps < 20);
    }
    let trouble = desk.status().trouble.map(|trouble| trouble.code);
    assert_eq!(trouble.as_deref(), Some("going_in_circles"));
    assert!(desk.status().next_try.is_some());
}

#[test]
fn a_revoked_desk_is_shut_out_and_says_so() {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::Changed);
    assert_eq!(desk.waits(said("device_revoked")), Some(300_000));
    let status = desk.status();
    assert_eq!(status.connection, Connection::Shut);
    assert_eq!(status.trouble.map(|trouble| trouble.code).as_deref(), Some("device_revoked"));

    // Edits do not hammer the hub, and the watch's word does not make it look well.
    assert_eq!(desk.later(10).waits(Event::Changed), Some(299_990));
    assert_eq!(name(desk.next(Event::LineUp)), "push");
    assert_eq!(desk.status().connection, Connection::Shut);
    desk.tell(said("device_revoked"));

    // The supervisor takes it back; the person asks.
    assert_eq!(name(desk.next(Event::Asked)), "push");
    desk.tell(pushed(2, false, 9, 9));
    assert_eq!(desk.status().connection, Connection::Connected);
}

#[test]
fn a_busy_hub_is_left_alone_as_long_as_it_asks() {
    let mut desk = Desk::in_step(7);
    desk.tell(Event::Changed);
    assert_eq!(desk.waits(busy(20)), Some(20_000));
    assert_eq!(desk.status().connection, Connection::Connected);
    assert_eq!(desk.later(5_000).waits(Event::Asked), Some(15_000));
    assert_eq!(name(desk.later(15_000).next(Event::Due)), "push");
}

#[test]
fn a_file_that_the_hub_does_not_want_holds_up_nothing_else() {
    let mut desk = Desk::in_step(7);
    assert_eq!(name(desk.next(Event::FileAttached)), "push");
    assert_eq!(name(desk.next(pushed(1, false, 8, 8))), "send file");
    assert!(desk.waits(said("file_refused")).is_some());
    assert_eq!(desk.status().connection, Connection::Connected);
    assert_eq!(name(desk.next(Event::Changed)), "push");
    assert_eq!(name(desk.next(pushed(1, false, 9, 9))), "wait");
    assert!(desk.status().complete, "entries are");
    assert_eq!(name(desk.later(300_000).next(Event::Due)), "pull", "the poll is due as well");
    assert_eq!(name(desk.next(pulled(9, 9))), "send file");
}

#[test]
fn without_a_watch_it_asks_by_itself() {
    let mut desk = Desk::in_step(7);
    assert_eq!(desk.waits(Event::LineDown), Some(20_000));
    assert_eq!(name(desk.later(20_000).next(Event::Due)), "pull");
}
