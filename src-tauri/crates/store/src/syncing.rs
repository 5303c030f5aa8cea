//! The hub's order beside this desk's own entries: what is placed, contested, refused and still to
//! be offered; what left the window; which files the hub has confirmed.
//!
//! None of this can be made from the journal, so a rebuild leaves it alone and makes the rest of it.

mod answering;
mod cursor;
mod evicting;
mod files;
mod names;
mod outbox;
mod placing;
mod preparing;
mod receiving;
mod refusals;
mod renumbering;
mod rolling_back;

pub use cursor::HubCursor;
pub use evicting::EvictedRow;
pub(crate) use evicting::enter_evicted;
pub use files::{ConfirmedFile, FileToSend, FilesToSend};
pub use outbox::OutboxSummary;
pub use placing::Standing;
pub use preparing::Prepared;
pub use receiving::Received;
pub use refusals::{Refused, Settled};
pub(crate) use rolling_back::ROLL_BACKS;
pub use rolling_back::RolledBack;
