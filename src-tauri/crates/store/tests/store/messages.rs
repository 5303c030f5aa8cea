//! Messages: matched by LRN or MRN whatever order they come in, never lost, never doubled.

use customs::MessageKind as Kind;
use journal::{MessageReceived, Status};
use store::content_hash;

use crate::desk::{self, Desk, Parcel};

#[test]
fn a_message_waits_for_its_declaration() {
    let desk = Desk::new();
    let early = desk::message(Kind::Accepted, Some("LGG-1"), Some("26BE1"));
    let waiting = desk.append(None, early.clone());
    let reader = desk.store.reader().unwrap();
    assert_eq!(reader.waiting_count().unwrap(), 1);
    assert_eq!(reader.waiting_for(Some("LGG-2"), None).unwrap(), vec![]);
    assert_eq!(reader.waiting_for(Some("LGG-1"), None).unwrap(), vec![waiting]);
    assert_eq!(reader.waiting_for(None, Some("26BE1")).unwrap(), vec![waiting]);

    let id = desk.queue(&Parcel::new("LGG-1"));
    desk.append(Some(id), MessageReceived { waited_as: Some(waiting), ..early });
    assert_eq!(reader.waiting_count().unwrap(), 0);
    let row = reader.row(id).unwrap();
    assert_eq!((row.status, row.mrn.as_str()), (Status::Accepted, "26BE1"));
    desk.clean();
}

#[test]
fn a_message_that_names_only_the_mrn_waits_with_the_one_that_names_both() {
    let desk = Desk::new();
    let released = desk.append(None, desk::message(Kind::Released, None, Some("26BE1")));
    let accepted = desk.append(None, desk::message(Kind::Accepted, Some("LGG-1"), Some("26BE1")));
    let other = desk.append(None, desk::message(Kind::Accepted, None, Some("26BE2")));
    let reader = desk.store.reader().unwrap();
    assert_eq!(reader.waiting_for(Some("LGG-1"), None).unwrap(), vec![released, accepted]);
    assert_eq!(reader.waiting_for(None, Some("26BE2")).unwrap(), vec![other]);
    assert_eq!(reader.waiting_for(None, None).unwrap(), vec![]);
}

#[test]
fn an_mrn_learnt_from_a_message_finds_the_declaration_ever_after() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel::new("LGG-1"));
    let reader = desk.store.reader().unwrap();
    assert_eq!(reader.by_mrn("26BE1").unwrap(), vec![]);
    desk.append(Some(id), desk::message(Kind::Accepted, Some("LGG-1"), Some("26BE1")));
    desk.append(Some(id), desk::message(Kind::Tax, Some("LGG-1"), Some("26BE2")));
    assert_eq!(reader.by_mrn("26BE1").unwrap(), vec![id]);
    assert_eq!(reader.by_mrn("26BE2").unwrap(), vec![id]);
    desk.clean();
}

#[test]
fn the_same_message_is_known_again() {
    let desk = Desk::new();
    let message = desk::message(Kind::Released, Some("LGG-1"), None);
    let hash = content_hash(&message.message.body);
    let reader = desk.store.reader().unwrap();
    assert!(!reader.has_message(&hash).unwrap());
    desk.append(None, message);
    assert!(reader.has_message(&hash).unwrap());
}
