//! Tests of a store that may not grow any further, as on a full disk.

use chrono::DateTime;
use journal::{DeviceId, Draft, EntryId, Imported, ImportedFile};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::store::Store;

/// An entry of some kilobytes that nothing packs.
fn large(number: u128) -> Draft {
    let noise = (0..200u128).map(|part| Sha256::digest((number * 1_000 + part).to_le_bytes()));
    let file = ImportedFile {
        name: noise.map(|hash| journal::Hash(hash.into()).to_string()).collect(),
        file: None,
        size: 0,
        format: None,
        declarations: 0,
        unchanged: 0,
        amended: 0,
        messages: 0,
        refused: vec![],
    };
    Draft {
        id: EntryId(Uuid::from_u128(number)),
        subject: None,
        event: Imported { files: vec![file], cancelled: false, waiting: 0 }.into(),
        actor: "An".to_owned(),
        at: DateTime::from_timestamp_millis(0).unwrap(),
        base_revision: 0,
    }
}

fn allow_pages(store: &Store, more: i64) {
    let allowed = store.with_writer_connection(|connection| {
        let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        Ok(connection.pragma_update(None, "max_page_count", pages + more)?)
    });
    allowed.unwrap();
}

#[test]
fn what_does_not_fit_is_refused_and_what_was_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), || DeviceId(Uuid::from_u128(1))).unwrap();
    allow_pages(&store, 40);
    let mut written = Vec::new();
    let full = (1..1_000).find_map(|number| match store.write(|tx| tx.append(large(number))) {
        Ok(entry) => {
            written.push(entry);
            None
        }
        Err(error) => Some(error),
    });
    let full = full.unwrap();
    assert_eq!(full.code(), "disk_full");
    assert!(full.to_string().contains("full") && full.hint().contains("Free some space"));
    assert!(written.len() > 3, "{} entries were written", written.len());
    assert_eq!(store.reader().unwrap().entries_after(store.device(), 0, 1_000).unwrap(), written);

    allow_pages(&store, 1_000);
    written.push(store.write(|tx| tx.append(large(5_000))).unwrap());
    assert_eq!(store.reader().unwrap().entries_after(store.device(), 0, 1_000).unwrap(), written);
    assert_eq!(store.verify(|_| {}).unwrap().problems, vec![]);
}
