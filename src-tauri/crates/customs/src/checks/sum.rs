//! Two numbers must agree.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// The field compares with another number, usually the sum over the items. Nothing is said where one
/// of the two is not there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sum {
    pub(crate) field: Field,
    pub(crate) with: Field,
    compare: Compare,
    /// How far they may be apart.
    #[serde(default)]
    tolerance: Decimal,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Compare {
    Equal,
    AtMost,
}

impl Sum {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        let (spot, other) = (self.field.first(case, item), self.with.first(case, item));
        let (Some(spot), Some(other)) = (spot, other) else { return Vec::new() };
        let (Some(number), Some(other)) = (spot.value.number(), other.value.number()) else {
            return Vec::new();
        };
        match self.agree(number, other) {
            true => Vec::new(),
            false => vec![Hit::at(&spot, item).with("sum", other.normalize().to_string())],
        }
    }

    fn agree(&self, number: Decimal, other: Decimal) -> bool {
        match self.compare {
            Compare::Equal => number.saturating_sub(other).abs() <= self.tolerance,
            Compare::AtMost => number <= other.saturating_add(self.tolerance),
        }
    }
}
