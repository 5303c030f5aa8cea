//! Exchange rates as dated data.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

/// Rates of a span of days: units of the currency for one euro.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RateTable {
    pub(super) from: NaiveDate,
    /// First day on which they do not hold any more.
    pub(super) until: NaiveDate,
    #[serde(default)]
    pub(super) unverified: bool,
    pub(super) per_eur: HashMap<String, Decimal>,
}

/// The rate of one currency on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExchangeRate {
    /// Units of the currency for one euro.
    pub per_eur: Decimal,
    /// First day of the rate.
    pub from: NaiveDate,
    /// The rate is a sample, or its source could not be verified.
    pub unverified: bool,
}

impl RateTable {
    pub(super) fn rate(&self, currency: &str, day: NaiveDate) -> Option<ExchangeRate> {
        if day < self.from || self.until <= day {
            return None;
        }
        let per_eur = *self.per_eur.get(currency)?;
        Some(ExchangeRate { per_eur, from: self.from, unverified: self.unverified })
    }
}
