//! The journal from outside: the chain, the payloads, and stories of how entries fold.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod chain;
mod conflicts;
mod fold;
mod messages;
mod naming;
mod payload;
mod story;
