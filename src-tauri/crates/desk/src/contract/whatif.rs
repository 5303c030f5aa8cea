//! The same goods declared otherwise.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rates::RateUsed;
use super::review::{ChargesView, Finding};

/// A declaration seen from its other sides.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WhatIf {
    /// The same goods as H7 and as H1; empty where nothing can be due, as on exports.
    pub ways: Vec<Way>,
    /// How far the goods' value is from the limit of low-value consignments.
    pub limit: Option<ValueLimit>,
    /// What the flat duty makes of the lines; `None` where it does not apply.
    pub lines: Option<FlatLines>,
}

/// The same goods under one data set.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Way {
    /// `H7` or `H1`.
    pub data_set: String,
    /// The declaration is of this data set already.
    pub declared: bool,
    pub charges: ChargesView,
    /// What stands against it: errors that the rules find under this data set.
    pub obstacles: Vec<Finding>,
}

/// How far the intrinsic value is from the limit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ValueLimit {
    /// In euro.
    #[ts(type = "string")]
    pub limit: Decimal,
    /// At the rates of the declaration's day.
    pub declared: ValueOn,
    /// At the rates of today, where that is another day.
    pub today: Option<ValueOn>,
}

/// The goods' value at the rates of a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ValueOn {
    pub day: NaiveDate,
    /// In euro; `None` where a value or a rate is missing.
    #[ts(type = "string | null")]
    pub value: Option<Decimal>,
    /// What is left up to the limit, in euro; below zero where the value is above it.
    #[ts(type = "string | null")]
    pub left: Option<Decimal>,
    pub rates: Vec<RateUsed>,
}

/// Lines under the flat duty, and those of them that the duty counts as one. Amounts in euro.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FlatLines {
    #[ts(type = "string")]
    pub each: Decimal,
    /// What the lines cost as they are declared.
    #[ts(type = "string")]
    pub separate: Decimal,
    /// What they cost when lines of one sub-heading are one.
    #[ts(type = "string")]
    pub together: Decimal,
    /// Sub-headings that more than one line has.
    pub same: Vec<SameHeading>,
}

/// Lines that are one for the flat duty.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SameHeading {
    pub code: String,
    pub items: Vec<u32>,
}
