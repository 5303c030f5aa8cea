//! Who checked out which part of the queue.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::Filter;

/// Who checked out what.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Leases {
    /// As of when the hub said so; `None` where it never did.
    pub as_of: Option<DateTime<Utc>>,
    /// This desk's first, then by the time they end. Leases that have ended are not among them.
    pub leases: Vec<LeaseInfo>,
}

/// One lease.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseInfo {
    pub id: Uuid,
    pub label: String,
    pub by: String,
    pub mine: bool,
    pub since: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// How many declarations.
    pub count: u32,
    /// How many of them still wait for a decision, as far as this desk knows.
    pub open: u32,
}

/// Checks out a part of the queue.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TakeLease {
    /// What it is called, for example the view's name or the flight.
    pub label: String,
    /// Which declarations, by the queue's filter; those that wait for a decision are taken.
    #[serde(default)]
    #[ts(optional)]
    pub filter: Option<Filter>,
    /// Or these, by id.
    #[serde(default)]
    #[ts(optional)]
    pub ids: Option<Vec<Uuid>>,
    /// At most so many, in the order of urgency.
    #[serde(default)]
    #[ts(optional)]
    pub count: Option<u32>,
    pub minutes: u32,
}

/// What was checked out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseAnswer {
    /// `None` where others have all of it.
    pub lease: Option<LeaseInfo>,
    /// How many others have.
    pub taken: Vec<LeaseTaken>,
}

/// Declarations that another lease holds.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseTaken {
    pub by: String,
    pub until: DateTime<Utc>,
    pub count: u32,
}

/// Names a lease.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseId {
    pub id: Uuid,
}
