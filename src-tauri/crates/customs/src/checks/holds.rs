//! Conditions must hold together.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::{Field, Scope};
use crate::rule::{Case, Condition, Hit, all_hold};

/// Where the rule's `when` holds, these conditions must hold too; the finding stands at `field`.
/// Without any conditions the rule speaks whenever its `when` holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holds {
    pub(crate) field: Field,
    #[serde(default)]
    all: Vec<Condition>,
}

impl Holds {
    pub(super) fn scope(&self) -> Scope {
        let in_items = |condition: &Condition| condition.field.scope == Scope::Item;
        match self.field.scope == Scope::Item || self.all.iter().any(in_items) {
            true => Scope::Item,
            false => Scope::Header,
        }
    }

    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        if !self.all.is_empty() && all_hold(&self.all, case, item) {
            return Vec::new();
        }
        let hit = match self.field.first(case, item) {
            Some(spot) => Hit::at(&spot, item),
            None => Hit::missing(&self.field, case, item),
        };
        vec![hit]
    }
}
