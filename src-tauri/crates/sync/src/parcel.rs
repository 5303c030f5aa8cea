//! Where a parcel is: stages, since when, from whom, how old, and what is expected next.
//!
//! One answer for the hub's page, its API and the desk's own screen.

mod stages;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How far a parcel has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The declaration came into the office's queue.
    Received,
    /// A broker has looked at it: claimed, held, referred, approved or refused.
    InReview,
    /// The authority has it.
    Lodged,
    /// The authority accepted it.
    Accepted,
    /// The authority controls goods or documents.
    UnderControl,
    /// The authority released the goods.
    Released,
    /// The goods were given to whoever takes them on.
    HandedOver,
    /// It ended otherwise: refused by the office, rejected, not released, or invalidated.
    Stopped,
}

/// One stage that was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageReached {
    pub stage: Stage,
    /// When, as the source says.
    pub at: DateTime<Utc>,
    /// From whom the fact came.
    pub from: FactSource,
    /// When the office learned of it.
    pub known_since: DateTime<Utc>,
}

/// From whom a fact came.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "name")]
pub enum FactSource {
    /// Whoever handed the declaration in.
    Sender,
    /// The office's own broker.
    Office,
    /// A stored message of the customs authority.
    Authority,
    /// The warehouse or transporter of that name.
    Operator(String),
}

/// What is known of one parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelFacts {
    /// LRN, MRN, the parcel's own number (house waybill, postal item) and the transport's (air
    /// waybill); empty where there is none.
    pub lrn: String,
    pub mrn: String,
    pub parcel: String,
    pub transport_document: String,
    /// In the order of the process; at most one of each.
    pub stages: Vec<StageReached>,
    /// Where it stands: the last of `stages` in the order of the process.
    pub stage: Stage,
    /// What should come next; `None` when nothing does.
    pub expected: Option<Stage>,
    /// When the answering side last had news about this parcel.
    pub as_of: DateTime<Utc>,
}

/// The answer to one number. Numbers that are unknown and numbers that are somebody else's give the
/// same answer: no parcels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelAnswer {
    /// The number as it was asked.
    pub asked: String,
    /// Usually one; an air waybill names many.
    pub parcels: Vec<ParcelFacts>,
}

/// The most numbers in one inquiry.
pub const MAX_NUMBERS: usize = 1_000;
/// The most parcels that one number answers with.
pub const MAX_PARCELS: usize = 500;
