//! A value must look like this.

use regex::Regex;
use serde::{Deserialize, Deserializer};

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// Every value of the field matches the whole pattern.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Format {
    pub(crate) field: Field,
    #[serde(deserialize_with = "whole")]
    pattern: Regex,
}

impl Format {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        self.field
            .those(case, item, |spot| !self.pattern.is_match(&spot.value.text()))
            .iter()
            .map(|spot| Hit::at(spot, item))
            .collect()
    }
}

/// A pattern that must match from the first character to the last.
fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    let pattern = String::deserialize(deserializer)?;
    Regex::new(&format!("^(?:{pattern})$")).map_err(serde::de::Error::custom)
}

/// The same where the pattern may be left out.
pub(super) fn optional_whole<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Regex>, D::Error> {
    whole(deserializer).map(Some)
}
