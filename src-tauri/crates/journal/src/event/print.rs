//! What was put on paper.

use serde::{Deserialize, Serialize};

use crate::id::AttachmentHash;

/// A clearance document was printed or saved. The PDF itself is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Which document, for example `release-note`.
    pub document: String,
    /// Language code, for example `fr`.
    pub language: String,
    /// Hash of the PDF.
    pub file: AttachmentHash,
    /// Pages.
    pub pages: u32,
    /// Revision of the declaration that it shows.
    pub revision: u32,
    /// Where it went: a printer's name, or `None` when it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printer: Option<String>,
}
