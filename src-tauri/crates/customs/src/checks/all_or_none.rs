//! All items have it, or none.

use serde::Deserialize;

use crate::field::Field;
use crate::rule::{Case, Hit};

/// Either every item has a value in the field, or no item has one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AllOrNone {
    pub(crate) field: Field,
}

impl AllOrNone {
    /// One hit for each item without the value, where another has it.
    pub(super) fn run<'a>(&'a self, case: &Case<'a>) -> Vec<Hit> {
        let items = &case.declaration.items;
        if items.len() < 2 || !self.field.is_present(case, None) {
            return Vec::new();
        }
        items
            .iter()
            .filter(|item| !self.field.is_present(case, Some(item)))
            .map(|item| Hit::missing(&self.field, case, Some(item)))
            .collect()
    }
}
