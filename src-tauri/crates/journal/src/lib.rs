//! What happened: entries, their hash chain, and how they fold into a declaration's state.
//!
//! Every change at a desk is one [`Entry`], appended and never altered. The current state of a
//! declaration is a fold over its entries ([`State::fold`]); the timeline, the audit trail, undo and
//! sync are all made of the same entries. Pure: no I/O, no clock, ids come in from outside.

mod chain;
mod conflict;
#[cfg(feature = "earlier")]
pub mod earlier;
mod entry;
mod event;
mod fold;
mod id;
mod placed;
mod status;

pub use chain::{Chain, ChainBroken, Hash};
pub use conflict::{Answer, Aspect, ConflictState};
pub use entry::{Draft, Entry, Head};
pub use event::*;
pub use fold::{
    AnnotationState, AttachmentState, DecisionState, HandoverState, InspectionState, MessageState,
    PrintState, State, Unfoldable,
};
pub use id::{AttachmentHash, DeclarationId, DeviceId, EntryId};
pub use placed::Placed;
pub use status::{AuthorityStatus, Status};
