//! A real hub on a free port, with TLS, and the desk's real line to it.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod cable;
mod cut;
mod desk;
mod enrolling;
mod exchanging;
mod guarding;
mod limiting;
mod nodes;
#[allow(dead_code, clippy::zombie_processes, reason = "the office's own tests use more of it")]
#[path = "../../../office/tests/contract/postgres.rs"]
mod postgres;
mod raw;
mod running;
mod secrets;
mod serving;
mod watching;
