//! Something must not be there.

use regex::Regex;
use serde::Deserialize;

use super::format::optional_whole;
use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// The field has no value, or none of these values, none that starts like this, none that matches
/// the whole pattern, none on the pack's list of that name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forbidden {
    pub(crate) field: Field,
    values: Option<Vec<String>>,
    starts: Option<Vec<String>>,
    pub(super) listed: Option<String>,
    #[serde(default, deserialize_with = "optional_whole")]
    pattern: Option<Regex>,
}

impl Forbidden {
    pub(super) fn anything_in(field: Field) -> Self {
        Self { field, values: None, starts: None, listed: None, pattern: None }
    }

    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        self.field
            .those(case, item, |spot| self.forbids(case, &spot.value.text()))
            .iter()
            .map(|spot| Hit::at(spot, item))
            .collect()
    }

    fn forbids(&self, case: &Case, text: &str) -> bool {
        let begins = |prefix: &String| text.starts_with(prefix.as_str());
        let on_list = |name: &String| case.rules.list(name).is_some_and(|list| list.contains(text));
        self.is_about_any_value()
            || self.listed.as_ref().is_some_and(on_list)
            || self.values.iter().flatten().any(|value| value == text)
            || self.starts.iter().flatten().any(begins)
            || self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
    }

    fn is_about_any_value(&self) -> bool {
        self.values.is_none()
            && self.starts.is_none()
            && self.listed.is_none()
            && self.pattern.is_none()
    }
}
