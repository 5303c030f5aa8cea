//! Merchants, warehouses and transporters at a real hub: what they ask, hand in and are told.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod described;
mod events;
mod folder;
mod handover;
mod intake;
mod mail;
mod page;
mod privacy;
mod sign_in;
mod speed;
mod webhook;
mod world;
