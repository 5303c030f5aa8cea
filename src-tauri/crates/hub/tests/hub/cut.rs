//! The line breaks after any number of bytes, again and again, and everything arrives once.

use std::collections::BTreeSet;
use std::time::Duration;

use rstest::rstest;
use sync::{LinkError, Role};

use crate::cable::Cable;
use crate::desk::{Desk, hash_of, noise};
use crate::running::Running;

/// How many entries each desk writes.
const EACH: u64 = 40;

/// Tries until it went well. Only what may pass by itself is tried again.
fn persist<T>(mut attempt: impl FnMut() -> Result<T, LinkError>) -> T {
    for _ in 0..2_000 {
        match attempt() {
            Ok(done) => return done,
            Err(error) if error.is_passing() => std::thread::sleep(Duration::from_millis(1)),
            // The part before may have arrived although its answer did not.
            Err(error) if error.code() == "file_offset" => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    panic!("it never went well");
}

#[rstest]
#[case::within_a_handshake(5_000, 3, 2_000, 1)]
#[case::within_a_request(9_000, 20, 4_000, 2)]
#[case::within_a_part(60_000, 20, 20_000, 3)]
fn everything_arrives_once(
    #[case] cut_within: u64,
    #[case] push: usize,
    #[case] part: usize,
    #[case] seed: u64,
) {
    let hub = Running::start();
    let cable = Cable::to(hub.address(), seed);
    let mut one = Desk::join_by(&hub, Role::Broker, &cable.url());
    let mut other = Desk::join_by(&hub, Role::Broker, &cable.url());
    let mut written = BTreeSet::new();
    for number in 0..EACH {
        written.insert(one.write(&format!("ONE{number}")));
        written.insert(other.write(&format!("OTHER{number}")));
    }
    let file = noise(part * 10, seed);

    cable.cut_within(cut_within);
    persist(|| one.push(push));
    persist(|| other.push(push));
    persist(|| one.send_file(&file, part));
    persist(|| one.pull(17));
    persist(|| other.pull(17));
    let mut fetched = vec![];
    let (hash, size) = (hash_of(&file), file.len());
    persist(|| other.fetch_file(&hash, size, part as u64, &mut fetched));

    assert!(cable.cuts() >= 3, "the cable was cut {} times only", cable.cuts());
    assert_eq!(fetched, file);
    let numbers: Vec<u64> = one.order.keys().copied().collect();
    assert_eq!(numbers, (1..=2 * EACH).collect::<Vec<_>>(), "no gap, none twice");
    assert_eq!(one.order, other.order);
    assert_eq!(one.order.values().copied().collect::<BTreeSet<_>>(), written);
}

#[test]
fn a_line_that_drips_is_slow_but_carries() {
    let hub = Running::start();
    let cable = Cable::to(hub.address(), 9);
    let mut desk = Desk::join_by(&hub, Role::Broker, &cable.url());
    cable.drip(64);
    for number in 0..50 {
        desk.write(&format!("DRIP{number}"));
    }
    assert_eq!(desk.push(50).unwrap().len(), 50);
    desk.pull(10).unwrap();
    assert_eq!(desk.order.len(), 50);
    assert!(desk.send_file(&noise(30_000, 4), 10_000).unwrap());
}
