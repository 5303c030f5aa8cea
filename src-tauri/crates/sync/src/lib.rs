//! The protocol between desks and hub, and the desk's sync engine as a state machine.
//!
//! Pure: no sockets, no timers, no clock, no files. Those are the hosts'.
//!
//! # The protocol in a page
//!
//! A desk writes entries (`journal`) and goes on working, whether there is a line or not. An entry is
//! never altered; its place in the office's order is kept beside it. The desk pushes its entries in
//! the order in which it wrote them, the hub gives each a place, and every desk pulls what its
//! subscription names. Whoever folds the same entries in the same order comes to the same state.
//!
//! 1. **One order.** The hub gives each accepted entry a gap-free number under a row lock
//!    ([`Outcome`]). Clocks are shown ([`HubState::at`]), never compared.
//! 2. **Push in device order, idempotent.** An entry's id and its place in the desk's hash chain tell
//!    the hub what it has already; then it answers again what became of it ([`Answer::duplicate`]).
//!    A refused entry gets no number, goes to the desk's tray and blocks only its own declaration
//!    ([`Offer::withheld`]): the chain has no holes, so all that a desk wrote can be recovered.
//! 3. **A forked desk** (cloned, or restored from a backup) is noticed by a number that comes twice
//!    with another hash ([`PushAnswer::Forked`]). It takes a new name and numbers what it has not sent
//!    anew ([`engine::Step::Renumber`]); ids stay, nothing is dropped.
//! 4. **Page and cursor move in one transaction** ([`Page::Entries`]). Pulling never overwrites unsent
//!    work: what the hub ordered is folded first, then what the desk has not sent yet.
//! 5. **Nothing merges silently that two people could want otherwise** ([`merge`]). Each entry tells up
//!    to where its author knew the order ([`Offer::seen`]); what stands beyond that, from another desk,
//!    was not known to them. Notes and photos add up, different values merge; the rest is contested:
//!    it is on record everywhere, without effect, until an entry chooses it. The hub decides once, by
//!    a pure function, and the result travels with the entry.
//! 6. **Retry by itself** ([`engine`]): at once when the line returns or a person asks, otherwise after
//!    a wait that grows to a minute and is spread by a random number. From any state, once the line
//!    works, everything drains without another edit; a test tries it from hundreds of histories.
//! 7. **Epoch and floor** ([`HubState`]). A restored hub begins a new epoch; a desk that comes from an
//!    older one takes back the places after the last common number and offers those entries again,
//!    its own and others' ([`Page::RollBack`]). A desk that was away for longer than the hub keeps in
//!    order asks for what changed, declaration by declaration ([`Page::Resync`]).
//! 8. **A file is synced when the hub has confirmed its SHA-256** ([`link::FileHeld::confirmed`]). It
//!    goes in parts, after the entries; until then its original stays.
//!
//! # How it travels
//!
//! CBOR with integer keys, packed ([`codec`]): a program passes over keys that it does not know, so
//! that a hub serves desks of this version and the two before. Each request is signed with the desk's
//! key ([`signing`]); the hub checks each entry against the desk's role ([`role`]). A desk joins with a
//! code that carries the fingerprint of the hub's certificate ([`code`]).

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
