//! Leases: a desk checks out a part of the queue for some hours.
//!
//! A lease is a courtesy, not a lock: it tells the others who is at work where, returns by itself,
//! and two desks that decide the same declaration all the same end in a conflict.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A part of the queue that a desk checked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Names the lease.
    pub id: Uuid,
    /// What was checked out, as the broker called it: a view, a flight, a count.
    pub label: String,
    /// Who.
    pub by: String,
    /// At which desk.
    pub device: DeviceId,
    /// Since when, by the hub's clock.
    pub since: DateTime<Utc>,
    /// Until when, by the hub's clock.
    pub until: DateTime<Utc>,
    /// The declarations.
    pub subjects: Vec<DeclarationId>,
}

/// Asks for a lease. The most that can be had is [`MAX_LEASED`] declarations for [`MAX_HOURS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaseRequest {
    /// Names the lease; asking twice with one id gives one lease.
    pub id: Uuid,
    pub label: String,
    pub by: String,
    pub minutes: u32,
    pub subjects: Vec<DeclarationId>,
}

/// What was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaseGranted {
    /// With those declarations that nobody else had checked out.
    pub lease: Lease,
    /// How many others have, by lease.
    pub taken: Vec<Taken>,
}

/// Declarations that another lease holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub by: String,
    pub until: DateTime<Utc>,
    pub count: u32,
}

/// The most declarations in one lease.
pub const MAX_LEASED: usize = 20_000;
/// The longest lease, in hours.
pub const MAX_HOURS: u32 = 24;
