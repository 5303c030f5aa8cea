//! Attachments: streamed in and out, stored once, swept when nothing names them.

use std::io::{Read, Write};

use journal::{Attached, AttachmentHash, AttachmentPurpose};
use proptest::prelude::*;
use rstest::rstest;
use store::{Attachments, Swept};

use crate::desk::{Desk, Parcel};

const MEBIBYTE: usize = 1 << 20;

fn read(attachments: &Attachments, hash: &AttachmentHash) -> Vec<u8> {
    let mut bytes = Vec::new();
    attachments.reader(hash).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Bytes that no packing makes smaller.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[rstest]
#[case::nothing(0)]
#[case::one_byte(1)]
#[case::one_chunk(MEBIBYTE)]
#[case::a_chunk_and_a_byte(MEBIBYTE + 1)]
#[case::several(3 * MEBIBYTE + 17)]
fn gives_back_what_it_took(#[case] length: usize) {
    let desk = Desk::new();
    let attachments = desk.store.attachments();
    for bytes in [noise(length), vec![b'a'; length]] {
        let hash = attachments.put(&bytes).unwrap();
        assert_eq!(attachments.size(&hash).unwrap(), Some(length as u64));
        assert!(read(attachments, &hash) == bytes);
    }
}

#[test]
fn the_same_content_is_stored_once() {
    let Desk { store, folder } = Desk::new();
    let hashes: Vec<_> =
        (0..5).map(|_| store.attachments().put(&noise(MEBIBYTE)).unwrap()).collect();
    assert!(hashes.iter().all(|hash| *hash == hashes[0]));
    assert_eq!(store.sweep_orphans().unwrap().suspected, 4, "three of every desk, and this one");
    let connection = rusqlite::Connection::open(folder.path().join("attachments.sqlite")).unwrap();
    let sum = "SELECT sum(length(bytes)) FROM chunk";
    let stored: usize = connection.query_row(sum, [], |row| row.get(0)).unwrap();
    assert!((MEBIBYTE..MEBIBYTE + 100).contains(&stored), "{stored} bytes");
}

#[test]
fn what_was_not_finished_is_not_there() {
    let desk = Desk::new();
    let attachments = desk.store.attachments();
    let hash = Desk::new().store.attachments().put(&noise(2 * MEBIBYTE)).unwrap();
    let mut writer = attachments.writer().unwrap();
    writer.write_all(&noise(2 * MEBIBYTE)).unwrap();
    assert_eq!(writer.size(), 2 * MEBIBYTE as u64);
    drop(writer);
    assert_eq!(attachments.size(&hash).unwrap(), None);
    assert_eq!(attachments.reader(&hash).err().unwrap().code(), "unknown_attachment");
    assert_eq!(desk.store.sweep_orphans().unwrap().suspected, 3);
}

fn photo(file: &AttachmentHash) -> Attached {
    Attached {
        file: file.clone(),
        name: "seal.jpg".into(),
        media_type: "image/jpeg".into(),
        size: 3,
        pixels: Some((1, 1)),
        purpose: AttachmentPurpose::Photo,
    }
}

#[test]
fn an_orphan_is_swept_the_second_time_it_is_found() {
    let desk = Desk::new();
    let attachments = desk.store.attachments();
    let id = desk.queue(&Parcel::new("LGG-1"));
    let (kept, late, orphan) =
        (attachments.put(b"kept"), attachments.put(b"late"), attachments.put(b"orphan"));
    let (kept, late, orphan) = (kept.unwrap(), late.unwrap(), orphan.unwrap());
    desk.append(Some(id), photo(&kept));
    assert!(desk.store.reader().unwrap().is_named(&kept).unwrap());
    // Files 2 and 3 of every desk are named by nothing either.
    assert_eq!(desk.store.sweep_orphans().unwrap(), Swept { removed: 0, suspected: 4 });
    desk.append(Some(id), photo(&late));
    assert_eq!(attachments.put(b"orphan").unwrap(), orphan);
    assert_eq!(desk.store.sweep_orphans().unwrap(), Swept { removed: 2, suspected: 1 });
    for hash in [&kept, &late, &orphan] {
        assert!(attachments.size(hash).unwrap().is_some());
    }
    assert_eq!(desk.store.sweep_orphans().unwrap(), Swept { removed: 1, suspected: 0 });
    assert_eq!(attachments.size(&orphan).unwrap(), None);
    desk.clean();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn pieces_make_the_whole(pieces in prop::collection::vec(0usize..700_000, 0..6)) {
        let desk = Desk::new();
        let bytes = noise(pieces.iter().sum());
        let mut writer = desk.store.attachments().writer().unwrap();
        let mut rest = bytes.as_slice();
        for piece in pieces {
            let (now, later) = rest.split_at(piece);
            writer.write_all(now).unwrap();
            rest = later;
        }
        let hash = writer.finish().unwrap();
        prop_assert_eq!(&hash, &desk.store.attachments().put(&bytes).unwrap());
        prop_assert!(read(desk.store.attachments(), &hash) == bytes);
    }
}
