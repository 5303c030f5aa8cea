//! What desks and hub rely on.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod code;
mod codec;
mod engine;
mod merge;
mod merge_lists;
mod role;
mod signing;
mod subscription;
