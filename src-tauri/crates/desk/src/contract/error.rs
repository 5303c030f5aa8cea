//! Errors as every host carries them: a code for machines, a sentence for people, the way out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Stable machine code of a failure, for example `already_decided`. The UI matches on this, never
/// on the text.
pub type ErrorCode = String;

/// Why a command was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// Machine code.
    pub code: ErrorCode,
    /// What happened, naming the record and the place.
    pub message: String,
    /// The way out.
    pub hint: String,
}
