//! Clearance documents.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::Failure;

/// Which documents can be printed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Documents {
    pub documents: Vec<DocumentChoice>,
    /// Language codes.
    pub languages: Vec<String>,
}

/// One document and whether it can be had.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DocumentChoice {
    /// `release-note`, `duty-notice`, `inspection-report` or `declaration`.
    pub document: String,
    /// Why not; `None` where it can be printed.
    pub refused: Option<Failure>,
}

/// Makes a document to look at.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewRequest {
    pub id: String,
    pub document: String,
    pub language: String,
}

/// A document to look at; its bytes are had from the host by `hash` until the program ends.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Preview {
    pub hash: String,
    pub pages: u32,
    /// Characters that no font could show.
    pub unprintable: Vec<String>,
}

/// Makes a document for good.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PrintRequest {
    pub id: String,
    pub document: String,
    pub language: String,
    /// `None` only records it, to be saved.
    #[serde(default)]
    pub printer: Option<String>,
}

/// A print on record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PrintRecord {
    pub declaration: Uuid,
    pub lrn: String,
    pub document: String,
    pub language: String,
    /// SHA-256 of the PDF; its bytes are had from the host by it.
    pub hash: String,
    pub pages: u32,
    pub revision: u32,
    /// The declaration has moved on since.
    pub superseded: bool,
    pub printer: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
    /// Suggested file name.
    pub file_name: String,
}

/// Asks for prints.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PrintsRequest {
    pub offset: u32,
    pub limit: u32,
}

/// Prints, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Prints {
    pub prints: Vec<PrintRecord>,
    pub total: u32,
}

/// Printers of this machine.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Printers {
    pub printers: Vec<PrinterInfo>,
}

/// A printer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PrinterInfo {
    pub name: String,
    pub is_default: bool,
}
