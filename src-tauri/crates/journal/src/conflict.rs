//! What two desks did to one declaration without knowing of each other.

use chrono::{DateTime, Utc};

use crate::event::{Choice, Event};
use crate::id::{DeviceId, EntryId};

/// What a conflict is about. Notes, photos, prints and messages only add up and have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// Data elements, or the whole version.
    Data,
    /// The broker's decision.
    Decision,
    /// The inspection's record or result.
    Inspection,
    /// How an earlier conflict was answered, or whether something was taken back.
    Choice,
}

/// A conflict, open or answered. Both sides are kept for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictState {
    /// The first contested entry; names the conflict.
    pub id: EntryId,
    /// What it is about.
    pub aspect: Aspect,
    /// Entries of one desk that came later, oldest first. The last one's values are that side's.
    pub contested: Vec<EntryId>,
    /// The desk that wrote them.
    pub device: DeviceId,
    /// Who wrote the last of them.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Entries that stood first, in the hub's order.
    pub against: Vec<EntryId>,
    /// Both sides came to the same; there is nothing to choose, but it is on record.
    pub agreed: bool,
    /// How it was answered.
    pub answer: Option<Answer>,
}

/// How a conflict was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The entry that holds the choice.
    pub entry: EntryId,
    /// What was chosen.
    pub choice: Choice,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl ConflictState {
    /// Whether someone has to choose.
    pub fn is_open(&self) -> bool {
        !self.agreed && self.answer.is_none()
    }
}

impl Aspect {
    /// What an event would be contested about; `None` for what only adds up.
    pub fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Queued(_) | Event::Amended(_) => Some(Aspect::Data),
            Event::Decided(_) => Some(Aspect::Decision),
            Event::InspectionRecorded(_) | Event::InspectionClosed(_) => Some(Aspect::Inspection),
            Event::Resolved(_) | Event::Undone(_) => Some(Aspect::Choice),
            Event::Claimed(_)
            | Event::MessageReceived(_)
            | Event::Attached(_)
            | Event::Annotated(_)
            | Event::AnnotationRemoved(_)
            | Event::Printed(_)
            | Event::Imported(_)
            | Event::HandedOver(_)
            | Event::Judged(_)
            | Event::Unknown { .. } => None,
        }
    }
}
