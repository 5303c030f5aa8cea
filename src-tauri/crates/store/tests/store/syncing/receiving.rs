//! Taking in what other desks wrote.

use customs::{Lane, MessageKind};
use journal::{Decision, DeclarationId, MessageReceived, Status};
use rstest::rstest;
use store::{Prepared, Received, Standing, StoreError};
use sync::Sequenced;

use crate::desk::{self, Desk, Parcel};
use crate::office::Office;

/// Two desks that both have one declaration.
fn two_desks() -> (Office, Desk, Desk, DeclarationId) {
    let (mut office, one, two) = (Office::default(), Desk::of(0xa), Desk::of(0xb));
    let id = one.queue(&Parcel::new("LGG-1"));
    office.drain(&[&one, &two]);
    (office, one, two, id)
}

#[test]
fn what_the_hub_has_comes_before_what_it_does_not() {
    let (mut office, one, two, id) = two_desks();
    two.decide(id, Decision::Hold);
    let claim = one.append(Some(id), journal::Claimed { claimed: true });
    office.push(&one, 10, false);
    office.pull(&two, 10);
    let entries = two.reader().entries_of(id).unwrap();
    let order: Vec<Option<u64>> = entries.iter().map(|entry| entry.sequence).collect();
    assert_eq!((order, entries[1].id), (vec![Some(1), Some(2), None], claim));
    let row = two.reader().row(id).unwrap();
    assert_eq!((row.status, row.claimed_by.is_empty(), row.unsent), (Status::Held, false, true));
    two.clean();
}

#[test]
fn the_same_page_again_changes_nothing() {
    let (office, _, two, _) = two_desks();
    let before = desk::dump(two.folder.path());
    let again = two.write(|tx| tx.receive(Prepared::of(office.order())));
    assert_eq!(again, Received { known: 1, ..Received::default() });
    assert_eq!(desk::dump(two.folder.path()), before);
    two.clean();
}

#[test]
fn an_entry_that_comes_back_is_an_answer() {
    let (mut office, one, _, id) = two_desks();
    let decision = one.decide(id, Decision::Approve);
    office.push(&one, 10, true);
    assert_eq!(one.reader().outbox_summary().unwrap().count, 1);
    office.pull(&one, 10);
    assert_eq!(one.reader().outbox_summary().unwrap().count, 0);
    assert_eq!(one.reader().standing(decision).unwrap(), Standing::Placed { sequence: 2 });
    assert!(!one.reader().row(id).unwrap().unsent);
    one.clean();
}

#[test]
fn an_entry_says_what_its_author_knew() {
    let (_, one, _, id) = two_desks();
    let decision = one.decide(id, Decision::Hold);
    let entry = one.reader().entry(decision).unwrap();
    assert_eq!((entry.seen, entry.expected_hash()), (1, entry.hash));
}

type Change = fn(&mut Sequenced);

#[rstest]
#[case::altered(|s: &mut Sequenced| s.entry.actor = "Eve".into(), "altered")]
#[case::same_id(|s: &mut Sequenced| { s.entry.actor = "Eve".into(); s.entry.hash = s.entry.expected_hash(); }, "forked")]
#[case::same_number(|s: &mut Sequenced| { s.entry.id = journal::EntryId(desk::id()); s.entry.hash = s.entry.expected_hash(); }, "forked")]
#[case::another_place(|s: &mut Sequenced| s.sequence += 7, "hub_contradicts")]
#[case::does_not_follow(|s: &mut Sequenced| {
    s.entry.id = journal::EntryId(desk::id());
    s.entry.sequence += 1;
    s.entry.hash = s.entry.expected_hash();
    s.sequence += 1;
}, "forked")]
fn what_contradicts_itself_is_not_taken_in(#[case] change: Change, #[case] code: &str) {
    let (office, _, two, _) = two_desks();
    let before = desk::dump(two.folder.path());
    let mut page = office.order();
    change(&mut page[0]);
    let failed: Result<(), StoreError> = two.store.write(|tx| {
        tx.receive(Prepared::of(page.clone()))?;
        tx.set_cursor(office.cursor(9))
    });
    assert_eq!(failed.unwrap_err().code(), code);
    assert_eq!(desk::dump(two.folder.path()), before);
    assert_eq!(two.reader().cursor().unwrap().unwrap().sequence, 1);
}

