//! The store from outside, as the desk uses it. One program, so that it links once.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod attachments;
mod consignment;
mod desk;
mod disk_full;
mod kill;
mod lens;
mod lookup;
mod messages;
mod newer_store;
mod office;
mod queue;
mod rates;
mod rebuild;
mod reference;
mod search;
mod syncing;
mod upgrade;
mod verify;
mod writing;
