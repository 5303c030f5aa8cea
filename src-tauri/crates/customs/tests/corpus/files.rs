//! Finds the corpus beside the workspace.

use std::path::{Path, PathBuf};

use customs::Element;

use crate::xml;

/// A declaration of the corpus: which file, and its body.
pub(crate) struct Sample {
    pub(crate) file: String,
    pub(crate) body: Element,
}

/// The corpus's folder; says so on standard error where there is none.
pub(crate) fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let corpus = root.parent()?.join("shared/corpus");
    if !corpus.is_dir() {
        eprintln!("skipped: no corpus at {}", corpus.display());
        return None;
    }
    Some(corpus)
}

/// Every WCO declaration below a folder of the corpus, in the order of their paths.
pub(crate) fn declarations(folder: &str) -> Vec<Sample> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let mut files = Vec::new();
    collect(&corpus.join(folder), &mut files);
    files.sort();
    files
        .iter()
        .filter_map(|file| {
            let body = xml::declaration(&std::fs::read_to_string(file).ok()?)?;
            let file = file.strip_prefix(&corpus).unwrap_or(file).display().to_string();
            Some(Sample { file, body })
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml")) {
            files.push(path);
        }
    }
}