#[test]
fn a_copy_in_parts_has_holes_and_is_clean() {
    let (mut office, one, two) = (Office::default(), Desk::of(0xa), Desk::of(0xb));
    let ids: Vec<_> = (1..=3).map(|n| one.queue(&Parcel::new(&format!("LGG-{n}")))).collect();
    office.drain(&[&one]);
    for id in [ids[2], ids[0]] {
        two.write(|tx| tx.receive(Prepared::of(office.history(id))));
        two.clean();
    }
    two.write(|tx| tx.receive(Prepared::of(office.order())));
    assert_eq!(two.reader().entries_after(one.store.device(), 0, 9).unwrap().len(), 3);
    two.clean();
}

#[test]
fn two_desks_bring_the_same_declaration() {
    let (mut office, one, two) = (Office::default(), Desk::of(0xa), Desk::of(0xb));
    let id = DeclarationId::of(Some("BE0428759497"), "LGG-1");
    for desk in [&one, &two] {
        desk.append(Some(id), desk::queued(&Parcel::new("LGG-1")));
    }
    office.drain(&[&one, &two]);
    for desk in [&one, &two] {
        let reader = desk.reader();
        assert_eq!(reader.by_lrn("LGG-1").unwrap(), vec![id]);
        let hash = store::content_hash(&Parcel::new("LGG-1").body());
        assert_eq!(reader.body_hash_of(id).unwrap(), Some(hash));
        assert_eq!(
            (reader.row(id).unwrap().revision, reader.file_of(id).unwrap()),
            (1, Some(desk::file(1)))
        );
        desk.clean();
    }
}

#[test]
fn a_message_of_two_desks_counts_once_and_waits_until_it_is_given() {
    let (mut office, one, two, id) = two_desks();
    let message = desk::message(MessageKind::Accepted, Some("LGG-1"), Some("26BE1"));
    let waiting = one.append(None, message.clone());
    office.drain(&[&one, &two]);
    assert_eq!(two.reader().waiting_count().unwrap(), 1);
    for desk in [&one, &two] {
        let found = MessageReceived { waited_as: Some(waiting), ..message.clone() };
        desk.append(Some(id), found);
    }
    office.drain(&[&one, &two]);
    for desk in [&one, &two] {
        let reader = desk.reader();
        assert_eq!(reader.waiting_count().unwrap(), 0);
        assert_eq!(reader.state(id).unwrap().messages.len(), 1);
        assert_eq!(reader.by_mrn("26BE1").unwrap(), vec![id]);
        desk.clean();
    }
}

#[test]
fn data_that_nobody_judged_as_a_whole_are_looked_at() {
    let (mut office, one, two, id) = two_desks();
    let changed = |path: &str, to: &str| {
        let mut amended = desk::amended(&Parcel::new("LGG-1"));
        amended.body = None;
        amended.changes = vec![journal::FieldChange {
            path: path.parse().unwrap(),
            from: None,
            to: Some(to.to_owned()),
        }];
        amended
    };
    one.append(Some(id), changed("GoodsShipment/Importer/Name", "Jan"));
    two.append(Some(id), changed("DeclarationOfficeID", "BE532001"));
    // The two touch different elements: the hub lets both take effect.
    office.merges = true;
    office.drain(&[&one, &two]);
    for desk in [&one, &two] {
        assert_eq!(desk.reader().row(id).unwrap().lane, Lane::Yellow);
        desk.clean();
    }
}
