//! The whole sample desk: what lies in `fixtures/` is what the generator makes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail there")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use rstest::rstest;
use sample::{SEED, SampleFile, desk};

/// What lies in `fixtures/`, by path. The first test proves that the generator makes just this.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures");
    let mut found = BTreeMap::new();
    collect(&root, &root, &mut found);
    found
});

fn collect(root: &Path, dir: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(name, fs::read(path).unwrap());
        }
    }
}

fn below(folder: &str) -> Vec<(&'static str, &'static [u8])> {
    let inside = |path: &str| path.starts_with(folder);
    FILES.iter().filter(|(path, _)| inside(path)).map(|(p, b)| (p.as_str(), b.as_slice())).collect()
}

fn text(path: &str) -> String {
    String::from_utf8(FILES[path].clone()).unwrap()
}

#[test]
fn what_is_committed_is_what_the_generator_makes() {
    let made = desk::files(SEED).unwrap();
    let paths: Vec<&str> = made.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(FILES.keys().collect::<Vec<_>>(), paths, "run `cargo xtask generate`");
    for SampleFile { path, bytes } in &made {
        assert!(FILES[path] == *bytes, "{path}: run `cargo xtask generate`");
    }
}

#[test]
fn writes_what_it_answers() {
    let dir = tempfile::tempdir().unwrap();
    let files = desk::write(dir.path(), SEED).unwrap();
    assert_eq!(files.len(), FILES.len());
    for SampleFile { path, bytes } in files {
        assert_eq!(fs::read(dir.path().join(&path)).unwrap(), bytes, "{path}");
        assert_eq!(FILES[&path], bytes, "{path}: another run, other bytes");
    }
}

#[rstest]
#[case::flights("flights/", 2)]
#[case::declarations("declarations/H1_", 22)]
#[case::exports("declarations/B1_", 8)]
#[case::early_reply("declarations/00_", 1)]
#[case::invoices("invoices/", 6)]
#[case::photos("photos/", 8)]
#[case::bad("bad/", 8)]
fn folders_hold_what_they_should(#[case] folder: &str, #[case] count: usize) {
    assert_eq!(below(folder).len(), count);
}

#[test]
fn is_small_enough_to_commit() {
    assert!(FILES.values().map(Vec::len).sum::<usize>() < 6_000_000);
    for (path, bytes) in below("photos/").into_iter().chain(below("invoices/")) {
        assert!(bytes.len() < 300_000, "{path}: {} bytes", bytes.len());
    }
}

#[test]
fn photos_can_be_opened() {
    for (path, bytes) in below("photos/") {
        let picture = image::load_from_memory(bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 900), "{path}");
    }
}

#[test]
fn xml_names_its_encoding_and_ends() {
    for (path, bytes) in below("declarations/").into_iter().chain(below("replies/")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{path}");
        assert!(text.trim_end().ends_with("MetaData>"), "{path}");
    }
}

#[test]
fn a_reply_lies_before_its_declaration_in_file_order() {
    let early = "declarations/00_DMSACC_LGG26-I000107.xml";
    let declaration = "declarations/H1_LGG26-I000107.xml";
    let place = |path: &str| FILES.keys().position(|known| known == path).unwrap();
    assert!(place(early) < place(declaration));
}

#[test]
fn parcels_are_answered_in_one_document() {
    let replies = text("replies/h7-2026-11-20.xml");
    let codes: Vec<&str> = replies
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<dms:FunctionCode>"))
        .map(|rest| &rest[..2])
        .collect();
    let count = |code: &str| codes.iter().filter(|known| **known == code).count();
    assert_eq!((count("01"), count("03"), count("05"), count("09")), (8, 1, 2, 7));
    assert!(replies.contains("<dms:StatementCode>B1<"));
}

#[rstest]
#[case::breaks_off("bad/truncated.xml", |bytes: &[u8]| !text_of(bytes).contains("</md:MetaData>"))]
#[case::bomb("bad/entity-bomb.xml", |bytes: &[u8]| text_of(bytes).contains("<!ENTITY a9"))]
#[case::latin_1("bad/latin-1-said-to-be-utf-8.xml", |bytes: &[u8]| std::str::from_utf8(bytes).is_err())]
#[case::no_image("bad/not-an-image.jpg", |bytes: &[u8]| image::load_from_memory(bytes).is_err())]
#[case::empty("bad/empty.xml", <[u8]>::is_empty)]
#[case::columns("bad/too-few-columns.csv", one_short_row)]
fn broken_files_are_broken(#[case] path: &str, #[case] broken: fn(&[u8]) -> bool) {
    assert!(broken(&FILES[path]), "{path}");
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Three parcels, the second of which lacks ten columns.
fn one_short_row(bytes: &[u8]) -> bool {
    let text = text_of(bytes);
    let rows: Vec<Vec<&str>> = text.lines().map(|row| row.split(';').collect()).collect();
    let lrns: std::collections::BTreeSet<&str> = rows.iter().skip(1).map(|row| row[0]).collect();
    let widths: Vec<usize> = rows.iter().map(Vec::len).collect();
    lrns.len() == 3 && widths == [46, 46, 36, 46]
}

#[test]
fn every_case_and_plan_is_in_the_list() {
    let list = text("CASES.md");
    for case in sample::h7::CASES {
        for lrn in case.lrns(sample::DAY) {
            assert!(list.contains(&lrn), "{}: {lrn}", case.name);
        }
    }
    for plan in sample::trade::PLANS {
        assert!(list.contains(&plan.lrn()), "{}", plan.lrn());
    }
}
