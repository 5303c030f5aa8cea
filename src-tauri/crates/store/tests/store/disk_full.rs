//! A disk that is full in earnest: a small one, mounted where nobody else sees it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use journal::{Decision, DeclarationId, DeviceId, EntryId};
use store::{Store, StoreError};
use uuid::Uuid;

use crate::desk::{self, Parcel};

const FOLDER: &str = "GREENLANE_TEST_SMALL_DISK";
const BALLAST: usize = 1 << 20;

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=6m tmpfs \"$GREENLANE_TEST_SMALL_DISK\" || exit 77
        exec \"$0\" --exact disk_full::fill_the_disk --nocapture";
    let run = Command::new("unshare")
        .args(["--mount", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(FOLDER, folder.path())
        .output();
    let Ok(run) = run else {
        return eprintln!("skipped: there is no `unshare` to mount a small disk with");
    };
    let told =
        String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    let not_allowed = run.status.code() == Some(77) || told.contains("unshare failed");
    if not_allowed {
        return eprintln!("skipped: a small disk may not be mounted here: {told}");
    }
    assert!(run.status.success() && told.contains("filled and freed"), "{told}");
}

/// Not a test by itself: what [`a_full_disk_loses_nothing_that_was_acknowledged`] runs on its disk.
#[test]
fn fill_the_disk() {
    let Some(disk) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![1; BALLAST]).unwrap();
    let store = Store::open(&disk, || DeviceId(Uuid::from_u128(1))).unwrap();
    for number in 1..=3 {
        store.attachments().put(&desk::evidence(number)).unwrap();
    }
    let mut acknowledged = Vec::new();
    let full = fill(&store, &mut acknowledged);
    assert_eq!(full.code(), "disk_full", "{full:?}");
    assert!(acknowledged.len() > 100, "only {} entries fitted", acknowledged.len());
    let refused = store.attachments().put(&[acknowledged.len() as u8; 100]).err();
    println!("attachment on the full disk: {refused:?}");
    check(&store, &acknowledged);

    drop(store);
    fs::remove_file(&ballast).unwrap();
    let store = Store::open(&disk, || panic!("the store exists")).unwrap();
    check(&store, &acknowledged);
    let first = store.reader().unwrap().by_lrn("LGG-0").unwrap()[0];
    let decided = desk::draft(Some(first), desk::decided(Decision::Approve));
    acknowledged.push(store.write(|tx| tx.append(decided)).unwrap().id);
    check(&store, &acknowledged);
    println!("filled and freed after {} entries", acknowledged.len());
}

fn fill(store: &Store, acknowledged: &mut Vec<EntryId>) -> StoreError {
    loop {
        let parcel = Parcel::new(&format!("LGG-{}", acknowledged.len()));
        let draft = desk::draft(Some(DeclarationId(desk::id())), desk::queued(&parcel));
        match store.write(|tx| tx.append(draft)) {
            Ok(entry) => acknowledged.push(entry.id),
            Err(full) => return full,
        }
    }
}

fn check(store: &Store, acknowledged: &[EntryId]) {
    let reader = store.reader().unwrap();
    let entries = reader.entries_after(store.device(), 0, 100_000).unwrap();
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, acknowledged);
    assert_eq!(store.verify(|_| {}).unwrap().problems, vec![]);
}
