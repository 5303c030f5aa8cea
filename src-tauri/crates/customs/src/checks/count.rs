//! So many values, or so few.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// The field has as many values as the limits say; with a list only values on it count.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Count {
    pub(crate) field: Field,
    of: Option<Vec<String>>,
    at_least: Option<usize>,
    at_most: Option<usize>,
}

impl Count {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        let mut spots = self.field.values(case, item);
        if let Some(list) = &self.of {
            spots.retain(|spot| list.iter().any(|each| *each == spot.value.text()));
        }
        let enough = self.at_least.is_none_or(|least| spots.len() >= least);
        let few = self.at_most.is_none_or(|most| spots.len() <= most);
        if enough && few {
            return Vec::new();
        }
        let limit = if enough { self.at_most } else { self.at_least };
        let values: Vec<_> = spots.iter().map(|spot| spot.value.text().into_owned()).collect();
        let hit = match spots.get(1).or(spots.first()) {
            Some(spot) => Hit { path: spot.place.path(), ..Hit::missing(&self.field, case, item) },
            None => Hit::missing(&self.field, case, item),
        };
        let limit = limit.map(|limit| limit.to_string()).unwrap_or_default();
        vec![hit.with("value", values.join(", ")).with("limit", limit)]
    }
}
