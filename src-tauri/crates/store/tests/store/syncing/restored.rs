//! A hub that was restored, and a desk that was copied.

use journal::{Chain, Decision, DeviceId, Status};
use rusqlite::Connection;
use store::{Prepared, StoreError};
use uuid::Uuid;

use crate::desk::{self, Desk, Parcel};
use crate::office::Office;

#[test]
fn what_a_restored_hub_lost_is_offered_again_in_its_order() {
    let (mut office, one, two) = (Office::default(), Desk::of(0xa), Desk::of(0xb));
    let id = one.queue(&Parcel::new("LGG-1"));
    office.drain(&[&one, &two]);
    one.decide(id, Decision::Hold);
    office.drain(&[&one, &two]);
    two.decide(id, Decision::Approve);
    office.drain(&[&one, &two]);
    let pending = two.decide(id, Decision::Refer);
    let lost = office.order();
    let before = two.reader().state(id).unwrap();

    office.restore(1);
    let rolled_back = two.write(|tx| tx.roll_back(1, true));
    assert_eq!((rolled_back.offered, rolled_back.out_of_reach), (2, 0));
    let offers = two.reader().outbox(9).unwrap();
    let ids: Vec<_> = offers.iter().map(|offer| offer.entry.id).collect();
    assert_eq!(ids, vec![lost[1].entry.id, lost[2].entry.id, pending]);
    assert!(offers.iter().all(|offer| offer.seen <= 1));
    assert_eq!(two.reader().cursor().unwrap().unwrap().sequence, 1);
    assert_eq!(two.reader().state(id).unwrap().status, before.status);
    two.clean();
    two.write(|tx| tx.set_cursor(office.cursor(1)));
    office.drain(&[&two, &one]);
    assert_eq!(one.reader().state(id).unwrap(), two.reader().state(id).unwrap());
    one.clean();
    two.clean();
}

/// What an author knew is told in numbers of the history in which it was written. After a second restore
/// these numbers may be there again and mean something else.
#[test]
fn what_was_known_before_one_restore_is_not_known_after_the_next() {
    let (mut office, one, two) = (Office::default(), Desk::of(0xa), Desk::of(0xb));
    let id = one.queue(&Parcel::new("LGG-1"));
    office.drain(&[&one, &two]);
    (0..3).for_each(|_| _ = two.decide(id, Decision::Hold));
    office.drain(&[&two, &one]);
    let approve = one.decide(id, Decision::Approve);
    assert_eq!(one.reader().entry(approve).unwrap().seen, 4);
    let seen_of_approve = || {
        let offers = one.reader().outbox(9).unwrap();
        offers.iter().find(|offer| offer.entry.id == approve).unwrap().seen
    };
    for (to, seen) in [(1_u64, 1_u64), (3, 1), (0, 0)] {
        office.drain(&[&one]);
        office.restore(usize::try_from(to).unwrap());
        one.write(|tx| tx.roll_back(to, true));
        one.write(|tx| tx.set_cursor(office.cursor(to)));
        assert_eq!(seen_of_approve(), seen, "rolled back to {to}");
    }
    one.clean();
}

#[test]
fn a_copied_desk_takes_another_name_and_loses_nothing() {
    let (mut office, desk) = (Office::default(), Desk::of(0xa));
    let id = desk.queue(&Parcel::new("LGG-1"));
    office.drain(&[&desk]);
    let hold = desk.decide(id, Decision::Hold);
    let undo = desk.append(Some(id), desk::undone(hold));
    let before = desk.reader().state(id).unwrap();
    let sealed = desk.reader().entry(hold).unwrap();

    let (old, new) = (desk.store.device(), DeviceId(Uuid::from_u128(0xc10e)));
    assert_eq!(desk.write(|tx| tx.renumber(new, 2)), 2);
    assert_eq!(desk.store.device(), new);
    let reader = desk.reader();
    assert_eq!(reader.own_devices().unwrap(), vec![new, old]);
    let mut chain = Chain::start(new);
    let entries = reader.entries_after(new, 0, 9).unwrap();
    entries.iter().for_each(|entry| chain.follow(entry).unwrap());
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    assert_eq!((ids, reader.head(old).unwrap().0), (vec![hold, undo], 1));
    assert_eq!(reader.former_seals(hold).unwrap(), vec![sealed]);
    assert_eq!(reader.state(id).unwrap(), before);
    desk.decide(id, Decision::Refer);
    desk.clean();
    office.drain(&[&desk]);
    assert_eq!(office.order().len(), 4);
    desk.clean();
}

