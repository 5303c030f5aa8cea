//! Files in parts, and leases.

use chrono::TimeDelta;
use journal::{AttachmentHash, DeclarationId};
use office::Office;
use rstest::rstest;
use sha2::{Digest, Sha256};
use sync::link::FileHeld;
use sync::{LeaseRequest, Role};
use uuid::Uuid;

use crate::world::{Clock, Desk, Kind, Place, new_id};

fn hash_of(bytes: &[u8]) -> AttachmentHash {
    AttachmentHash(data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)))
}

fn photo() -> Vec<u8> {
    (0..100_000_u32).flat_map(|number| number.to_le_bytes()).collect()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_file_comes_in_parts_and_is_confirmed_as_a_whole(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let desk = Desk::enrolled(&office, Role::Inspector);
    let (bytes, hash) = (photo(), hash_of(&photo()));
    let size = bytes.len() as u64;
    let send =
        |offset: u64, part: &[u8]| office.write_file_part(desk.id, &hash, size, offset, part);
    let nothing = FileHeld { held: 0, confirmed: false };
    assert_eq!(office.file_held(desk.id, &hash).unwrap(), nothing);
    assert_eq!(send(7, &bytes[7..9]).unwrap_err().code(), "file_offset");
    let half = size / 2;
    let held = send(0, &bytes[..half as usize]).unwrap();
    assert_eq!(held, FileHeld { held: half, confirmed: false });
    assert_eq!(office.read_file_part(desk.id, &hash, 0, 9).unwrap_err().code(), "file_unknown");
    assert_eq!(send(0, &bytes[..9]).unwrap_err().code(), "file_offset", "the answer was lost");
    let whole = FileHeld { held: size, confirmed: true };
    assert_eq!(send(half, &bytes[half as usize..]).unwrap(), whole);
    assert_eq!(send(0, b"something else").unwrap(), whole, "a receipt is for good");
    let read = office.read_file_part(desk.id, &hash, half - 3, 10).unwrap();
    assert_eq!(read, bytes[half as usize - 3..half as usize + 7]);
    assert_eq!(office.read_file_part(desk.id, &hash, size, 10).unwrap(), b"");
    assert_eq!(office.keep_file(&bytes).unwrap(), hash);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn bytes_of_another_file_are_thrown_away(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let desk = Desk::enrolled(&office, Role::Broker);
    let hash = hash_of(b"photo");
    let send = |size, bytes: &[u8]| office.write_file_part(desk.id, &hash, size, 0, bytes);
    assert_eq!(send(5, b"other").unwrap_err().code(), "file_hash");
    assert_eq!(office.file_held(desk.id, &hash).unwrap().held, 0);
    assert_eq!(send(3, b"photo").unwrap_err().code(), "file_size");
    assert!(send(5, b"photo").unwrap().confirmed);
    let empty = hash_of(b"");
    assert!(office.write_file_part(desk.id, &empty, 0, 0, b"").unwrap().confirmed);
    let merchant = Desk::enrolled(&office, Role::Merchant);
    let error = office.write_file_part(merchant.id, &hash, 5, 0, b"photo").unwrap_err();
    assert_eq!(error.code(), "role_not_allowed");
}

fn subjects(range: std::ops::Range<u128>) -> Vec<DeclarationId> {
    range.map(|number| DeclarationId(Uuid::from_u128(number))).collect()
}

fn ask(label: &str, minutes: u32, subjects: Vec<DeclarationId>) -> LeaseRequest {
    LeaseRequest { id: new_id(), label: label.to_owned(), by: label.to_owned(), minutes, subjects }
}

fn labels(office: &Office, desk: &Desk) -> Vec<String> {
    office.leases(desk.id).unwrap().into_iter().map(|lease| lease.label).collect()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_lease_gives_what_is_free_and_ends_by_itself(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = Clock::new();
    let office = place.office_at(clock.clone());
    let an = Desk::enrolled(&office, Role::Broker);
    let bo = Desk::enrolled(&office, Role::Broker);
    let flight = ask("An", 60, subjects(0..3));
    clock.pass(TimeDelta::nanoseconds(1_234_567));
    let granted = office.take_lease(an.id, &flight).unwrap();
    assert_eq!(granted.lease.subjects, subjects(0..3));
    assert_eq!(office.leases(bo.id).unwrap(), std::slice::from_ref(&granted.lease));
    assert_eq!(office.take_lease(an.id, &flight).unwrap(), granted, "asked twice");
    let other = office.take_lease(bo.id, &ask("Bo", 30, subjects(1..5))).unwrap();
    assert_eq!(other.lease.subjects, subjects(3..5));
    assert_eq!((other.taken[0].by.as_str(), other.taken[0].count), ("An", 2));
    assert_eq!(office.take_lease(bo.id, &flight).unwrap_err().code(), "lease_unknown");
    clock.pass(TimeDelta::minutes(31));
    assert_eq!(labels(&office, &bo), ["An"], "by the hub's clock");
    assert_eq!(office.return_lease(bo.id, flight.id).unwrap_err().code(), "lease_unknown");
    office.return_lease(an.id, flight.id).unwrap();
    office.return_lease(an.id, flight.id).unwrap();
    assert_eq!(labels(&office, &bo), Vec::<String>::new());
    let all = office.take_lease(bo.id, &ask("Bo again", 30, subjects(0..5))).unwrap();
    assert_eq!(all.lease.subjects.len(), 5);
    let long = office.take_lease(bo.id, &ask("too long", 24 * 60 + 1, vec![]));
    assert_eq!(long.unwrap_err().code(), "too_large");
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn whoever_watches_sees_that_leases_changed(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let an = Desk::enrolled(&office, Role::Broker);
    let same = office.marks().unwrap();
    assert_eq!(office.marks().unwrap(), same);
    let flight = ask("An", 60, subjects(0..3));
    office.take_lease(an.id, &flight).unwrap();
    let taken = office.marks().unwrap();
    assert!(taken.leases > same.leases, "{taken:?}");
    office.return_lease(an.id, flight.id).unwrap();
    let returned = office.marks().unwrap();
    assert!(returned.leases > taken.leases, "{returned:?}");
    office.return_lease(an.id, flight.id).unwrap();
    assert_eq!(office.marks().unwrap(), returned, "it was back already");
}
