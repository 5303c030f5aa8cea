//! Every file of the real corpora either comes in or is refused with a true reason.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use customs::Declaration;
use exchange::{Record, read};

/// The corpora beside the workspace, or `None` where they are not there.
fn corpus() -> Option<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = manifest.ancestors().find(|folder| folder.join("Cargo.lock").exists())?;
    let corpus = workspace.parent()?.join("shared/corpus");
    corpus.exists().then_some(corpus)
}

fn xml_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            xml_below(&path, found);
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml")) {
            found.push(path);
        }
    }
}

fn records(path: &Path) -> Vec<Record> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    read(File::open(path).unwrap(), &name).map(|record| record.unwrap()).collect()
}

fn outcome(record: &Record) -> (&'static str, String) {
    match record {
        Record::Declaration(found) => ("declaration", found.format.as_str().to_owned()),
        Record::Message(found) => ("message", format!("{:?}", found.message.kind)),
        Record::Refused(refusal) => ("refused", refusal.code.to_string()),
    }
}

/// Counts by corpus, outcome and format, kind of message or code of refusal.
type Counts = BTreeMap<(String, &'static str, String), usize>;

fn count(counts: &mut Counts, source: &str, records: &[Record]) {
    for record in records {
        let (outcome, what) = outcome(record);
        *counts.entry((source.to_owned(), outcome, what)).or_default() += 1;
    }
}

/// The counts as a Markdown table; what ARCHITECTURE.md says is this.
fn table(counts: &Counts) -> String {
    let rows = counts.iter().map(|((source, outcome, what), count)| {
        format!("| {source} | {outcome} | {what} | {count} |")
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn place_of(record: &Record) -> u64 {
    match record {
        Record::Declaration(found) => found.place.record,
        Record::Message(found) => found.place.record,
        Record::Refused(refusal) => refusal.place.record,
    }
}

/// The files of all corpora with the name of theirs, or `None` where there are none.
fn files() -> Option<Vec<(String, PathBuf)>> {
    let Some(corpus) = corpus() else {
        eprintln!("skipped: there is no shared/corpus beside the workspace");
        return None;
    };
    let mut found = Vec::new();
    xml_below(&corpus, &mut found);
    let named = found.into_iter().map(|path| {
        let source = path.strip_prefix(&corpus).unwrap().iter().next().unwrap();
        (source.to_string_lossy().into_owned(), path.clone())
    });
    Some(named.collect())
}

#[test]
fn every_file_comes_in_or_is_refused_with_a_reason() {
    let Some(files) = files() else { return };
    let mut counts = Counts::new();
    for (source, path) in &files {
        let found = records(path);
        assert!(!found.is_empty(), "{} yields nothing", path.display());
        let numbers: Vec<u64> = found.iter().map(place_of).collect();
        assert!(numbers.into_iter().eq(1..=found.len() as u64), "{}", path.display());
        count(&mut counts, source, &found);
    }
    println!("{}\n{} files", table(&counts), files.len());
    insta::assert_snapshot!(table(&counts));
}

/// The Danish test cases are templates, so all of them are refused as they stand. With their
/// references filled in they show what each of them is.
#[test]
fn danish_templates_come_in_when_they_are_filled_in() {
    let Some(files) = files() else { return };
    let mut counts = Counts::new();
    for (source, path) in files.iter().filter(|(source, _)| source == "danish-dms") {
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.replace("{{LRN}}", "LRN-1").replace("{{MRN}}", "24DK0SCLWDRSIPKR00");
        let found: Vec<Record> =
            read(text.as_bytes(), "filled in").map(|record| record.unwrap()).collect();
        count(&mut counts, source, &found);
    }
    println!("{}", table(&counts));
    insta::assert_snapshot!(table(&counts));
}

/// What the typed view makes of a body: no declaration may lose its reference or its goods items.
#[test]
fn the_typed_view_reads_every_declaration() {
    let Some(files) = files() else { return };
    let mut seen = 0;
    for (_, path) in &files {
        for record in records(path) {
            let Record::Declaration(found) = record else { continue };
            let view = Declaration::read(&found.body);
            let written = found.body.text(&["FunctionalReferenceID"]);
            assert_eq!(
                view.lrn.as_ref().map(|at| at.value.as_str()),
                written,
                "{}",
                path.display()
            );
            assert!(!view.items.is_empty(), "{} has no goods item", path.display());
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

/// The names of the notification samples say what they are.
#[test]
fn the_kind_of_a_reply_agrees_with_its_file_name() {
    let Some(files) = files() else { return };
    let mut seen = 0;
    for (_, path) in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(at) = name.find("DMS") else { continue };
        for record in records(path) {
            let Record::Message(found) = record else { panic!("{name}: {record:?}") };
            assert_eq!(Some(found.message.code.as_str()), name.get(at..at + 6), "{name}");
            assert!(found.message.issued.is_some(), "{name} has no time of issue");
            assert!(found.message.mrn.is_some() && found.message.lrn.is_some(), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}
