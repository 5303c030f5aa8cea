//! Something must not be there.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// The field has no value, or none of these values, or none that starts like this.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forbidden {
    pub(crate) field: Field,
    values: Option<Vec<String>>,
    starts: Option<Vec<String>>,
}

impl Forbidden {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        self.field
            .values(case, item)
            .iter()
            .filter(|spot| self.forbids(&spot.value.text()))
            .map(|spot| Hit::at(spot, item))
            .collect()
    }

    fn forbids(&self, text: &str) -> bool {
        let begins = |prefix: &String| text.starts_with(prefix.as_str());
        match (&self.values, &self.starts) {
            (None, None) => true,
            (values, starts) => {
                values.iter().flatten().any(|value| value == text)
                    || starts.iter().flatten().any(begins)
            }
        }
    }
}
