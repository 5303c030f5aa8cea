//! Two fields must, or must not, say the same.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// The field's first value differs from the other's; with `same` it equals it. Nothing is said where
/// one of the two is not there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Differ {
    pub(crate) field: Field,
    pub(crate) from: Field,
    #[serde(default)]
    same: bool,
}

impl Differ {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        let (spot, other) = (self.field.first(case, item), self.from.first(case, item));
        let (Some(spot), Some(other)) = (spot, other) else { return Vec::new() };
        let equal = spot.value.text() == other.value.text();
        match equal == self.same {
            true => Vec::new(),
            false => vec![Hit::at(&spot, item)],
        }
    }
}
