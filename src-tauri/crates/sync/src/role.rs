//! What people and programs may do at the hub.

use serde::{Deserialize, Serialize};

/// A role, checked for every entry on the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reviews and decides.
    Broker,
    /// Everything a broker may, and administers the office.
    Supervisor,
    /// Records inspections; does not decide.
    Inspector,
    /// Hands in manifests and asks for own parcels.
    Merchant,
    /// Keeps the goods: asks for parcels in its warehouse and hands them over.
    Warehouse,
    /// Carries the goods: asks for parcels on its transports.
    Transporter,
    /// Sees everything, writes nothing.
    ReadOnly,
}
