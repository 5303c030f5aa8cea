//! Something must be there.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// At least one of the fields has a value. With a field of items among them every item is looked at,
/// and fields of the declaration count for each.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Required {
    pub(crate) any: Vec<Field>,
}

impl Required {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        if self.any.iter().any(|field| field.is_present(case, item)) {
            return Vec::new();
        }
        self.any.first().map(|field| Hit::missing(field, case, item)).into_iter().collect()
    }
}
