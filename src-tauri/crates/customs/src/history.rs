//! What the past says about a line: how often lines like it turned out to be wrong, criterion by criterion.
//!
//! Each criterion ([`CRITERIA`]) groups lines by something a broker can name: the importer, the
//! commodity, the commodity from an origin. What it says is a rate, "3 of 7 lines of this importer had
//! findings, 19 % is usual", and a weight in log-odds. The score is the sum of the weights and nothing
//! else, so that it can be told in full.
//!
//! Weights are shrunk: a group that was seen seldom says little. They are fitted together, so that
//! what the commodity explains is not counted again for its importer; a pair only adds what its parts
//! do not say. All arithmetic is on integers: the outcome is the same on every machine.

mod criterion;
mod learn;
mod line;
mod odds;
mod outlook;
#[cfg(test)]
mod tests;

pub use criterion::{CRITERIA, Criterion, Part};
pub use learn::{Caution, History};
pub use line::Line;
pub use odds::{LogOdds, Share};
pub use outlook::{Outlook, Reason};
