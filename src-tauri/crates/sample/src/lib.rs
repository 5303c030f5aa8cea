//! Seeded sample data: flights, declarations, replies, invoices, photos.
//!
//! Everything is our own invention and follows from a seed: the same seed gives the same bytes.
//! Nothing here reads the clock; the day is a parameter.

mod check;
pub mod h7;
mod random;
mod words;

use chrono::NaiveDate;

/// The day on which the sample desk is at work.
pub const DAY: NaiveDate =
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("20 November 2026 is a date");

/// The seed of the sample desk in `fixtures/`.
pub const SEED: u64 = 20_261_120;
