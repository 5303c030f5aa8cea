//! What every office keeps to, on SQLite and on PostgreSQL alike.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod around;
mod backup;
mod crash;
mod deciding;
mod devices;
mod guests;
mod messages;
mod notices;
mod opaque;
mod order;
mod parcels;
mod parties;
mod postgres;
mod pruning;
mod pulling;
mod secrecy;
mod traps;
mod verifying;
mod world;
