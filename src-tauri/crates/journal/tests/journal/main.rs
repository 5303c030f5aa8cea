//! The journal from outside: the chain, the payloads, and stories of how entries fold.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod chain;
mod fold;
mod messages;
mod payload;
mod story;
