//! Where parcels are, and bringing back what is on the hub only.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Asks where parcels are.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelsRequest {
    /// Tracking numbers, LRNs, MRNs or air waybills; at most a thousand.
    pub numbers: Vec<String>,
}

/// Where parcels are, as this desk knows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Parcels {
    pub answers: Vec<ParcelAnswer>,
    /// The desk's own time, for ages.
    pub now: DateTime<Utc>,
    /// When this desk last had everything that the hub had; `None` for a desk that works by itself.
    pub synced_at: Option<DateTime<Utc>>,
}

/// The answer to one number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelAnswer {
    pub asked: String,
    /// What the number is, for example `mrn`; `None` where it is none that we know.
    pub kind: Option<String>,
    /// Empty where this desk knows none.
    pub parcels: Vec<ParcelInfo>,
    /// The number is known to be on the hub only, see `fetch`.
    pub on_hub_only: bool,
}

/// One parcel.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelInfo {
    pub declaration: Uuid,
    pub lrn: String,
    pub mrn: String,
    pub parcel: String,
    pub transport_document: String,
    pub goods: String,
    pub consignee: String,
    pub stages: Vec<ParcelStage>,
    pub stage: StageName,
    pub expected: Option<StageName>,
    /// When this desk last had news about it.
    pub as_of: DateTime<Utc>,
}

/// One stage that a parcel reached.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelStage {
    pub stage: StageName,
    pub at: DateTime<Utc>,
    /// `sender`, `office`, `authority` or `operator`.
    pub from: String,
    /// The operator's name.
    pub from_name: Option<String>,
    /// When it was learned here.
    pub known_since: DateTime<Utc>,
}

/// How far a parcel has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageName {
    Received,
    InReview,
    Lodged,
    Accepted,
    UnderControl,
    Released,
    HandedOver,
    Stopped,
}

/// Brings declarations back from the hub that left this desk's window, or were never in it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FetchRequest {
    /// Id, LRN, MRN, parcel or transport number.
    pub number: String,
}

/// What came back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Fetched {
    pub declarations: Vec<Uuid>,
}
