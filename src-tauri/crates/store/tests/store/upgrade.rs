//! A store that a program wrote which did not know all kinds of today.

use journal::{Claimed, DeclarationId};
use rusqlite::Connection;

use crate::desk::{self, Desk, Parcel};

/// Makes the store what an earlier program left: it did not know who had claimed what, counted the
/// unknown entry into the revision, and noted what it knew.
fn as_left_by_an_earlier_program(desk: &Desk) {
    let file = Connection::open(desk.folder.path().join("journal.sqlite")).unwrap();
    let list: String = file
        .query_row("SELECT value FROM setting WHERE key = 'folded_kinds'", [], |row| row.get(0))
        .unwrap();
    let earlier: Vec<&str> = list.lines().filter(|kind| !kind.starts_with("claimed ")).collect();
    assert!(earlier.len() < list.lines().count(), "{list}");
    let sql = "UPDATE setting SET value = ?1 WHERE key = 'folded_kinds'";
    file.execute(sql, [earlier.join("\n")]).unwrap();
    file.execute("UPDATE declaration SET claimed_by = '', revision = revision + 1", []).unwrap();
}

fn claimed() -> (Desk, DeclarationId) {
    let desk = Desk::new();
    let id = desk.queue(&Parcel::new("KIND-1"));
    desk.append(Some(id), Claimed { claimed: true });
    (desk, id)
}

#[test]
fn what_it_kept_counts_once_a_newer_program_opens_it() {
    let (desk, id) = claimed();
    as_left_by_an_earlier_program(&desk);
    assert_ne!(desk.store.verify(|_| {}).unwrap().problems, vec![]);

    let newer = desk::open(&desk.folder);
    assert_eq!(newer.verify(|_| {}).unwrap().problems, vec![]);
    assert!(!newer.reader().unwrap().row(id).unwrap().claimed_by.is_empty());
}

#[test]
fn a_program_that_knows_the_same_makes_nothing_anew() {
    let (desk, _) = claimed();
    let file = Connection::open(desk.folder.path().join("journal.sqlite")).unwrap();
    file.execute("UPDATE declaration SET revision = 99", []).unwrap();
    let again = desk::open(&desk.folder);
    assert_ne!(again.verify(|_| {}).unwrap().problems, vec![]);
}
