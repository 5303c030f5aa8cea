//! What the desk's own reader makes of the sample: everything sound comes in, everything broken is
//! refused, and nothing is lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail there")]

use std::collections::BTreeMap;

use customs::MessageKind;
use customs::declaration::Declaration;
use exchange::Record;
use rstest::rstest;
use sample::h7::{AFTERNOON, Flight, MORNING, Options, Size};
use sample::{DAY, SEED, SampleFile, trade};

fn records(file: &SampleFile) -> Vec<Record> {
    exchange::read(file.bytes.as_slice(), &file.path).map(Result::unwrap).collect()
}

fn flight(flight: Flight) -> (SampleFile, u64) {
    let mut bytes = Vec::new();
    let options = Options { size: Size::Rows(1000), seed: SEED, flight, day: DAY };
    let summary = sample::h7::write_csv(&mut bytes, options).unwrap();
    (SampleFile { path: "flight.csv".to_owned(), bytes }, summary.declarations)
}

#[test]
fn columns_are_the_reader_s() {
    let ours: Vec<&str> = sample::h7::column_names().collect();
    let read: Vec<&str> = exchange::columns().iter().map(|column| column.name).collect();
    assert_eq!(ours, read);
}

#[rstest]
#[case::morning(MORNING)]
#[case::afternoon_with_other_columns(AFTERNOON)]
fn every_parcel_comes_in(#[case] which: Flight) {
    let (file, declarations) = flight(which);
    let records = records(&file);
    let refused: Vec<&Record> =
        records.iter().filter(|record| !matches!(record, Record::Declaration(_))).collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(records.len() as u64, declarations);
}

#[test]
fn every_declaration_and_reply_comes_in() {
    let mut declarations = BTreeMap::new();
    let mut messages = BTreeMap::new();
    for file in trade::files(SEED, DAY) {
        for record in records(&file) {
            match record {
                Record::Declaration(read) => {
                    let read = Declaration::read(&read.body);
                    declarations.insert(read.lrn.unwrap().value, read.data_set.0);
                }
                Record::Message(read) => {
                    messages
                        .entry(read.message.lrn.unwrap())
                        .or_insert_with(Vec::new)
                        .push(read.message.kind);
                }
                Record::Refused(refusal) => panic!("{}: {refusal:?}", file.path),
            }
        }
    }
    assert_eq!(declarations.values().filter(|set| *set == "H1").count(), 22);
    assert_eq!(declarations.values().filter(|set| *set == "B1").count(), 8);
    let without: Vec<&String> =
        messages.keys().filter(|lrn| !declarations.contains_key(*lrn)).collect();
    assert_eq!(without, ["LGG26-I000999"]);
}

#[rstest]
#[case::released("LGG26-I000101", &[MessageKind::Accepted, MessageKind::Tax, MessageKind::Released])]
#[case::documents("LGG26-I000114", &[MessageKind::Accepted, MessageKind::Tax, MessageKind::DocumentsRequested])]
#[case::rejected("LGG26-I000116", &[MessageKind::Rejected])]
#[case::invalidated("LGG26-I000118", &[MessageKind::Accepted, MessageKind::Tax, MessageKind::Invalidated])]
#[case::not_released("LGG26-I000119",
    &[MessageKind::Accepted, MessageKind::Tax, MessageKind::Control, MessageKind::NotReleased])]
#[case::exited("LGG26-E000204", &[MessageKind::Accepted, MessageKind::Released, MessageKind::Exited])]
fn replies_say_what_they_should(#[case] lrn: &str, #[case] expected: &[MessageKind]) {
    let kinds: Vec<MessageKind> = trade::files(SEED, DAY)
        .iter()
        .filter(|file| file.path.starts_with(&format!("replies/{lrn}/")))
        .flat_map(records)
        .map(|record| match record {
            Record::Message(read) => read.message.kind,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(kinds, expected);
}

#[test]
fn parcels_replies_all_come_in() {
    let records = records(&trade::parcel_replies(SEED, DAY));
    let count = |wanted| {
        let is = |record: &&Record| matches!(record, Record::Message(read) if read.message.kind == wanted);
        records.iter().filter(is).count()
    };
    assert_eq!(records.len(), 18);
    assert_eq!(count(MessageKind::Released), 6);
    assert_eq!(count(MessageKind::NotReleased), 1);
    assert_eq!(count(MessageKind::Rejected), 1);
    assert_eq!(count(MessageKind::Control), 2);
}

#[rstest]
#[case::truncated("truncated.xml", 0, 1)]
#[case::short_row("too-few-columns.csv", 2, 1)]
#[case::no_lrn("no-lrn-column.csv", 0, 1)]
#[case::unknown_root("unknown-root.xml", 0, 1)]
#[case::bomb("entity-bomb.xml", 0, 1)]
#[case::encoding("latin-1-said-to-be-utf-8.xml", 0, 1)]
#[case::empty("empty.xml", 0, 1)]
#[case::no_image("not-an-image.jpg", 0, 1)]
fn broken_files_are_refused(#[case] name: &str, #[case] good: usize, #[case] refused: usize) {
    let path = format!("{}/../../../fixtures/bad/{name}", env!("CARGO_MANIFEST_DIR"));
    let file = SampleFile { path: name.to_owned(), bytes: std::fs::read(path).unwrap() };
    let records = records(&file);
    let bad = records.iter().filter(|record| matches!(record, Record::Refused(_))).count();
    assert_eq!((records.len() - bad, bad), (good, refused), "{records:?}");
}
