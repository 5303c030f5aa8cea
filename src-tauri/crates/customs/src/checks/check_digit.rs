//! A check digit must hold.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
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
            .values(case, item)
            .iter()
            .filter_map(|spot| {
                let text = spot.value.text();
                let expected = self.expected(text.strip_prefix(self.prefix.as_str())?)?;
                Some(Hit::at(spot, item).with("expected", expected))
            })
            .collect()
    }

    /// The check digit that would hold, where the written one does not.
    fn expected(&self, text: &str) -> Option<String> {
        match self.identifier.read(text)?.check {
            Check::Fails { expected } => Some(expected),
            Check::Holds | Check::None => None,
        }
    }
}
