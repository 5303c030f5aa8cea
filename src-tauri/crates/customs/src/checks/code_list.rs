//! A value must be on a list.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::rule::{Case, Hit};

/// Every value of the field is on the pack's list of that name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeList {
    pub(crate) field: Field,
    pub(crate) list: String,
    /// Codes that begin like this are someone else's, and not looked up.
    #[serde(default)]
    but_starts: Vec<String>,
}

impl CodeList {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        // A pack that names a list it does not have is refused when it is read.
        let Some(list) = case.rules.list(&self.list) else { return Vec::new() };
        let looked_up = |text: &str| !self.but_starts.iter().any(|s| text.starts_with(s.as_str()));
        self.field
            .those(case, item, |spot| {
                let text = spot.value.text();
                looked_up(&text) && !list.contains(text.as_ref())
            })
            .iter()
            .map(|spot| Hit::at(spot, item))
            .collect()
    }
}
