//! An expression that an office wrote must be true of nothing.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Scope;
use crate::formula::Formula;
use crate::rule::{Case, Hit};

/// The formula in `finds` is true of nothing; what it finds is what the rule speaks of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expression {
    finds: Formula,
}

impl Expression {
    pub(super) fn scope(&self) -> Scope {
        match self.finds.is_per_item() {
            true => Scope::Item,
            false => Scope::Header,
        }
    }

    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        let found = self.finds.at(case, item).into_iter();
        found
            .map(|found| {
                let value = found.value.unwrap_or_default();
                let facts =
                    vec![("value", value), ("expression", self.finds.text().trim().to_owned())];
                Hit { path: found.path, item: item.map(|item| item.number), facts }
            })
            .collect()
    }
}
