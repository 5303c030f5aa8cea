//! Choosing between what two desks did without knowing of each other.

use customs::Verdict;
use serde::{Deserialize, Serialize};

use super::FieldChange;
use crate::id::EntryId;

/// Someone chose. The values that lost stay in their entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resolved {
    /// The contested entries that this answers, oldest first; all of one desk and one aspect.
    pub conflicts: Vec<EntryId>,
    /// What counts from now on.
    pub choice: Choice,
    /// What this changes in the data: empty unless data was contested and its standing values give
    /// way. Applying them to the body gives the new version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// What the rules said about the new version; only where the data changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Box<Verdict>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What counts after a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// What the hub had first.
    Standing,
    /// What came later and was contested.
    Contested,
    /// Field by field; only for data.
    Combined,
}
