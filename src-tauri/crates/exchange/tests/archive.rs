//! Files in archives: what is in them comes in as if it lay beside them, and what is made to do harm
//! does none.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use std::convert::Infallible;
use std::io::{Cursor, Write};

use exchange::{Format, Mapping, Record, RefusalCode, each_file};
use rstest::rstest;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const DECLARATION: &str = "<Declaration><FunctionCode>9</FunctionCode>\
    <FunctionalReferenceID>LGG-1</FunctionalReferenceID></Declaration>";
const ROWS: &str = "lrn;declarant_id;item_number;value;currency;description;commodity_code\n\
    LGG-2;BE0123456789;1;12.00;EUR;cotton socks;611595\n\
    LGG-3;BE0123456789;1;9.50;EUR;a book;490199\n";

/// An archive of these files; a name that ends in `/` is a folder.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        match name.strip_suffix('/') {
            Some(folder) => archive.add_directory(folder, SimpleFileOptions::default()).unwrap(),
            None => {
                archive.start_file(*name, SimpleFileOptions::default()).unwrap();
                archive.write_all(bytes).unwrap();
            }
        }
    }
    archive.finish().unwrap().into_inner()
}

/// Each file's name, and what each of its records is: an LRN or a reason.
fn found(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let done: Result<(), Infallible> =
        each_file(Cursor::new(bytes), "day.zip", &Mapping::default(), |records| {
            let records = records.unwrap();
            let name = records.name().to_owned();
            found.push((name, records.map(|record| told(record.unwrap())).collect()));
            Ok(())
        });
    done.unwrap();
    found
}

fn told(record: Record) -> String {
    match record {
        Record::Declaration(read) => {
            let kind = if read.format == Format::H7Csv { "row" } else { "xml" };
            let lrn = read.body.text(&["FunctionalReferenceID"]).unwrap_or_default();
            format!("{kind} {lrn}")
        }
        Record::Message(read) => format!("{:?}", read.message.kind),
        Record::Refused(refusal) => {
            let about = refusal.reference.map_or_else(String::new, |lrn| format!(" {lrn}"));
            format!("{}{about}", refusal.code)
        }
    }
}

fn only(code: RefusalCode) -> Vec<String> {
    vec![code.to_string()]
}

#[test]
fn every_file_comes_in_under_its_name() {
    let files: [(&str, &[u8]); 6] = [
        ("flights/", b""),
        ("./flights/784.csv", ROWS.as_bytes()),
        ("flights/.DS_Store", b"litter"),
        ("__MACOSX/flights/._784.csv", b"litter"),
        ("lodged.xml", DECLARATION.as_bytes()),
        ("notes.txt", b"call the consignee"),
    ];
    let expected = [
        ("day.zip/flights/784.csv", vec!["row LGG-2".to_owned(), "row LGG-3".to_owned()]),
        ("day.zip/lodged.xml", vec!["xml LGG-1".to_owned()]),
        ("day.zip/notes.txt", only(RefusalCode::UnknownFormat)),
    ];
    let expected = expected.map(|(name, records)| (name.to_owned(), records));
    assert_eq!(found(&packed(&files)), expected);
}

#[test]
fn a_file_that_is_no_archive_is_read_as_itself() {
    assert_eq!(
        found(DECLARATION.as_bytes()),
        [("day.zip".to_owned(), vec!["xml LGG-1".to_owned()])]
    );
}

#[test]
fn two_files_of_one_name_both_come_in() {
    let mut bytes = packed(&[("a.csv", ROWS.as_bytes()), ("b.csv", ROWS.as_bytes())]);
    rename(&mut bytes, b"b.csv", b"a.csv");
    assert_eq!(found(&bytes).len(), 2);
}

#[test]
fn a_damaged_file_does_not_keep_the_others_out() {
    let mut bytes = packed(&[("a.csv", ROWS.as_bytes()), ("b.xml", DECLARATION.as_bytes())]);
    let at = bytes.windows(5).position(|window| window == b"a.csv").unwrap() + 5;
    bytes[at + 20..at + 30].fill(0xFF);
    let found = found(&bytes);
    assert_eq!(found[0].1.last(), only(RefusalCode::DamagedArchive).last());
    assert_eq!(found[1].1, ["xml LGG-1"]);
}

