//! The protocol between desks and hub, and the desk's sync engine as a state machine.
//!
//! Pure: what goes over the wire ([`wire`]), what may stand together and what contests what
//! ([`merge`]), and what the desk should do next. Sockets, timers and files are the hosts'.

// The derived readers of borrowed bytes name this crate.
extern crate alloc;

pub mod code;
pub mod codec;
pub mod engine;
pub mod lease;
pub mod link;
pub mod merge;
pub mod parcel;
pub mod role;
pub mod signing;
pub mod subscription;
pub mod wire;

pub use codec::Malformed;
pub use engine::Engine;
pub use lease::{Lease, LeaseGranted, LeaseRequest};
pub use link::{Link, LinkError};
pub use role::Role;
pub use wire::{
    Answer, HubState, Offer, Outcome, Page, PullRequest, Pulled, Push, PushAnswer, Pushed, Refusal,
    Sequenced, Subscription,
};
