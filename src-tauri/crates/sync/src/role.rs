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

impl Role {
    /// Whether the hub takes entries of that kind from a desk with this role.
    ///
    /// Brokers and supervisors write whatever a desk can write, a handover too: a warehouse may tell
    /// it by telephone, and the entry says who told it. They also may write kinds that this program
    /// does not know yet: the hub keeps those without understanding them. Inspectors write what
    /// belongs to looking at goods. Merchants, warehouses and transporters never write entries
    /// themselves: the hub writes for them what they hand in or tell.
    pub fn may_write(self, kind: &str) -> bool {
        match self {
            Role::Broker | Role::Supervisor => true,
            Role::Inspector => matches!(
                kind,
                "inspection_recorded"
                    | "inspection_closed"
                    | "attached"
                    | "annotated"
                    | "annotation_removed"
                    | "claimed"
                    | "printed"
                    | "undone"
            ),
            Role::Merchant | Role::Warehouse | Role::Transporter | Role::ReadOnly => false,
        }
    }

    /// Whether the hub takes files from a desk with this role.
    pub fn may_send_files(self) -> bool {
        self.may_write("attached")
    }

    /// Whether an `undone` of this role may take back what another desk wrote. An inspector takes
    /// back their own only, or a decision could be undone by someone who may not decide.
    pub fn may_take_back_others(self) -> bool {
        matches!(self, Role::Broker | Role::Supervisor)
    }

    /// Whether the hub takes from this role what other desks wrote and the hub lost.
    pub fn may_relay(self) -> bool {
        matches!(self, Role::Broker | Role::Supervisor)
    }

    /// Whether this is the role of a company that the office serves: it signs in at the hub's page and
    /// has no desk.
    pub fn is_party(self) -> bool {
        matches!(self, Role::Merchant | Role::Warehouse | Role::Transporter)
    }

    /// Whether this role works at a desk that pulls the office's entries.
    pub fn may_pull(self) -> bool {
        matches!(self, Role::Broker | Role::Supervisor | Role::Inspector | Role::ReadOnly)
    }
}
