//! Files of a later version, of other programs, and of nobody.

use std::path::Path;

use journal::DeviceId;
use rstest::rstest;
use rusqlite::Connection;
use store::{Store, StoreError};

use crate::desk::{self, Desk, Parcel};

fn reopen(folder: &Path) -> Result<Store, StoreError> {
    Store::open(folder, || panic!("the store has an id already"))
}

fn set(folder: &Path, file: &str, sql: &str) {
    Connection::open(folder.join(file)).unwrap().execute_batch(sql).unwrap();
}

#[rstest]
#[case::journal("journal.sqlite", 5)]
#[case::attachments("attachments.sqlite", 2)]
fn an_older_program_refuses_a_newer_store(#[case] file: &str, #[case] newest: u32) {
    let Desk { store, folder } = Desk::new();
    drop(store);
    set(folder.path(), file, "PRAGMA user_version = 99");
    let before = std::fs::read(folder.path().join(file)).unwrap();
    let error = reopen(folder.path()).err().unwrap();
    let StoreError::NewerStore { found, known, .. } = &error else { panic!("{error}") };
    assert_eq!((*found, *known), (99, newest));
    assert_eq!(error.code(), "newer_store");
    assert!(error.to_string().contains(file), "{error}");
    assert!(error.hint().contains("newest version"));
    assert_eq!(std::fs::read(folder.path().join(file)).unwrap(), before);
}

#[rstest]
#[case::another_programs_file("CREATE TABLE photo (id); PRAGMA application_id = 7")]
#[case::a_file_without_a_mark("CREATE TABLE photo (id)")]
fn another_programs_file_is_left_alone(#[case] sql: &str) {
    let folder = tempfile::tempdir().unwrap();
    set(folder.path(), "journal.sqlite", sql);
    let error = Store::open(folder.path(), || DeviceId(desk::id())).err().unwrap();
    assert_eq!(error.code(), "not_a_store");
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("journal.sqlite");
    std::fs::write(&file, "lrn;value\n".repeat(1000)).unwrap();
    let error = Store::open(folder.path(), || DeviceId(desk::id())).err().unwrap();
    assert_eq!(error.code(), "not_a_store");
    assert_eq!(std::fs::read(&file).unwrap(), "lrn;value\n".repeat(1000).into_bytes());
}

/// The last step changed nothing that is shown: at a million declarations nobody waits for minutes.
#[test]
fn a_step_that_changes_no_projection_leaves_them_as_they_are() {
    let desk = Desk::new();
    desk.queue(&Parcel::new("LGG-1"));
    let Desk { store, folder } = desk;
    drop(store);
    let mark = "UPDATE declaration SET lrn = 'as it was'; PRAGMA user_version = 4";
    set(folder.path(), "journal.sqlite", mark);
    drop(reopen(folder.path()).unwrap());
    let file = Connection::open(folder.path().join("journal.sqlite")).unwrap();
    let found: (String, i64) = file
        .query_row("SELECT lrn, user_version FROM declaration, pragma_user_version", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(found, ("as it was".to_owned(), 5));
}

#[test]
fn what_was_written_is_there_when_opened_again() {
    let Desk { store, folder } = Desk::new();
    let device = store.device();
    drop(store);
    let desk = Desk { store: reopen(folder.path()).unwrap(), folder };
    let id = desk.queue(&Parcel::new("LGG-1"));
    desk.store.write(|tx| tx.set_setting("language", "fr")).unwrap();
    let Desk { store, folder } = desk;
    drop(store);
    let store = reopen(folder.path()).unwrap();
    assert_eq!(store.device(), device);
    let reader = store.reader().unwrap();
    assert_eq!(reader.row(id).unwrap().lrn, "LGG-1");
    assert_eq!(reader.setting("language").unwrap().as_deref(), Some("fr"));
    assert_eq!(reader.setting("theme").unwrap(), None);
}
