//! So many values, or so few.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::{Field, Spot};
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
    pub(super) fn at_most(field: Field, times: usize) -> Self {
        Self { field, of: None, at_least: None, at_most: Some(times) }
    }

    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        let counts = |spot: &Spot| match &self.of {
            Some(list) => list.iter().any(|each| *each == spot.value.text()),
            None => true,
        };
        let times = self.field.count(case, item, counts);
        let enough = self.at_least.is_none_or(|least| times >= least);
        let few = self.at_most.is_none_or(|most| times <= most);
        if enough && few {
            return Vec::new();
        }
        let spots = self.field.those(case, item, counts);
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
