//! An import run between the contract's report and the journal's record of it.

use journal::{AttachmentHash, Imported, ImportedFile};

use crate::contract::{FileReport, ImportReport, RefusedRecord, small};

/// What is kept of a file, or of the archive that it lies in.
pub(super) struct Evidence {
    /// Without folders, but for those in an archive: `day.zip/784/a.csv`.
    pub(super) name: String,
    pub(super) hash: AttachmentHash,
    pub(super) size: u64,
}

/// What the journal keeps of a run. `evidence` is that of each file of the report.
pub(super) fn imported(report: &ImportReport, evidence: &[Evidence], cancelled: bool) -> Imported {
    let files = report.files.iter().zip(evidence).map(|(file, evidence)| ImportedFile {
        name: evidence.name.clone(),
        file: Some(evidence.hash.clone()),
        size: evidence.size,
        format: file.format.clone(),
        declarations: u64::from(file.declarations),
        unchanged: u64::from(file.unchanged),
        amended: u64::from(file.amended),
        messages: u64::from(file.messages),
        refused: file.refused.iter().map(kept).collect(),
    });
    Imported { files: files.collect(), cancelled, waiting: u64::from(report.waiting) }
}

/// What a stored run tells.
pub(crate) fn report(imported: &Imported) -> ImportReport {
    let sum = |count: fn(&ImportedFile) -> u64| small(imported.files.iter().map(count).sum());
    let declarations = sum(|file| file.declarations);
    let (amended, unchanged) = (sum(|file| file.amended), sum(|file| file.unchanged));
    ImportReport {
        files: imported.files.iter().map(file_report).collect(),
        declarations,
        new: declarations.saturating_sub(amended).saturating_sub(unchanged),
        amended,
        unchanged,
        messages: sum(|file| file.messages),
        waiting: small(imported.waiting),
        refused: sum(|file| file.refused.len() as u64),
    }
}

fn file_report(file: &ImportedFile) -> FileReport {
    FileReport {
        path: file.name.clone(),
        format: file.format.clone(),
        declarations: small(file.declarations),
        amended: small(file.amended),
        unchanged: small(file.unchanged),
        messages: small(file.messages),
        refused: file.refused.iter().map(told).collect(),
        unknown_headers: Vec::new(),
    }
}

fn kept(refused: &RefusedRecord) -> journal::RefusedRecord {
    journal::RefusedRecord {
        record: u64::from(refused.record),
        line: u64::from(refused.line),
        reference: refused.reference.clone(),
        code: refused.code.clone(),
        reason: refused.reason.clone(),
        hint: refused.hint.clone(),
    }
}

fn told(refused: &journal::RefusedRecord) -> RefusedRecord {
    RefusedRecord {
        record: small(refused.record),
        line: small(refused.line),
        reference: refused.reference.clone(),
        code: refused.code.clone(),
        reason: refused.reason.clone(),
        hint: refused.hint.clone(),
    }
}
