//! The rules that a desk works with: those of the program, releases that it took, and the office's own.

mod changes;
mod error;
mod folder;
mod job;
mod judging;
mod otherwise;
mod publishers;
mod shelf;
mod taking;

pub(crate) use error::PacksError;
pub(crate) use job::{Runs, changed_by};
pub(crate) use judging::{judge, note_if_nothing_waits};
pub(crate) use otherwise::{cancel, judge_again, status, what_changes};
pub(crate) use shelf::InForce;
pub(crate) use taking::{back_to, packs, save_office, take, trust};
