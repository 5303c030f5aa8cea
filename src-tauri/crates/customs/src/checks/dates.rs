//! A date must be a date, and where asked not lie before the day whose rules apply.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// Every value of the field begins with a day of the calendar (`20261101...` or `2026-11-01...`),
/// with `not_earlier` one that has not passed on the day whose rules apply.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dates {
    pub(crate) field: Field,
    #[serde(default)]
    not_earlier: bool,
}

impl Dates {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        let today = case.rules.date();
        let fits = |text: &str| day(text).is_some_and(|day| !self.not_earlier || day >= today);
        self.field
            .those(case, item, |spot| !fits(&spot.value.text()))
            .iter()
            .map(|spot| Hit::at(spot, item).with("day", today.to_string()))
            .collect()
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let read = |length: usize, format: &str| {
        text.get(..length).and_then(|day| NaiveDate::parse_from_str(day, format).ok())
    };
    read(8, "%Y%m%d").or_else(|| read(10, "%Y-%m-%d"))
}