/// The number of the desk's entry that a restored hub lost was taken by a copy of that desk. Who holds
/// the lost one keeps it, under another seal, and so does its author.
#[test]
fn what_a_copy_wrote_meanwhile_does_not_stand_in_the_way() {
    let (mut office, one, two) = (Office::default(), Desk::of(0xa), Desk::of(0xb));
    let id = one.queue(&Parcel::new("LGG-1"));
    let copy = Desk::of(0xa);
    office.drain(&[&one, &two, &copy]);
    let hold = one.decide(id, Decision::Hold);
    let undo = one.append(Some(id), desk::undone(hold));
    office.drain(&[&one, &two]);
    let sealed = two.reader().entry(hold).unwrap();

    office.restore(1);
    let refuse = copy.decide(id, Decision::Refuse);
    office.push(&copy, 9, false);
    two.write(|tx| tx.roll_back(1, true));
    one.write(|tx| tx.roll_back(1, true));
    let page = office.order();
    let found = |desk: &Desk| {
        desk.store.write(|tx| tx.receive(Prepared::of(page.clone()))).unwrap_err().to_string()
    };
    assert_eq!(found(&two), StoreError::Forked { device: sealed.device, sequence: 2 }.to_string());
    assert_eq!(found(&one), found(&two));

    let name = DeviceId(Uuid::from_u128(0xa51de));
    assert_eq!(two.write(|tx| tx.make_way(sealed.device, 2, name)), 2);
    assert_eq!(two.write(|tx| tx.make_way(sealed.device, 2, DeviceId(Uuid::nil()))), 0);
    assert_eq!(two.reader().former_seals(hold).unwrap(), vec![sealed]);
    let offered = two.reader().outbox(9).unwrap();
    let offered: Vec<_> = offered.iter().map(|o| (o.entry.id, o.entry.device)).collect();
    assert_eq!(offered, vec![(hold, name), (undo, name)]);
    office.drain(&[&two]);
    let ids: Vec<_> = office.order().iter().skip(1).map(|placed| placed.entry.id).collect();
    assert_eq!(ids, vec![refuse, hold, undo]);

    // Its author meets the others' seal of its own act.
    assert_eq!(one.write(|tx| tx.renumber(DeviceId(Uuid::from_u128(0xc10e)), 2)), 2);
    office.drain(&[&one, &two, &copy]);
    assert_eq!(office.order().len(), 4);
    for desk in [&one, &two, &copy] {
        assert_eq!(desk.reader().outbox(9).unwrap(), vec![]);
        assert_eq!(desk.reader().state(id).unwrap().status, Status::Refused);
        desk.clean();
    }
}

/// What was refused under a number that another has at the hub now moves, too.
#[test]
fn a_refused_entry_does_not_stand_in_the_way() {
    let (mut office, one) = (Office::default(), Desk::of(0xa));
    let id = one.queue(&Parcel::new("LGG-1"));
    let copy = Desk::of(0xa);
    office.drain(&[&one, &copy]);
    let hold = one.decide(id, Decision::Hold);
    office.refuse = 1;
    office.push(&one, 9, false);

    office.restore(1);
    copy.decide(id, Decision::Refuse);
    office.push(&copy, 9, false);
    one.write(|tx| tx.roll_back(1, true));
    let new = DeviceId(Uuid::from_u128(0xc10e));
    assert_eq!(one.write(|tx| tx.renumber(new, 2)), 1);
    let offers = one.reader().outbox(9).unwrap();
    assert_eq!((offers[0].entry.id, offers[0].withheld), (hold, true));
    office.drain(&[&one, &copy]);
    assert_eq!(one.reader().refused().unwrap()[0].entry.id, hold);
    one.clean();
    copy.clean();
}

/// A file as it was before there was a hub.
#[test]
fn a_store_of_before_is_brought_up_and_everything_is_unsent() {
    let Desk { store, folder } = Desk::new();
    let desk = Desk { store, folder };
    let id = desk.queue(&Parcel::new("LGG-1"));
    let before = desk::dump(desk.folder.path());
    let Desk { store, folder } = desk;
    drop(store);
    let connection = Connection::open(folder.path().join("journal.sqlite")).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    for table in [
        "placed",
        "contested",
        "outbox",
        "refused",
        "hub_cursor",
        "receipt",
        "renumbered",
        "evicted",
        "evicted_message",
    ] {
        connection.execute(&format!("DROP TABLE {table}"), []).unwrap();
    }
    let old = "ALTER TABLE entry DROP COLUMN seen; ALTER TABLE device DROP COLUMN former;
        ALTER TABLE device DROP COLUMN partial; ALTER TABLE device DROP COLUMN name;
        DROP TABLE declaration; PRAGMA user_version = 2;";
    connection.execute_batch(old).unwrap();
    drop(connection);
    let desk = Desk { store: desk::open(&folder), folder };
    assert_eq!(desk::dump(desk.folder.path()), before);
    assert_eq!(desk.reader().outbox(9).unwrap()[0].entry.subject, Some(id));
    desk.clean();
}
