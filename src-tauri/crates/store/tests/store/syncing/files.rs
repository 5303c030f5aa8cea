//! Files on their way to the hub and from it.

use std::io::{Read, Write};

use journal::{Attached, AttachmentHash, AttachmentPurpose};
use rstest::rstest;

use crate::desk::{self, Desk, Parcel};

fn photo(file: &AttachmentHash, name: &str) -> Attached {
    Attached {
        file: file.clone(),
        name: name.to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 3,
        pixels: None,
        purpose: AttachmentPurpose::Photo,
    }
}

#[test]
fn files_go_smallest_first_until_they_are_confirmed() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel::new("LGG-1"));
    let small = desk.store.attachments().put(b"seal").unwrap();
    desk.append(Some(id), photo(&small, "seal.jpg"));
    let waiting = || desk.reader().files_to_send(desk.store.attachments(), 1).unwrap();
    let all = waiting();
    assert_eq!((all.count, all.bytes, all.files.len()), (2, 10, 1));
    let first = &all.files[0];
    assert_eq!(
        (&first.hash, first.name.as_str(), first.declaration),
        (&small, "seal.jpg", Some(id))
    );
    assert_eq!(desk.reader().receipt(&small).unwrap(), None);
    desk.write(|tx| tx.confirm_file(&small, desk::noon()));
    assert_eq!(desk.reader().receipt(&small).unwrap(), Some(desk::noon()));
    let receipts = desk.reader().confirmed_files(desk.store.attachments(), 9).unwrap();
    let [receipt] = &receipts[..] else { panic!("{receipts:?}") };
    assert_eq!((receipt.file.name.as_str(), receipt.at), ("seal.jpg", desk::noon()));
    assert_eq!((waiting().count, &waiting().files[0].name), (1, &"flight.csv".to_owned()));
    desk.clean();
    desk.write(|tx| tx.roll_back(0, true));
    assert_eq!(waiting().count, 2, "a restored hub is asked again");
    desk.clean();
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

#[rstest]
#[case::within_a_chunk(2_000_000, 300_000)]
#[case::at_its_end(2_000_000, 1 << 20)]
#[case::nothing_came(10, 0)]
fn a_file_is_taken_up_where_it_broke_off(#[case] length: usize, #[case] came: usize) {
    let whole = bytes(length);
    let hash = Desk::new().store.attachments().put(&whole).unwrap();
    let desk = Desk::new();
    let attachments = desk.store.attachments();
    let mut writer = attachments.incoming(&hash).unwrap();
    writer.write_all(&whole[..came]).unwrap();
    drop(writer);
    assert_eq!(attachments.size(&hash).unwrap(), None);
    let mut writer = attachments.incoming(&hash).unwrap();
    assert_eq!(writer.size(), came as u64);
    writer.write_all(&whole[came..]).unwrap();
    assert_eq!(writer.finish().unwrap(), hash);
    for offset in [0, 1, came, (1 << 20) - 1, 1 << 20, length - 1, length, length + 9] {
        let mut reader = attachments.reader(&hash).unwrap();
        reader.skip_to(offset as u64).unwrap();
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        assert!(rest == whole[offset.min(length)..], "from {offset}");
    }
}

#[test]
fn what_is_not_the_file_that_was_wanted_is_not_kept() {
    let desk = Desk::new();
    let wanted = AttachmentHash("ab".repeat(32));
    let mut writer = desk.store.attachments().incoming(&wanted).unwrap();
    writer.write_all(b"something else").unwrap();
    assert_eq!(writer.finish().unwrap_err().code(), "other_content");
    assert_eq!(desk.store.attachments().incoming(&wanted).unwrap().size(), 0);
}
