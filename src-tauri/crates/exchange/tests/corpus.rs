//! Every file of the real corpora either comes in or is refused with a true reason.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use customs::MessageKind;
use exchange::{Record, RefusalCode, read};

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

#[test]
fn every_file_comes_in_or_is_refused_with_a_reason() {
    let Some(corpus) = corpus() else {
        eprintln!("skipped: there is no shared/corpus beside the workspace");
        return;
    };
    let mut files = Vec::new();
    xml_below(&corpus, &mut files);
    let mut counts: BTreeMap<(String, &str, String), usize> = BTreeMap::new();
    for path in &files {
        let found = records(path);
        assert!(!found.is_empty(), "{} yields nothing", path.display());
        for (index, record) in found.iter().enumerate() {
            let place = match record {
                Record::Declaration(found) => found.place,
                Record::Message(found) => found.place,
                Record::Refused(refusal) => refusal.place,
            };
            assert_eq!(place.record, index as u64 + 1, "{}", path.display());
            let (outcome, what) = outcome(record);
            let source = path.strip_prefix(&corpus).unwrap().iter().next().unwrap();
            let key = (source.to_string_lossy().into_owned(), outcome, what);
            *counts.entry(key).or_default() += 1;
        }
    }
    println!("| source | outcome | what | records |\n| --- | --- | --- | --- |");
    for ((source, outcome, what), count) in &counts {
        println!("| {source} | {outcome} | {what} | {count} |");
    }
    println!("{} files", files.len());
}
