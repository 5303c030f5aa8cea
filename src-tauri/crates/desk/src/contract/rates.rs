//! Exchange rates: importing lists, which rate holds on a day, which one a verdict rests on.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::RefusedRecord;

/// Imports staged lists of exchange rates.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportRates {
    pub staged: Vec<Uuid>,
}

/// What became of the files.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct RatesReport {
    pub files: Vec<RatesImported>,
    /// Reasons for which files did not come in.
    pub refused: u32,
}

/// What became of one file. It comes in as a whole or not at all.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct RatesImported {
    /// The file's name; on the command line the path as it was given.
    pub path: String,
    /// Whose list it is: `ecb`, `eu_customs`, `hmrc`; `None` where it was refused.
    pub source: Option<String>,
    /// The currency that its rates are for one unit of.
    pub base: Option<String>,
    /// The first day that it was published for, and the first after the last.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Tables for days that had none of this source, those that took the place of others, and those
    /// that were here already.
    pub new: u32,
    pub replaced: u32,
    pub known: u32,
    /// What is wrong with it; at most 1,000 lines are told.
    pub refused: Vec<RefusedRecord>,
}

/// Asks for the exchange rates of a day; without it today.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct RatesRequest {
    pub on: Option<NaiveDate>,
}

/// The exchange rates of a day, and the lists that this desk has.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RatesOfDay {
    pub on: NaiveDate,
    /// By base, then currency.
    pub rates: Vec<RateUsed>,
    /// Newest first.
    pub lists: Vec<RateList>,
}

/// A list that was imported.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RateList {
    pub source: String,
    pub base: String,
    /// Name and SHA-256 of its file.
    pub name: String,
    pub hash: String,
    pub imported_at: DateTime<Utc>,
    /// The first day that it was published for, and the first after the last.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Tables of it that count, and those that later lists have replaced.
    pub tables: u32,
    pub replaced: u32,
}

/// An exchange rate.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RateUsed {
    pub currency: String,
    /// The currency that the rate is for one unit of.
    pub base: String,
    /// Units of the currency for one unit of the base.
    #[ts(type = "string")]
    pub units: Decimal,
    /// First day on which it holds.
    pub from: NaiveDate,
    /// The imported list that it comes from; `None` for those of the rule packs.
    pub list: Option<RateListUsed>,
    /// A sample, or its source could not be verified.
    pub unverified: bool,
}

/// Which list a rate comes from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RateListUsed {
    /// Whose list: `ecb`, `eu_customs`, `hmrc`.
    pub source: String,
    /// The first day that it was published for.
    pub published: NaiveDate,
    /// SHA-256 of the file that it came in.
    pub hash: String,
}
