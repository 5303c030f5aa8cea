//! What leaves the window, and comes back.

use customs::MessageKind;
use journal::{Decision, DeclarationId};
use rstest::rstest;
use store::{Prepared, content_hash};

use crate::desk::{self, Desk, Parcel};
use crate::office::Office;

/// A desk with a decided declaration that the hub has, files and all.
fn settled() -> (Office, Desk, DeclarationId) {
    let (mut office, desk) = (Office::default(), Desk::new());
    let id = desk.queue(&Parcel::new("LGG-1"));
    desk.decide(id, Decision::Approve);
    desk.append(Some(id), desk::message(MessageKind::Accepted, Some("LGG-1"), Some("26BE1")));
    office.drain(&[&desk]);
    (office, desk, id)
}

fn confirm(desk: &Desk) {
    desk.write(|tx| (1..=3).try_for_each(|n| tx.confirm_file(&desk::file(n), desk::noon())));
}

#[test]
fn what_was_evicted_comes_back_as_it_was() {
    let (mut office, desk, id) = settled();
    confirm(&desk);
    let other = desk.queue(&Parcel::new("LGG-2"));
    office.drain(&[&desk]);
    let (before, state) = (desk::dump(desk.folder.path()), desk.reader().state(id).unwrap());
    assert_eq!(desk.write(|tx| tx.evict(&[id])), vec![id]);
    desk.clean();

    let reader = desk.reader();
    for error in [
        reader.row(id).unwrap_err(),
        reader.state(id).unwrap_err(),
        reader.entries_of(id).unwrap_err(),
        desk.store
            .write(|tx| tx.append(desk::draft(Some(id), desk::decided(Decision::Hold))))
            .unwrap_err(),
    ] {
        assert_eq!(error.code(), "evicted");
    }
    for number in ["lgg-1", "26BE1", "LGGELGG-1", "157-12345675"] {
        assert_eq!(reader.find_evicted(number).unwrap()[0].id, id, "{number}");
    }
    assert_eq!((reader.evicted_count().unwrap(), reader.find("LGG-1").unwrap()), (1, vec![]));
    let message = desk::message(MessageKind::Accepted, Some("LGG-1"), Some("26BE1"));
    assert!(reader.has_message(&content_hash(&message.message.body)).unwrap());
    assert_eq!(reader.body_hash_of(id).unwrap(), Some(content_hash(&Parcel::new("LGG-1").body())));
    assert_eq!(reader.row(other).unwrap().lrn, "LGG-2");

    let received = desk.write(|tx| tx.receive(Prepared::of(office.history(id))));
    assert_eq!(received.refilled, 3);
    assert_eq!(desk.reader().state(id).unwrap(), state);
    assert_eq!(desk::dump(desk.folder.path()), before);
    assert_eq!(desk.reader().evicted_count().unwrap(), 0);
    desk.clean();
}

#[rstest]
#[case::an_unsent_entry(true, false)]
#[case::an_unconfirmed_file(false, true)]
fn what_the_hub_does_not_have_stays(#[case] unsent: bool, #[case] unconfirmed: bool) {
    let (_, desk, id) = settled();
    if !unconfirmed {
        confirm(&desk);
    }
    if unsent {
        desk.decide(id, Decision::Hold);
    }
    let before = desk::dump(desk.folder.path());
    assert_eq!(desk.write(|tx| tx.evict(&[id])), vec![]);
    assert_eq!(desk::dump(desk.folder.path()), before);
    desk.clean();
}

#[test]
fn files_of_evicted_declarations_are_swept() {
    let (_, desk, id) = settled();
    confirm(&desk);
    desk.write(|tx| tx.evict(&[id]));
    desk.store.sweep_orphans().unwrap();
    desk.store.sweep_orphans().unwrap();
    assert_eq!(desk.store.attachments().size(&desk::file(1)).unwrap(), None);
    desk.clean();
}

#[test]
fn emptying_an_entry_by_hand_is_found() {
    let (_, desk, _) = settled();
    let connection = rusqlite::Connection::open(desk.folder.path().join("journal.sqlite")).unwrap();
    let sql = "UPDATE entry SET encoding = 9, payload = x'' WHERE kind = 'decided'";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    let problems = desk.store.verify(|_| {}).unwrap().problems;
    assert!(problems.iter().any(|problem| problem.code == "chain_altered"), "{problems:?}");
}
