//! Checking and rebuilding: what was altered is found, what was built is built again.

use customs::MessageKind;
use journal::{Decision, Printed};
use rstest::rstest;
use rusqlite::Connection;

use crate::desk::{self, Desk, Parcel};

/// A desk on which a little of everything has happened.
fn busy_desk() -> Desk {
    let desk = Desk::new();
    let one = desk.queue(&Parcel::new("LGG-1"));
    let two = desk.queue(&Parcel::new("LGG-2"));
    desk.decide(one, Decision::Approve);
    let hold = desk.decide(two, Decision::Hold);
    desk.append(Some(two), desk::undone(hold));
    desk.append(
        Some(two),
        desk::amended(&Parcel { goods: "Oak lamp".into(), ..Parcel::new("LGG-2") }),
    );
    desk.append(None, desk::message(MessageKind::Accepted, Some("LGG-9"), Some("26BE1")));
    desk.append(Some(one), desk::message(MessageKind::Released, Some("LGG-1"), Some("26BE2")));
    let print = Printed {
        document: "release-note".into(),
        language: "fr".into(),
        file: desk::file(2),
        pages: 1,
        revision: 2,
        printer: None,
    };
    desk.append(Some(one), print);
    desk
}

fn tamper(desk: &Desk, file: &str, sql: &str) {
    let connection = Connection::open(desk.folder.path().join(file)).unwrap();
    // Whoever alters the file does not stop at what refers to it.
    connection.pragma_update(None, "foreign_keys", file != "journal.sqlite").unwrap();
    let changed = connection.execute(sql, []).unwrap();
    assert!(changed > 0, "{sql} changed nothing");
}

#[test]
fn a_desk_as_it_was_written_is_clean() {
    let desk = busy_desk();
    let mut told = 0;
    let verified = desk.store.verify(|_| told += 1).unwrap();
    assert_eq!(verified.problems, vec![]);
    assert_eq!((verified.entries, verified.files), (9, 3));
    assert!(told > 0);
}

#[rstest]
#[case::actor("UPDATE entry SET actor = 'Eve' WHERE sequence = 3", "chain_altered")]
#[case::decision(
    "UPDATE entry SET encoding = 0, payload = CAST('{\"decision\":\"refuse\",\"batch\":\"00000000-0000-0000-0000-000000000001\"}' AS BLOB) WHERE sequence = 3",
    "chain_altered"
)]
#[case::unpackable_payload(
    "UPDATE entry SET encoding = 1, payload = x'00' WHERE sequence = 1",
    "chain_altered"
)]
#[case::moment("UPDATE entry SET at = at + 1 WHERE sequence = 9", "chain_altered")]
#[case::dropped("DELETE FROM entry WHERE sequence = 5", "chain_gap")]
#[case::relinked("UPDATE entry SET previous = zeroblob(32) WHERE sequence = 4", "chain_unlinked")]
#[case::row("UPDATE declaration SET status = 8", "projection_differs")]
#[case::count("UPDATE tally SET count = count + 1", "projection_differs")]
#[case::waiting("DELETE FROM waiting_message", "projection_differs")]
#[case::unfoldable("UPDATE entry SET kind = 'decided' WHERE sequence = 1", "entry_unreadable")]
fn what_was_altered_is_found(#[case] sql: &str, #[case] code: &str) {
    let desk = busy_desk();
    tamper(&desk, "journal.sqlite", sql);
    let verified = desk.store.verify(|_| {}).unwrap();
    let codes: Vec<&str> = verified.problems.iter().map(|problem| problem.code).collect();
    assert!(codes.contains(&code), "{:?}", verified.problems);
}

#[rstest]
#[case::missing("DELETE FROM attachment WHERE size > 0", "file_missing")]
#[case::other_bytes("UPDATE chunk SET bytes = x'ff', encoding = 0", "file_altered")]
#[case::unpackable("UPDATE chunk SET bytes = x'ff', encoding = 1", "file_altered")]
#[case::cut_short("DELETE FROM chunk", "file_altered")]
fn altered_evidence_is_found(#[case] sql: &str, #[case] code: &str) {
    let desk = busy_desk();
    tamper(&desk, "attachments.sqlite", sql);
    let verified = desk.store.verify(|_| {}).unwrap();
    assert!(verified.problems.iter().all(|problem| problem.code == code));
    assert_eq!(verified.problems.len(), 3);
}

#[test]
fn a_rebuild_mends_the_projections() {
    let desk = busy_desk();
    tamper(&desk, "journal.sqlite", "UPDATE declaration SET goods = 'gold', lane = 3");
    let rebuilt = desk.store.rebuild(|_| {}).unwrap();
    assert_eq!((rebuilt.entries, rebuilt.problems), (9, vec![]));
    desk.clean();
}

#[test]
fn a_rebuild_gives_the_same_bytes() {
    let desk = busy_desk();
    let before = desk::dump(desk.folder.path());
    assert!(before.contains("LGG-1"));
    desk.store.rebuild(|_| {}).unwrap();
    assert_eq!(desk::dump(desk.folder.path()), before);
}

#[cfg(unix)]
#[test]
fn a_damaged_page_is_found() {
    use std::os::unix::fs::FileExt;

    let Desk { store, folder } = busy_desk();
    drop(store);
    let file = folder.path().join("journal.sqlite");
    let file = std::fs::OpenOptions::new().write(true).open(file).unwrap();
    // The sixth page; the first holds the schema, without which nothing opens.
    file.write_all_at(&[0xff; 4096], 5 * 4096).unwrap();
    let problems = desk::open(&folder).verify(|_| {}).unwrap().problems;
    assert!(problems.iter().any(|problem| problem.code == "damaged"), "{problems:?}");
}
