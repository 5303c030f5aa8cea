//! What became of a file.

use journal::{AttachmentHash, Imported, ImportedFile, RefusedRecord};
use office::OwnEvent;
use serde::Serialize;
use sync::{Answer, Outcome as Written};

use super::record::{Change, Outcome};

/// What became of a file, for whoever handed it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Report {
    /// SHA-256 of the bytes, under which they are kept as evidence.
    pub(crate) file: AttachmentHash,
    pub(crate) name: String,
    pub(crate) size: u64,
    /// What it was read as; `None` where it was not recognised.
    pub(crate) format: Option<String>,
    /// Declarations that came in: new, amended and unchanged.
    pub(crate) declarations: u64,
    pub(crate) new: u64,
    pub(crate) amended: u64,
    pub(crate) unchanged: u64,
    /// Messages that were read.
    pub(crate) messages: u64,
    /// Records that did not come in, the first [`REFUSALS_KEPT`] of them.
    pub(crate) refused: Vec<RefusedRecord>,
    /// How many more did not.
    pub(crate) refused_more: u64,
}

/// Refused records that are told of with their reasons.
const REFUSALS_KEPT: usize = 10_000;

impl Report {
    pub(super) fn of(name: &str, file: &AttachmentHash, size: usize) -> Self {
        Self {
            file: file.clone(),
            name: name.to_owned(),
            size: size as u64,
            format: None,
            declarations: 0,
            new: 0,
            amended: 0,
            unchanged: 0,
            messages: 0,
            refused: Vec::new(),
            refused_more: 0,
        }
    }

    pub(super) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Declaration { format, change, .. } => {
                self.format.get_or_insert_with(|| format.as_str().to_owned());
                self.declarations += 1;
                *self.of_change(change) += 1;
            }
            Outcome::Message { format, .. } => {
                self.format.get_or_insert_with(|| format.as_str().to_owned());
                self.messages += 1;
            }
            Outcome::Refused(refused) => self.refuse(refused),
        }
    }

    /// What was written at the very same time by somebody else, or was here as an older version,
    /// changed nothing after all.
    pub(super) fn settle(&mut self, events: &[OwnEvent], answers: &[Answer]) {
        for answer in answers.iter().filter(|answer| answer.duplicate) {
            let event = events.iter().find(|event| event.id == answer.entry);
            let change = match event.map(|event| event.event.kind()) {
                Some("queued") => Change::New,
                Some("amended") => Change::Amended,
                _ => continue,
            };
            *self.of_change(change) -= 1;
            self.unchanged += 1;
        }
        for answer in answers {
            let Written::Refused(refusal) = &answer.outcome else { continue };
            self.refuse(RefusedRecord {
                record: 0,
                line: 0,
                reference: None,
                code: refusal.code.clone(),
                reason: refusal.message.clone(),
                hint: refusal.hint.clone(),
            });
        }
    }

    /// The same for the office's journal.
    pub(super) fn imported(&self) -> Imported {
        let file = ImportedFile {
            name: self.name.clone(),
            file: Some(self.file.clone()),
            size: self.size,
            format: self.format.clone(),
            declarations: self.declarations,
            unchanged: self.unchanged,
            amended: self.amended,
            messages: self.messages,
            refused: self.refused.clone(),
        };
        Imported { files: vec![file], cancelled: false, waiting: 0 }
    }

    pub(super) fn refused_in_all(&self) -> u64 {
        self.refused.len() as u64 + self.refused_more
    }

    fn refuse(&mut self, refused: RefusedRecord) {
        match self.refused.len() < REFUSALS_KEPT {
            true => self.refused.push(refused),
            false => self.refused_more += 1,
        }
    }

    fn of_change(&mut self, change: Change) -> &mut u64 {
        match change {
            Change::New => &mut self.new,
            Change::Amended => &mut self.amended,
            Change::Unchanged => &mut self.unchanged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_of_so_many_refused_records_and_counts_the_rest() {
        let mut report = Report::of("day.csv", &AttachmentHash(String::new()), 0);
        for record in 0..=REFUSALS_KEPT as u64 {
            let text = String::new;
            let (code, reason, hint) = (text(), text(), text());
            let refused = RefusedRecord { record, line: 0, reference: None, code, reason, hint };
            report.count(Outcome::Refused(refused));
        }
        assert_eq!((report.refused.len(), report.refused_more), (REFUSALS_KEPT, 1));
        assert_eq!(report.refused_in_all(), REFUSALS_KEPT as u64 + 1);
    }
}
