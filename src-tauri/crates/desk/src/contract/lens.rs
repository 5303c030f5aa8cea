//! Lenses: what the desk's own history shows.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::Filter;

/// From which side the history is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LensName {
    /// Several parcels a day to the same people, together over the limit of value.
    Splitting,
    /// Values per kilogram far from those of the same six digits.
    ValuePerKg,
    /// One IOSS number, several unrelated sellers.
    SharedIoss,
    /// One parcel number in several declarations.
    SameParcel,
    /// One invoice number of one seller in several declarations.
    SameInvoice,
}

/// A group that a lens found, as a part of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LensOpened {
    pub lens: LensName,
    /// `LensGroup.key`.
    pub group: String,
}

/// Asks what lenses find. Each request first reads a part of what came since the last one.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct LensesRequest {
    /// Only this one; without it all.
    pub lens: Option<LensName>,
    /// Groups of each lens, 200 at most.
    pub limit: u32,
}

/// What the lenses found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Lenses {
    /// How many entries of the journal, and groups that they touch, are still to be looked at: ask
    /// again. Nothing is told of the groups until it is 0.
    pub behind: u32,
    pub limits: LensLimits,
    /// How many declarations were looked at, and since which day.
    pub declarations: u32,
    pub since: Option<NaiveDate>,
    pub lenses: Vec<LensFound>,
}

/// From what on a lens says something.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LensLimits {
    /// Splitting: at least so many parcels, together over so much in euro.
    pub parcels: u32,
    #[ts(type = "string")]
    pub value: Decimal,
    /// Value per kilogram: at least so many lines of a code; outside these quantiles in percent, and
    /// so many times from the median.
    pub lines: u32,
    pub low: u32,
    pub high: u32,
    pub times: u32,
    /// IOSS: at least so many unrelated sellers.
    pub sellers: u32,
}

/// What one lens found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LensFound {
    pub lens: LensName,
    /// The newest first, then the largest.
    pub groups: Vec<LensGroup>,
    pub total: u32,
}

/// Declarations that belong together.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LensGroup {
    pub key: String,
    /// What they have in common: country and postcode, six digits of a code, an IOSS number, a parcel's
    /// or an invoice's number.
    pub common: String,
    pub parcels: u32,
    /// Together in euro, as far as it is known.
    #[ts(type = "string")]
    pub value: Decimal,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub unrelated_sellers: Option<u32>,
    pub spread: Option<LensSpread>,
    /// Transport documents, sellers and consignees as they are written, the commonest first, at most 20
    /// of each.
    pub flights: Vec<LensNamed>,
    pub sellers: Vec<LensNamed>,
    pub consignees: Vec<LensNamed>,
    /// The first 50.
    pub members: Vec<LensMember>,
    /// Shows them in the queue.
    pub filter: Filter,
}

/// How values per kilogram of a code are spread, in euro.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LensSpread {
    /// The lines behind it.
    pub lines: u32,
    #[ts(type = "string")]
    pub low: Decimal,
    #[ts(type = "string")]
    pub median: Decimal,
    #[ts(type = "string")]
    pub high: Decimal,
}

/// A name, and how many declarations of the group have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LensNamed {
    pub name: String,
    pub parcels: u32,
}

/// A declaration of a group, or a line of one that stands out. Texts that are absent are empty.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LensMember {
    pub id: Uuid,
    pub lrn: String,
    pub consignee: String,
    pub street: String,
    pub seller: String,
    pub flight: String,
    #[ts(type = "string | null")]
    pub value: Option<Decimal>,
    /// The item that stands out, and its value for a kilogram in euro.
    pub item: Option<u32>,
    #[ts(type = "string | null")]
    pub value_per_kg: Option<Decimal>,
}
