//! What happened: entries, their hash chain, and how they fold into a declaration's state.
//!
//! Every change at a desk is one [`Entry`], appended and never altered. The current state of a
//! declaration is a fold over its entries ([`State::fold`]); the timeline, the audit trail, undo and
//! sync are all made of the same entries. Pure: no I/O, no clock, ids come in from outside.

mod chain;
mod entry;
mod event;
mod fold;
mod id;
mod status;

pub use chain::{Chain, ChainBroken, Hash};
pub use entry::{Draft, Entry};
pub use event::*;
pub use fold::{
    AnnotationState, AttachmentState, InspectionState, MessageState, PrintState, State, Unfoldable,
};
pub use id::{AttachmentHash, DeclarationId, DeviceId, EntryId};
pub use status::{AuthorityStatus, Status};
