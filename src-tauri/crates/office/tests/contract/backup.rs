//! A backup is one file for both databases; a restored hub gets back what it lost.

use journal::Decision;
use office::{Database, Office};
use rstest::rstest;
use sync::{Offer, Page, Push, PushAnswer, Role};

use crate::world::{Clock, Desk, Kind, Place, assert_sound, order};

/// What a desk does when the hub is behind it: it gives the numbers after `to` back, and offers
/// everything that had them again, in the old order, before its own unsent work.
fn roll_back(desk: &mut Desk, to: u64) -> Vec<Offer> {
    let lost = desk.held.iter().filter(|entry| entry.sequence > to);
    let offers = lost
        .map(|entry| Offer {
            seen: entry.entry.seen.min(to),
            entry: entry.entry.clone(),
            withheld: false,
        })
        .collect();
    desk.held.retain(|entry| entry.sequence <= to);
    desk.cursor = to;
    offers
}

#[rstest]
#[case::sqlite_to_sqlite(Kind::Sqlite, Kind::Sqlite)]
#[case::sqlite_to_postgres(Kind::Sqlite, Kind::Postgres)]
#[case::postgres_to_sqlite(Kind::Postgres, Kind::Sqlite)]
#[case::postgres_to_postgres(Kind::Postgres, Kind::Postgres)]
fn desks_give_a_restored_hub_what_it_lost(#[case] from: Kind, #[case] to: Kind) {
    let (Some(old_place), Some(new_place)) = (Place::new(from), Place::new(to)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.backup");
    let old = old_place.office();
    let mut an = Desk::enrolled(&old, Role::Broker);
    let mut bo = Desk::enrolled(&old, Role::Broker);
    let one = an.queue("LGG-1");
    an.push(&old);
    old.keep_file(b"evidence").unwrap();
    let info = old.backup(&file).unwrap();
    assert_eq!(info.head, 1);
    // All of this is lost by the hub, and known to the desks.
    bo.pull(&old);
    bo.decide(one, Decision::Hold);
    bo.push(&old);
    let late = Desk::enrolled(&old, Role::Broker);
    an.pull(&old);
    an.queue("LGG-2");
    an.push(&old);
    an.pull(&old);
    let before = order(&old);
    let new = Office::restore(&new_place.database(), &file, "Els Maes", Clock::new()).unwrap();
    assert_ne!(new.head().unwrap().epoch, old.head().unwrap().epoch);
    assert!(new.device(late.id).unwrap().is_none(), "enrolled after the backup");
    let page = new.pull(an.id, &an.request(100)).unwrap();
    assert_eq!(page.page, Page::RollBack { to: 1 });
    let offers = roll_back(&mut an, 1);
    an.epoch = page.hub.epoch;
    let pushed = new.push(an.id, &Push { epoch: an.epoch, offers }).unwrap();
    assert!(matches!(pushed.answer, PushAnswer::Done(_)), "{:?}", pushed.answer);
    an.pull(&new);
    let (before, after) = (ids(&before), ids(&order(&new)));
    assert_eq!(before, after, "nothing lost, nothing twice, and in the old order");
    // The other desk offers the same again, and is told that it is there.
    let page = new.pull(bo.id, &bo.request(100)).unwrap().page;
    assert!(matches!(page, Page::Entries { .. }), "it had not seen what was lost");
    let again = Push { epoch: an.epoch, offers: bo.wrote.clone() };
    let PushAnswer::Done(answers) = new.push(bo.id, &again).unwrap().answer else { panic!() };
    assert!(answers.iter().all(|answer| answer.duplicate));
    assert_sound(&new);
    let acts: Vec<_> = new.audit(0, 100).unwrap().into_iter().map(|row| row.act).collect();
    assert!(acts.contains(&"restored".to_owned()) && acts.contains(&"relayed".to_owned()));
    assert_eq!(new.keep_file(b"evidence").unwrap(), old.keep_file(b"evidence").unwrap());
}

fn ids(order: &[sync::Sequenced]) -> Vec<journal::EntryId> {
    order.iter().map(|entry| entry.entry.id).collect()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_backup_goes_only_whole_into_an_empty_database(#[case] kind: Kind) {
    let (Some(place), Some(empty)) = (Place::new(kind), Place::new(kind)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.backup");
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    (0..200).for_each(|number| _ = desk.queue(&format!("LGG-{number}")));
    desk.push(&office);
    office.backup(&file).unwrap();
    let restore = |database: &Database| {
        Office::restore(database, &file, "Els Maes", Clock::new()).map(|_| ())
    };
    assert_eq!(restore(&place.database()).unwrap_err().code(), "database_not_empty");
    let bytes = std::fs::read(&file).unwrap();
    for cut in [bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&file, &bytes[..cut]).unwrap();
        assert_eq!(restore(&empty.database()).unwrap_err().code(), "backup_damaged");
    }
    std::fs::write(&file, &bytes).unwrap();
    restore(&empty.database()).unwrap();
    let restored = empty.office();
    assert_eq!(restored.head().unwrap().head, 200);
    assert_sound(&restored);
}

/// A desk that was restored from yesterday's backup pulls its own entries back.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_restored_desk_gets_its_own_entries_back(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    desk.queue("LGG-1");
    desk.push(&office);
    desk.pull(&office);
    let mut yesterday = desk.clone();
    desk.queue("LGG-2");
    desk.push(&office);
    yesterday.pull(&office);
    let own = yesterday.held.last().unwrap();
    assert_eq!(own.entry, desk.wrote[1].entry);
}
