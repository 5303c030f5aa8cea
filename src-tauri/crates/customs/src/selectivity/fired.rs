//! A criterion that fired, as the verdict keeps it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lane::Lane;

/// One reason for a lane: which criterion, what it asks for, and what it saw. Stored in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiredCriterion {
    /// For example `GL-SEL-030`.
    pub id: String,
    /// The lane that it asks for.
    pub lane: Lane,
    /// What fired it, in one line.
    pub reason: String,
    /// What the criterion asks for, as the pack has it: `total_value_eur from 140 to 150`.
    pub threshold: String,
    /// What it saw in the declaration, by name: `value`, `item`, `word`, `lot` ...
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
    /// Where the criterion comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// That source could not be verified.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}

impl FiredCriterion {
    /// A fact by name.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.get(name).map(String::as_str)
    }
}
