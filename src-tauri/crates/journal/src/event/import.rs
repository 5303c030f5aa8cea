//! What comes in from outside: declarations, their newer versions, and the authority's messages.

use customs::{AuthorityMessage, Element, Path, Verdict};
use serde::{Deserialize, Serialize};

use crate::id::{AttachmentHash, EntryId};

/// Where a record came from: the file's bytes are kept as evidence under this hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Hash of the whole file.
    pub file: AttachmentHash,
    /// The file's name, without folders; in an archive `archive/file`.
    pub name: String,
    /// Format it was read as, for example `wco_dms` or `h7_csv`.
    pub format: String,
    /// Which record of the file, from one.
    pub record: u64,
    /// Line where the record starts, from one.
    pub line: u64,
}

/// A declaration came onto the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queued {
    /// Where it came from.
    pub source: Source,
    /// The declaration as it was written, whole.
    pub body: Element,
    /// What the rules said on that day.
    pub verdict: Verdict,
}

/// A declaration's data changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amended {
    /// Why, and by what.
    pub cause: AmendmentCause,
    /// The values that differ, in document order. Applying them to the body gives the new version.
    pub changes: Vec<FieldChange>,
    /// The whole new body, where a newer version was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Element>,
    /// What the rules said about the new version.
    pub verdict: Verdict,
}

/// What changed a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum AmendmentCause {
    /// The broker, at the desk.
    Broker {
        /// Why.
        reason: String,
    },
    /// A newer version in an imported file.
    Import {
        /// Where it came from.
        source: Source,
    },
}

/// One value that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Where the value stands.
    pub path: Path,
    /// What stood there; `None` where nothing did.
    pub from: Option<String>,
    /// What stands there now; `None` where it was taken out.
    pub to: Option<String>,
}

/// The authority said something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageReceived {
    /// Where it came from.
    pub source: Source,
    /// What it says.
    pub message: AuthorityMessage,
    /// The entry under which it waited until its declaration came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waited_as: Option<EntryId>,
}

/// One import run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Files in the order they were read.
    pub files: Vec<ImportedFile>,
    /// It was stopped before the end; what had come in stays.
    #[serde(default)]
    pub cancelled: bool,
    /// Messages of the run that had to wait for their declaration.
    #[serde(default)]
    pub waiting: u64,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// The file's name, without folders; in an archive `archive/file`.
    pub name: String,
    /// Hash of its bytes; `None` where they could not be read to the end.
    pub file: Option<AttachmentHash>,
    /// Size in bytes.
    pub size: u64,
    /// Format it was read as; `None` where it was not recognised.
    pub format: Option<String>,
    /// Declarations read: new, changed and unchanged.
    pub declarations: u64,
    /// Of these, how many were already here unchanged.
    pub unchanged: u64,
    /// Of these, how many changed a declaration that was here.
    pub amended: u64,
    /// Messages read, known ones included.
    pub messages: u64,
    /// Records that were refused.
    pub refused: Vec<RefusedRecord>,
}

/// A record that could not come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRecord {
    /// Which record, from one.
    pub record: u64,
    /// Line where it starts or where the fault is, from one.
    pub line: u64,
    /// Its LRN or MRN, where it could be read.
    pub reference: Option<String>,
    /// Machine code, for example `too_few_columns`.
    pub code: String,
    /// Why, for a broker.
    pub reason: String,
    /// The way out.
    pub hint: String,
}
