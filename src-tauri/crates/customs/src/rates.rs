//! Exchange rates as dated data: those of the rule packs, and lists of an authority that are laid over
//! them.

mod holding;

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Currency;

pub use holding::{Holding, holding};

/// Who publishes lists of exchange rates. Of two lists that have a rate for the same day, the one that
/// stands first here counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RateSource {
    /// The Union's customs: a list for a month, in units for one euro.
    EuCustoms,
    /// The European Central Bank: euro reference rates of each working day.
    Ecb,
    /// The customs of the United Kingdom: a list for a month, in units for one pound.
    Hmrc,
}

impl RateSource {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::EuCustoms, Self::Ecb, Self::Hmrc];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EuCustoms => "eu_customs",
            Self::Ecb => "ecb",
            Self::Hmrc => "hmrc",
        }
    }

    /// The source of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == name)
    }

    /// The currency that its rates are for one unit of.
    pub fn base(self) -> Currency {
        match self {
            Self::EuCustoms | Self::Ecb => Currency::eur(),
            Self::Hmrc => Currency("GBP".to_owned()),
        }
    }
}

/// A list as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateList {
    pub source: RateSource,
    /// The currency that the rates are for one unit of.
    pub base: Currency,
    /// Its tables, oldest first; no two are of the same span of days.
    pub tables: Vec<RateTable>,
}

/// Rates of a span of days: units of each currency for one unit of the base, as they were published.
/// They are never turned round and never rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateTable {
    /// The currency that the rates are for one unit of.
    pub base: Currency,
    pub from: NaiveDate,
    /// First day on which they do not hold any more.
    pub until: NaiveDate,
    /// By currency, as its ISO 4217 letter code.
    pub rates: BTreeMap<String, Decimal>,
    /// They are samples, or their source could not be verified.
    pub unverified: bool,
    /// The list that they stand in; `None` for those of the rule packs.
    pub list: Option<ListUsed>,
}

/// Which list a rate comes from. Stored in the journal with the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListUsed {
    /// Name of the source, such as `ecb`. A text, so that earlier versions can read later sources.
    pub source: String,
    /// The first day that the table was published for. It lies before the first day on which it holds
    /// where a day's rates count for the following month.
    pub published: NaiveDate,
    /// SHA-256 of the file that the list came in, in lower-case hexadecimal.
    pub hash: String,
}

impl fmt::Display for ListUsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.source, self.published)
    }
}

/// The rate of one currency on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExchangeRate<'a> {
    /// Units of the currency for one unit of the other.
    pub units: Decimal,
    /// First day of the rate.
    pub from: NaiveDate,
    /// The rate is a sample, or its source could not be verified.
    pub unverified: bool,
    /// The imported list that it comes from; `None` for those of the rule packs.
    pub list: Option<&'a ListUsed>,
}

/// An exchange rate that a verdict rests on. Stored in the journal with the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateUsed {
    /// Letter code.
    pub currency: String,
    /// The currency that the rate is for one unit of.
    pub base: String,
    /// Units of the currency for one unit of the base.
    pub units: Decimal,
    /// First day on which the rate held.
    pub from: NaiveDate,
    /// The imported list that it comes from; absent for those of the rule packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<ListUsed>,
    /// The rate is a sample, or its source could not be verified.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}

impl RateTable {
    /// The rate of a currency on a day.
    pub fn rate(&self, currency: &str, day: NaiveDate) -> Option<ExchangeRate<'_>> {
        if day < self.from || self.until <= day {
            return None;
        }
        let units = *self.rates.get(currency)?;
        let (from, unverified) = (self.from, self.unverified);
        Some(ExchangeRate { units, from, unverified, list: self.list.as_ref() })
    }
}
