//! Whole cents and grams written as decimals: amounts and masses never pass through a float.

use std::fmt;

/// An amount in cents, written in whole units: `12.50`.
pub(crate) struct Cents(pub(crate) u64);

/// A mass in grams, written in kilograms: `0.620`.
pub(crate) struct Grams(pub(crate) u64);

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl fmt::Display for Grams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

/// `amount * numerator / denominator`, half a cent rounded up.
pub(crate) fn share(amount: u64, numerator: u64, denominator: u64) -> u64 {
    (amount * numerator + denominator / 2) / denominator
}
