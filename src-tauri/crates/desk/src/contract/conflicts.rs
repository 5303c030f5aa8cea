//! What two desks did without knowing of each other, and the choice between them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::Decision;

/// Asks for conflicts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ConflictsRequest {
    /// Only those of one declaration (id, LRN or MRN).
    pub declaration: Option<String>,
    /// Also those that were answered, and those in which both sides agreed.
    pub all: bool,
}

/// Conflicts, open ones first, oldest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Conflicts {
    pub conflicts: Vec<Conflict>,
}

/// What two desks did to one declaration without knowing of each other.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// Names the conflict.
    pub id: Uuid,
    pub declaration: Uuid,
    pub lrn: String,
    pub goods: String,
    pub about: ConflictAspect,
    /// Someone has to choose.
    pub open: bool,
    /// Both came to the same; it is on record only.
    pub agreed: bool,
    /// What both started from.
    pub base: ConflictBase,
    /// What the hub had first. It stands while nobody has chosen; an approval does not.
    pub standing: ConflictSide,
    /// What came later.
    pub contested: ConflictSide,
    /// For data: every element in which base, standing and contested are not all the same.
    pub fields: Vec<ConflictField>,
    /// How it was answered.
    pub answer: Option<ConflictAnswer>,
    /// Revision of the declaration now; send it back with the choice.
    pub revision: u32,
}

/// What a conflict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConflictAspect {
    Data,
    Decision,
    Inspection,
    Choice,
}

/// What both sides started from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictBase {
    /// The decision that counted then.
    pub decision: Option<Decision>,
    /// In words, for what is neither data nor a decision.
    pub summary: Option<String>,
}

/// One side of a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictSide {
    /// Who.
    pub by: String,
    /// At which desk, as the others call it; `None` for this desk, and for one whose name the hub
    /// does not know.
    pub desk: Option<String>,
    /// Whether it was written at this desk.
    pub mine: bool,
    pub at: DateTime<Utc>,
    pub decision: Option<Decision>,
    pub reason: Option<String>,
    /// In words, for what is neither data nor a decision, for example the inspection's remarks.
    pub summary: Option<String>,
    /// The entries, for the timeline.
    pub entries: Vec<Uuid>,
}

/// One data element of a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictField {
    pub path: String,
    pub label: String,
    pub data_element: Option<String>,
    pub base: Option<String>,
    pub standing: Option<String>,
    pub contested: Option<String>,
    /// Both sides changed it, each in another way.
    pub clash: bool,
}

/// How a conflict was answered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictAnswer {
    pub choice: ConflictChoice,
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: Option<String>,
}

/// Which side counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConflictChoice {
    Standing,
    Contested,
    Combined,
}

/// Chooses. The choice is an entry, and the losing values stay on record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ResolveRequest {
    pub conflict: Uuid,
    pub choice: ConflictChoice,
    /// For `combined`: the value of each element that shall differ from the standing one.
    #[serde(default)]
    pub fields: Vec<ChosenField>,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
    /// The revision that the person had before them.
    #[serde(default)]
    #[ts(optional)]
    pub seen_revision: Option<u32>,
}

/// The value chosen for one element.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChosenField {
    pub path: String,
    /// `None` takes the element out.
    pub value: Option<String>,
}
