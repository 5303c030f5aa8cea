//! Something must not be there.

use regex::Regex;
use serde::Deserialize;

use super::format::optional_whole;
use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// The field has no value, or none of these values, none that starts like this, none that matches
/// the whole pattern.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forbidden {
    pub(crate) field: Field,
    values: Option<Vec<String>>,
    starts: Option<Vec<String>>,
    #[serde(default, deserialize_with = "optional_whole")]
    pattern: Option<Regex>,
}

impl Forbidden {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        self.field
            .values(case, item)
            .iter()
            .filter(|spot| self.forbids(&spot.value.text()))
            .map(|spot| Hit::at(spot, item))
            .collect()
    }

    fn forbids(&self, text: &str) -> bool {
        let begins = |prefix: &String| text.starts_with(prefix.as_str());
        let anything = self.values.is_none() && self.starts.is_none() && self.pattern.is_none();
        anything
            || self.values.iter().flatten().any(|value| value == text)
            || self.starts.iter().flatten().any(begins)
            || self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
    }
}
