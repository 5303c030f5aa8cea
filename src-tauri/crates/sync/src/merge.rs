//! What may stand together: the rules by which the hub tells a merge from a conflict.
//!
//! Two entries of one declaration meet when neither author knew of the other. Notes, photos, prints
//! and messages only add up. Different data elements merge. Decisions, values of the same element and
//! inspections never do silently: the later one in the hub's order is contested.

use std::collections::BTreeMap;

use journal::EntryId;
use serde::{Deserialize, Serialize};

/// What an entry lays its hand on; small enough to keep beside every entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// Nothing that another could want otherwise.
    Adds,
    /// The whole body: SHA-256 of its stored form, in hexadecimal.
    Body(String),
    /// Single values: path and what stands there from now on.
    Values(BTreeMap<String, Option<String>>),
    /// The broker's decision; `true` where it approves the data as it stands.
    Decision { approves: bool },
    /// The inspection: SHA-256 of the record or result, in hexadecimal.
    Inspection(String),
    /// The answer to a conflict: the contested entries, and SHA-256 of the whole answer.
    Choice { conflicts: Vec<EntryId>, hash: String },
    /// Takes an entry back; what that one touched.
    TakesBack { entry: EntryId, touched: Box<Touch> },
}

/// An entry that stands in the hub's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub entry: EntryId,
    pub touch: Touch,
}
