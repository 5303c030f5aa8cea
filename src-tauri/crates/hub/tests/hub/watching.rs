//! What a desk hears while it is connected, and how soon it knows that it is not.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use link::News;
use sync::{Link, LinkError, Role};

use crate::cable::Cable;
use crate::desk::{Desk, lease_of};
use crate::raw::Request;
use crate::running::{Running, within};

fn watch(desk: &Desk) -> Receiver<(Instant, News)> {
    let (told, heard) = channel();
    desk.line.watch_line(move |news| {
        let _ = told.send((Instant::now(), news));
    });
    heard
}

fn next(heard: &Receiver<(Instant, News)>) -> (Instant, News) {
    heard.recv_timeout(Duration::from_secs(5)).expect("there is news")
}

#[test]
fn what_others_push_is_told_at_once() {
    let hub = Running::start();
    let (mut one, other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let heard = watch(&other);
    assert!(matches!(next(&heard).1, News::Up { head: 0, .. }));
    for head in 1..=3 {
        one.write(&format!("LRN{head}"));
        let begun = Instant::now();
        one.push(10).unwrap();
        let (at, news) = next(&heard);
        assert!(matches!(news, News::Moved { head: told, .. } if told == head), "{news:?}");
        assert!(at - begun < Duration::from_millis(800), "{:?}", at - begun);
    }
}

#[test]
fn what_others_check_out_is_told_at_once() {
    let hub = Running::start();
    let (one, other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let heard = watch(&other);
    assert!(matches!(next(&heard).1, News::Up { .. }));
    let lease = lease_of("LRN1");
    let checks_out = || one.line.take_lease(&lease).map(drop);
    let gives_back = || one.line.return_lease(lease.id);
    for act in [&checks_out as &dyn Fn() -> Result<(), LinkError>, &gives_back] {
        let begun = Instant::now();
        act().unwrap();
        let (at, news) = next(&heard);
        assert_eq!(news, News::Leased);
        assert!(at - begun < Duration::from_millis(800), "{:?}", at - begun);
    }
}

/// The promise of the status pill: right within a second.
#[test]
fn a_pulled_cable_is_known_within_a_second() {
    let hub = Running::start();
    let cable = Cable::to(hub.address(), 1);
    let desk = Desk::join_by(&hub, Role::Broker, &cable.url());
    let heard = watch(&desk);
    assert!(matches!(next(&heard).1, News::Up { .. }));
    std::thread::sleep(Duration::from_millis(700));
    assert!(heard.try_recv().is_err(), "nothing has happened");

    cable.pull();
    let pulled = Instant::now();
    let (at, news) = next(&heard);
    assert!(matches!(news, News::Down(_)), "{news:?}");
    assert!(at - pulled < Duration::from_millis(1_050), "{:?}", at - pulled);

    cable.plug_in();
    let plugged = Instant::now();
    let back = within(Duration::from_secs(5), || {
        heard.try_iter().any(|(_, news)| matches!(news, News::Up { .. }))
    });
    assert!(back, "it comes back by itself");
    assert!(plugged.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_hub_that_stops_says_so_and_its_desks_come_back() {
    let hub = Running::start();
    let desk = Desk::join(&hub, Role::Broker);
    let heard = watch(&desk);
    assert!(matches!(next(&heard).1, News::Up { .. }));
    let address = hub.address();
    let begun = Instant::now();
    let folder = hub.stop();
    assert!(begun.elapsed() < Duration::from_secs(3), "open streams do not hold it up");
    assert!(matches!(next(&heard).1, News::Down(_)));
    let _hub = Running::in_folder(folder, |options| options.listen = address);
    let back = within(Duration::from_secs(6), || {
        heard.try_iter().any(|(_, news)| matches!(news, News::Up { .. }))
    });
    assert!(back, "it comes back by itself");
}

#[test]
fn a_line_that_is_dropped_is_not_watched_any_more() {
    let hub = Running::start();
    let mut desk = Desk::join(&hub, Role::Broker);
    let other = Desk::join(&hub, Role::Broker);
    let heard = watch(&other);
    next(&heard);
    drop(other);
    desk.write("LRN1");
    desk.push(10).unwrap();
    assert!(heard.recv_timeout(Duration::from_secs(2)).is_err());
    let metrics = Request::new("GET", "/metrics").send(&hub).text();
    assert!(metrics.contains("greenlane_desks_connected 0"), "{metrics}");
}
