//! The project's own sample desk: everything in it comes in, and each broken file is refused for the
//! reason that it was broken for.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use std::fs::File;
use std::path::{Path, PathBuf};

use customs::{Declaration, MessageKind};
use exchange::{Record, read};
use rstest::rstest;

fn fixtures() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = manifest.ancestors().map(|folder| folder.join("fixtures"));
    found.into_iter().find(|folder| folder.join("flights").is_dir()).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect();
    found.sort();
    found
}

fn records(path: &Path) -> Vec<Record> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    read(File::open(path).unwrap(), &name).map(|record| record.unwrap()).collect()
}

fn refusals(records: &[Record]) -> Vec<&'static str> {
    let refused = records.iter().filter_map(|record| match record {
        Record::Refused(refusal) => Some(refusal.code.as_str()),
        _ => None,
    });
    refused.collect()
}

#[rstest]
#[case("flights")]
#[case("declarations")]
#[case("replies")]
fn everything_comes_in(#[case] folder: &str) {
    for path in files(&fixtures().join(folder)) {
        let found = records(&path);
        assert!(!found.is_empty(), "{}", path.display());
        assert_eq!(refusals(&found), [""; 0], "{}: {found:#?}", path.display());
    }
}

#[test]
fn no_row_of_a_flight_is_lost() {
    for path in files(&fixtures().join("flights")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let items: usize = records(&path)
            .into_iter()
            .map(|record| match record {
                Record::Declaration(found) => Declaration::read(&found.body).items.len(),
                other => panic!("{other:?}"),
            })
            .sum();
        assert_eq!(items, text.lines().count() - 1, "{}", path.display());
    }
}

/// Replies to one declaration lie in a folder of its LRN; those to parcels in one file for all.
#[test]
fn a_reply_lies_in_the_folder_of_its_declaration() {
    let replies = fixtures().join("replies");
    for path in files(&replies) {
        let folder = path.parent().filter(|folder| **folder != replies);
        let folder = folder.map(|folder| folder.file_name().unwrap().to_string_lossy());
        for record in records(&path) {
            let Record::Message(found) = record else { panic!("{}", path.display()) };
            let lrn = found.message.lrn.unwrap();
            assert_eq!(lrn, folder.as_deref().unwrap_or(&lrn), "{}", path.display());
            assert_ne!(found.message.kind, MessageKind::Other, "{}", path.display());
        }
    }
}

#[rstest]
#[case("empty.xml", &["empty_file"])]
#[case("entity-bomb.xml", &["doctype_forbidden"])]
#[case("latin-1-said-to-be-utf-8.xml", &["wrong_encoding"])]
#[case("no-lrn-column.csv", &["missing_columns"])]
#[case("not-an-image.jpg", &["unknown_format"])]
#[case("too-few-columns.csv", &["wrong_column_count"])]
#[case("truncated.xml", &["truncated"])]
#[case("unknown-root.xml", &["unknown_root"])]
fn a_broken_file_is_refused_for_its_fault(#[case] name: &str, #[case] expected: &[&str]) {
    assert_eq!(refusals(&records(&fixtures().join("bad").join(name))), expected);
}
