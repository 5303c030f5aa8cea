//! Declarations for other programs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Failure, Filter, Sort};

/// What declarations can be exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// WCO DMS XML.
    Wco,
    /// H7 as CSV with semicolons.
    H7Csv,
    /// H7 as an Excel workbook.
    H7Xlsx,
    /// JSON by the published schema.
    Json,
}

/// Asks for a file of declarations.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportRequest {
    pub format: ExportFormat,
    pub which: ExportChoice,
}

/// Which declarations go into the file, in this order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum ExportChoice {
    /// These: ids, LRNs or MRNs.
    Named { ids: Vec<String> },
    /// All that a filter lets through.
    Filtered {
        filter: Box<Filter>,
        #[serde(default)]
        sort: Sort,
    },
}

/// A file of declarations. The newest few are kept until the program ends.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Exported {
    /// SHA-256 of the file; its bytes are had from the host by it.
    pub hash: String,
    /// Suggested file name.
    pub file_name: String,
    /// Size in bytes, as a decimal number: it may be larger than a page can count.
    pub size: String,
    /// How many declarations are in it.
    pub declarations: u32,
    /// How many are not, because this form cannot hold them.
    pub refused: u32,
    /// How many elements were left out of those that are in it.
    pub left_out: u32,
    /// What is not in it, the first 500.
    pub missing: Vec<NotExported>,
}

/// Something that is not in an exported file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NotExported {
    /// LRN of its declaration, else the MRN.
    pub reference: Option<String>,
    /// The whole declaration is not in it; else the element at `path`.
    pub whole: bool,
    /// The element that it is about, where it is about one.
    pub path: Option<String>,
    pub failure: Failure,
}
