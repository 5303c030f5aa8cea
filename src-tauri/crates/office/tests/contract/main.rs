//! What every office keeps to, on SQLite and on PostgreSQL alike.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod deciding;
mod messages;
mod order;
mod postgres;
mod world;
