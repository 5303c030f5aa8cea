//! Bringing files in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::Failure;

/// Starts importing files that the host has staged.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StartImport {
    pub staged: Vec<Uuid>,
}

/// Names an import.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportJob {
    pub job: Uuid,
}

/// How an import gets on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportProgress {
    pub job: Uuid,
    pub stage: ImportStage,
    /// Bytes read of all files.
    #[ts(type = "number")]
    pub done_bytes: u64,
    #[ts(type = "number")]
    pub total_bytes: u64,
    /// The file being read.
    pub current: Option<String>,
    /// What became of the files so far.
    pub report: ImportReport,
    /// Why it failed.
    pub failure: Option<Failure>,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    Running,
    Done,
    Cancelled,
    Failed,
}

/// What became of the files. Declarations + messages + refused is what was in them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ImportReport {
    pub files: Vec<FileReport>,
    pub declarations: u32,
    /// Of the declarations: not here before.
    pub new: u32,
    /// Of the declarations: changed one that was here.
    pub amended: u32,
    /// Of the declarations: here already, unchanged.
    pub unchanged: u32,
    pub messages: u32,
    /// Of the messages: waiting for their declaration.
    pub waiting: u32,
    pub refused: u32,
}

/// What became of one file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FileReport {
    /// The file's name; on the command line, where there is no screen, the path as it was given.
    pub path: String,
    pub format: Option<String>,
    pub declarations: u32,
    /// Of the declarations: changed one that was here.
    pub amended: u32,
    /// Of the declarations: here already, unchanged.
    pub unchanged: u32,
    pub messages: u32,
    /// At most 10,000 are told; `ImportReport.refused` counts all.
    pub refused: Vec<RefusedRecord>,
    /// Headers of its table that are not known. Told when the file is read, not kept on record.
    pub unknown_headers: Vec<UnknownHeader>,
}

/// A header of a table that is not known. Its values stay in the declaration under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnknownHeader {
    /// As it is written.
    pub header: String,
    /// The first values below it, three at most.
    pub samples: Vec<String>,
    /// Names of columns that it may mean, the likeliest first, three at most.
    pub offers: Vec<String>,
}

/// What a header means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeaderMapping {
    /// Case, accents, spaces and signs do not matter.
    pub header: String,
    /// Name of the column, or its data element number.
    pub column: String,
}

/// What this desk remembers of headers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HeaderMappings {
    pub mappings: Vec<HeaderMapping>,
    /// What a header can mean, in the order in which tables are written.
    pub columns: Vec<MappableColumn>,
}

/// A column that a header can mean.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MappableColumn {
    pub name: String,
    /// Data element number; empty where the column has none of its own.
    pub number: String,
    /// Every table must have it.
    pub required: bool,
}

/// Remembers what headers mean, from the next import on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MapHeaders {
    pub mappings: Vec<HeaderMapping>,
}

/// Forgets what a header means.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ForgetHeader {
    pub header: String,
}

/// A record that could not come in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RefusedRecord {
    /// Which record of the file, from one.
    pub record: u32,
    /// Line, from one.
    pub line: u32,
    /// LRN or MRN, where it could be read.
    pub reference: Option<String>,
    pub code: String,
    pub reason: String,
    pub hint: String,
}

/// Earlier imports, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Imports {
    pub imports: Vec<ImportRecord>,
    /// Messages whose declaration has not come yet.
    pub waiting_messages: u32,
}

/// One import on record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportRecord {
    pub entry: Uuid,
    pub at: DateTime<Utc>,
    pub by: String,
    pub cancelled: bool,
    pub report: ImportReport,
}
