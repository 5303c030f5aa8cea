//! Seeded sample data: flights, declarations, replies, invoices, photos.
//!
//! Everything is our own invention and follows from a seed: the same seed gives the same bytes.
//! Nothing here reads the clock; the day is a parameter.

mod bad;
mod check;
pub mod desk;
mod figures;
pub mod h7;
mod invoices;
mod pdf;
mod photos;
mod random;
pub mod trade;
mod words;
mod xml;

use chrono::NaiveDate;

/// A file that belongs to the sample desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleFile {
    /// Path below the fixtures folder, with forward slashes.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl SampleFile {
    pub(crate) fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// The day on which the sample desk is at work.
pub const DAY: NaiveDate =
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("20 November 2026 is a date");

/// The seed of the sample desk in `fixtures/`.
pub const SEED: u64 = 20_261_120;