#[test]
fn a_damaged_declaration_is_refused_as_one() {
    let mut bytes = packed(&[("a.xml", DECLARATION.as_bytes()), ("b.csv", ROWS.as_bytes())]);
    let at = bytes.windows(5).position(|window| window == b"a.xml").unwrap() + 5;
    bytes[at + 40..at + 50].fill(0xFF);
    let found = found(&bytes);
    assert_eq!(found[0].1, only(RefusalCode::DamagedArchive));
    assert_eq!(found[1].1.len(), 2);
}

#[rstest]
#[case::cut_off(|bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2), RefusalCode::DamagedArchive)]
#[case::only_a_beginning(|bytes: &mut Vec<u8>| bytes.truncate(4), RefusalCode::DamagedArchive)]
#[case::nothing_in_it(|bytes: &mut Vec<u8>| *bytes = packed(&[]), RefusalCode::EmptyFile)]
#[case::only_litter(|bytes: &mut Vec<u8>| *bytes = packed(&[("a/", b""), ("a/.DS_Store", b"x")]), RefusalCode::EmptyFile)]
#[case::with_a_password(|bytes: &mut Vec<u8>| encrypt(bytes), RefusalCode::Encrypted)]
#[case::in_an_archive(|bytes: &mut Vec<u8>| *bytes = packed(&[("in.zip", bytes)]), RefusalCode::UnknownFormat)]
#[case::of_nobodys_method(|bytes: &mut Vec<u8>| method(bytes, 77), RefusalCode::UnsupportedArchive)]
fn what_cannot_be_unpacked_says_so(
    #[case] harm: impl Fn(&mut Vec<u8>),
    #[case] expected: RefusalCode,
) {
    let mut bytes = packed(&[("a.csv", ROWS.as_bytes())]);
    harm(&mut bytes);
    let found = found(&bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, only(expected));
}

/// Twelve million empty lines in some thousand bytes.
#[test]
fn a_bomb_is_not_unpacked_to_its_end() {
    let lines = [ROWS.as_bytes(), &vec![b'\n'; 12 << 20]].concat();
    let bytes = packed(&[("bomb.csv", &lines), ("b.xml", DECLARATION.as_bytes())]);
    assert!(bytes.len() < 50_000);
    let found = found(&bytes);
    // Whether the last rows were whole nobody knows, and nothing more is looked at.
    assert_eq!(
        found,
        [(
            "day.zip/bomb.csv".to_owned(),
            vec!["row LGG-2".to_owned(), "archive_too_large LGG-3".to_owned()]
        )]
    );
}

/// Each file may be plausible by itself, or say that it is.
#[test]
fn many_small_bombs_are_not_unpacked_either() {
    let lines = [ROWS.as_bytes(), &vec![b'\n'; 2 << 20]].concat();
    let names: Vec<String> = (0..20).map(|number| format!("{number}.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &lines[..])).collect();
    let found = found(&packed(&files));
    assert!(found.len() < 20, "{}", found.len());
    assert_eq!(found.last().unwrap().1.last().unwrap(), "archive_too_large LGG-3");
}

#[test]
fn more_files_than_there_can_be_are_refused_before_they_are_looked_at() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..=exchange::limits::MOST_FILES {
        archive.start_file(number.to_string(), stored()).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert_eq!(found(&bytes), [("day.zip".to_owned(), only(RefusalCode::ArchiveTooLarge))]);
}

fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)
}

fn rename(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    places.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to));
}

/// Says in both headers of the file that a password is needed.
fn encrypt(bytes: &mut [u8]) {
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
}

/// Says in both headers by which method the file is packed.
fn method(bytes: &mut [u8], method: u8) {
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[8] = method;
    bytes[directory + 10] = method;
}
