//! A check digit must hold.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::{Field, Spot};
use crate::identifier::{Check, Kind};
use crate::rule::{Case, Hit};

/// Values in the form of this identifier carry the check digit that the rest calls for. Values in
/// another form are none of this check's business.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckDigit {
    pub(crate) field: Field,
    identifier: Kind,
    /// Only numbers that begin like this.
    #[serde(default)]
    prefix: String,
}

impl CheckDigit {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        self.field
            .those(case, item, |spot| self.expected(spot).is_some())
            .iter()
            .map(|spot| {
                Hit::at(spot, item).with("expected", self.expected(spot).unwrap_or_default())
            })
            .collect()
    }

    /// The check digit that would hold, where the written one does not.
    fn expected(&self, spot: &Spot) -> Option<String> {
        let text = spot.value.text();
        match self.identifier.check(text.strip_prefix(self.prefix.as_str())?)? {
            Check::Fails { expected } => Some(expected),
            Check::Holds | Check::None => None,
        }
    }
}
