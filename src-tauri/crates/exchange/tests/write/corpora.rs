//! Real declarations: those of the corpora beside the workspace, and the project's own sample.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use exchange::{DeclarationRecord, Record, read};

/// A declaration with its corpus and file.
pub(crate) struct Found {
    pub corpus: String,
    pub file: PathBuf,
    pub record: DeclarationRecord,
}

fn workspace() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = manifest.ancestors().find(|folder| folder.join("Cargo.lock").exists());
    root.unwrap().to_owned()
}

/// What lies beside the workspace, or `None`, said on standard error, where it does not.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let found = workspace().parent()?.join("shared").join(folder);
    if !found.exists() {
        eprintln!("skipped: there is no shared/{folder} beside the workspace");
        return None;
    }
    Some(found)
}

/// Every declaration of the corpora; references of the Danish templates are filled in.
pub(crate) fn real() -> Option<Vec<Found>> {
    let corpus = shared("corpus")?;
    let of = |name: &str| below(&corpus.join(name), name);
    Some(["hmrc-dms", "danish-dms", "asycuda"].into_iter().flat_map(of).collect())
}

/// Every declaration of a folder of `fixtures`.
pub(crate) fn sample(folder: &str) -> Vec<Found> {
    below(&workspace().join("fixtures").join(folder), folder)
}

fn below(folder: &Path, corpus: &str) -> Vec<Found> {
    let mut paths = Vec::new();
    files(folder, &mut paths);
    let declarations = paths.into_iter().flat_map(|file| {
        let mut bytes = Vec::new();
        File::open(&file).unwrap().read_to_end(&mut bytes).unwrap();
        if corpus == "danish-dms" {
            let text = String::from_utf8(bytes).unwrap();
            bytes =
                text.replace("{{LRN}}", "LRN-1").replace("{{MRN}}", "24DK0SCLWDRSIPKR00").into();
        }
        let records = read(&bytes[..], "corpus").filter_map(|record| match record.unwrap() {
            Record::Declaration(record) => Some(record),
            _ => None,
        });
        let found = |record| Found { corpus: corpus.to_owned(), file: file.clone(), record };
        records.map(found).collect::<Vec<_>>()
    });
    declarations.collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut entries: Vec<PathBuf> = entries.collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path
            .extension()
            .is_some_and(|end| ["xml", "csv"].contains(&&*end.to_string_lossy().to_lowercase()))
        {
            found.push(path);
        }
    }
}
