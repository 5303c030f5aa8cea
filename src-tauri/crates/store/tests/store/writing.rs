//! Appending: chained, all or nothing, one writer at a time.

use std::sync::Barrier;
use std::thread;

use journal::{Chain, Decision, DeclarationId, Hash};
use store::StoreError;

use crate::desk::{self, Desk, Parcel};

#[test]
fn entries_follow_each_other() {
    let desk = Desk::new();
    let one = desk.queue(&Parcel::new("LGG-1"));
    let two = desk.queue(&Parcel::new("LGG-2"));
    let decision = desk.decide(one, Decision::Approve);
    let reader = desk.store.reader().unwrap();
    let device = desk.store.device();
    let entries = reader.entries_after(device, 0, 10).unwrap();
    let mut chain = Chain::start(device);
    entries.iter().for_each(|entry| chain.follow(entry).unwrap());
    assert_eq!(reader.head(device).unwrap(), (3, chain.head()));
    assert_eq!(reader.entries_after(device, 2, 10).unwrap(), entries[2..]);
    assert_eq!(reader.entries_after(device, 0, 2).unwrap(), entries[..2]);
    assert_eq!(reader.entry(decision).unwrap(), entries[2]);
    let of = |id| reader.entries_of(id).unwrap().into_iter().map(|placed| placed.entry);
    assert_eq!(of(one).collect::<Vec<_>>(), vec![entries[0].clone(), entries[2].clone()]);
    assert_eq!(of(two).collect::<Vec<_>>(), vec![entries[1].clone()]);
}

#[test]
fn what_fails_leaves_nothing() {
    let desk = Desk::new();
    let id = DeclarationId(desk::id());
    let failed: Result<(), StoreError> = desk.store.write(|tx| {
        tx.append(desk::draft(Some(id), desk::queued(&Parcel::new("LGG-1"))))?;
        tx.append(desk::draft(Some(DeclarationId(desk::id())), desk::decided(Decision::Hold)))?;
        Ok(())
    });
    assert_eq!(failed.unwrap_err().code(), "unfoldable");
    let reader = desk.store.reader().unwrap();
    assert_eq!(reader.head(desk.store.device()).unwrap(), (0, Hash::ZERO));
    assert_eq!(reader.counts().unwrap(), vec![]);
    desk.queue(&Parcel::new("LGG-2"));
    desk.clean();
}

#[test]
fn an_error_that_is_passed_over_still_leaves_nothing() {
    let desk = Desk::new();
    let nowhere = Some(DeclarationId(desk::id()));
    let written: Result<(), StoreError> = desk.store.write(|tx| {
        tx.append(desk::draft(nowhere, desk::decided(Decision::Hold))).ok();
        let queued = desk::queued(&Parcel::new("LGG-1"));
        tx.append(desk::draft(Some(DeclarationId(desk::id())), queued)).ok();
        Ok(())
    });
    assert_eq!(written.unwrap_err().code(), "half_written");
    assert_eq!(desk.store.reader().unwrap().head(desk.store.device()).unwrap(), (0, Hash::ZERO));
    desk.clean();
}

#[test]
fn a_panic_leaves_nothing_and_harms_nobody() {
    let desk = Desk::new();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.store.write(|tx| -> Result<(), StoreError> {
            tx.append(desk::draft(
                Some(DeclarationId(desk::id())),
                desk::queued(&Parcel::new("LGG-1")),
            ))?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    desk.queue(&Parcel::new("LGG-2"));
    assert_eq!(desk.store.reader().unwrap().head(desk.store.device()).unwrap().0, 1);
    desk.clean();
}

#[test]
fn a_writer_sees_what_it_wrote_and_readers_see_it_later() {
    let desk = Desk::new();
    let reader = desk.store.reader().unwrap();
    let id = DeclarationId(desk::id());
    let written: Result<(), StoreError> = desk.store.write(|tx| {
        tx.append(desk::draft(Some(id), desk::queued(&Parcel::new("LGG-1"))))?;
        assert_eq!(tx.by_lrn("LGG-1")?, vec![id]);
        assert_eq!(reader.by_lrn("LGG-1")?, vec![]);
        Ok(())
    });
    written.unwrap();
    assert_eq!(reader.by_lrn("LGG-1").unwrap(), vec![id]);
}

/// Two stores on one folder stand for two programs: each has connections of its own.
#[test]
fn two_writers_make_one_chain() {
    const EACH: u64 = 40;
    let desk = Desk::new();
    let other = desk::open(&desk.folder);
    let start = Barrier::new(2);
    thread::scope(|scope| {
        for (name, store) in [("A", &desk.store), ("B", &other)] {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                for number in 0..EACH {
                    let parcel = Parcel::new(&format!("{name}-{number}"));
                    let draft = desk::draft(Some(DeclarationId(desk::id())), desk::queued(&parcel));
                    store.write(|tx| tx.append(draft)).unwrap();
                }
            });
        }
    });
    assert_eq!(other.reader().unwrap().head(desk.store.device()).unwrap().0, 2 * EACH);
    desk.clean();
}

#[test]
fn two_programs_may_make_the_same_store_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let start = Barrier::new(4);
    let devices = thread::scope(|scope| {
        let open = || {
            start.wait();
            store::Store::open(folder.path(), || journal::DeviceId(desk::id())).unwrap().device()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(devices.iter().all(|device| *device == devices[0]), "{devices:?}");
}
