//! What the broker decides, takes on and takes back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::EntryId;

/// What the broker made of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Fit to be lodged.
    Approve,
    /// Wait: something is to be found out first.
    Hold,
    /// Look at the goods first.
    Refer,
    /// Not to be lodged by this office.
    Refuse,
}

/// The broker decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What.
    pub decision: Decision,
    /// Why; holding and refusing always say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The same for all declarations decided by one key press, so that one undo takes all back.
    pub batch: Uuid,
}

/// An earlier entry no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The entry that is taken back.
    pub entry: EntryId,
}

/// Someone took the declaration on, or gave it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// True when it was taken on by the entry's actor.
    pub claimed: bool,
}
