//! What desks and hub exchange while all goes well.

use chrono::TimeDelta;
use journal::DeclarationId;
use sync::{LeaseRequest, Link, Outcome, Role};
use uuid::Uuid;

use crate::desk::{Desk, hash_of, lease_of, noise};
use crate::raw::{RawDevice, Request};
use crate::running::Running;

#[test]
fn what_one_desk_writes_the_others_read_in_the_hubs_order() {
    let hub = Running::start();
    let (mut one, mut other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let first = one.write("LRN1");
    let second = other.write("LRN2");
    let answers = one.push(10).unwrap();
    assert_eq!(answers[0].outcome, Outcome::Applied { sequence: 1 });
    other.push(10).unwrap();
    let hub_at = one.pull(100).unwrap().at;
    other.pull(100).unwrap();
    assert_eq!(one.order.values().copied().collect::<Vec<_>>(), [first, second]);
    assert_eq!(one.order, other.order);
    assert!(hub_at.timestamp() > 0);
}

#[test]
fn an_entry_that_is_offered_twice_is_taken_once() {
    let hub = Running::start();
    let mut desk = Desk::join(&hub, Role::Broker);
    desk.write("LRN1");
    let again = desk.unsent.clone();
    desk.push(10).unwrap();
    desk.pull(10).unwrap();
    desk.unsent = again;
    let answers = desk.push(10).unwrap();
    assert!(answers[0].duplicate);
    assert_eq!(answers[0].outcome, Outcome::Applied { sequence: 1 });
}

#[test]
fn a_declaration_is_asked_for_by_itself() {
    let hub = Running::start();
    let (mut one, other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let entry = one.write("LRN1");
    one.write("LRN2");
    one.push(10).unwrap();
    let history = other.line.history(&[DeclarationId::of(None, "LRN1")]).unwrap();
    assert_eq!(history.iter().map(|e| e.entry.id).collect::<Vec<_>>(), [entry]);
    assert_eq!(other.line.find("NO SUCH & NUMBER?").unwrap(), vec![]);
}

#[test]
fn a_file_travels_in_parts_and_is_read_in_parts() {
    let hub = Running::start();
    let (one, other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let file = noise(700_000, 5);
    let hash = hash_of(&file);
    assert_eq!(one.line.file(&hash).unwrap().held, 0);
    assert_eq!(other.line.fetch_file(&hash, 0, 10).unwrap_err().code(), "file_unknown");

    let part = 256 * 1024;
    let held = one.line.send_file(&hash, file.len() as u64, 0, &file[..part]).unwrap();
    assert_eq!((held.held, held.confirmed), (part as u64, false));
    assert!(one.send_file(&file, part).unwrap(), "it goes on where it was");

    let mut fetched = vec![];
    other.fetch_file(&hash, file.len(), 300_000, &mut fetched).unwrap();
    assert_eq!(fetched, file);
}

#[test]
fn a_file_that_is_not_what_it_was_announced_as_is_refused() {
    let hub = Running::start();
    let desk = Desk::join(&hub, Role::Broker);
    let (file, other) = (noise(1_000, 1), noise(1_000, 2));
    let error = desk.line.send_file(&hash_of(&file), 1_000, 0, &other).unwrap_err();
    assert_eq!(error.code(), "file_hash");
    let error = desk.line.send_file(&hash_of(&file), 1_000, 500, &file[500..]).unwrap_err();
    assert_eq!(error.code(), "file_offset");
}

/// What a browser or any other program may ask for.
#[test]
fn a_file_is_read_whole_or_by_range() {
    let hub = Running::start();
    let (desk, raw) = (Desk::join(&hub, Role::Broker), RawDevice::enrolled(&hub, Role::Broker));
    let file = noise(600_000, 6);
    desk.send_file(&file, 256 * 1024).unwrap();
    let target = format!("/v1/files/{}", hash_of(&file));
    let whole = raw.get(&hub, &target);
    assert_eq!((whole.status, whole.body.len()), (200, file.len()));
    assert_eq!(whole.body, file);

    let mut request = Request::new("GET", &target);
    request.headers.push(("Range", "bytes=-5".into()));
    let last = raw.send(&hub, request);
    assert_eq!((last.status, last.body.as_slice()), (206, &file[599_995..]));
    assert_eq!(last.header("content-range"), Some("bytes 599995-599999/600000"));

    let mut request = Request::new("GET", &target);
    request.headers.push(("Range", "bytes=600000-".into()));
    assert_eq!(raw.send(&hub, request).status, 416);
}

#[test]
fn a_lease_is_seen_by_all_and_given_back() {
    let hub = Running::start();
    let (one, other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let request = lease_of("LRN1");
    let granted = one.line.take_lease(&request).unwrap();
    assert_eq!(granted.lease.until - granted.lease.since, TimeDelta::hours(1));
    assert_eq!(one.line.take_lease(&request).unwrap().lease.id, request.id, "asked twice");
    let running = other.line.leases().unwrap();
    assert_eq!(running.iter().map(|lease| lease.id).collect::<Vec<_>>(), [request.id]);
    assert_eq!(running[0].subjects, request.subjects);

    let second = LeaseRequest { id: Uuid::new_v4(), ..request.clone() };
    let granted = other.line.take_lease(&second).unwrap();
    assert_eq!(granted.taken[0].count, 1);

    assert_eq!(other.line.return_lease(request.id).unwrap_err().code(), "lease_unknown");
    one.line.return_lease(request.id).unwrap();
    assert!(other.line.leases().unwrap().iter().all(|lease| lease.id != request.id));
}

#[test]
fn desks_learn_what_the_others_are_called() {
    let hub = Running::start();
    let (one, other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let asked = one.line.desks().unwrap();
    for desk in [&one, &other] {
        let joined = desk.line.joined();
        let told = asked.iter().find(|told| told.device == joined.device).unwrap();
        assert_eq!(told.name, joined.desk_name);
    }
    let unsigned = Request::new("GET", "/v1/desks").send(&hub);
    assert_eq!((unsigned.status, unsigned.code().as_str()), (401, "not_signed"));
    let merchant = RawDevice::enrolled(&hub, Role::Merchant);
    let refused = merchant.get(&hub, "/v1/desks");
    assert_eq!((refused.status, refused.code().as_str()), (403, "role_not_allowed"));
}
