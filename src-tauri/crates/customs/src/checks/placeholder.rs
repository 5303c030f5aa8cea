//! Nothing may be left of a template.

use serde::Deserialize;

use crate::element::{Element, Path};
use crate::rule::{Case, Hit};

/// No value anywhere in the body has these characters around it, for example `{{` and `}}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Placeholder {
    open: String,
    close: String,
}

impl Placeholder {
    pub(super) fn run(&self, case: &Case) -> Vec<Hit> {
        if !self.is_anywhere_in(case.body) {
            return Vec::new();
        }
        let values = case.body.values();
        values
            .into_iter()
            .filter(|(_, value)| self.is_in(value))
            .map(|(path, value)| hit(case, path, value))
            .collect()
    }

    /// Looks without putting paths together, for nearly every body has none.
    fn is_anywhere_in(&self, element: &Element) -> bool {
        element.value.as_deref().is_some_and(|value| self.is_in(value))
            || element.attributes.iter().any(|(_, value)| self.is_in(value))
            || element.children.iter().any(|child| self.is_anywhere_in(child))
    }

    fn is_in(&self, value: &str) -> bool {
        let begins = self.open.as_bytes().first();
        if begins.is_some_and(|first| !value.as_bytes().contains(first)) {
            return false;
        }
        value.split_once(self.open.as_str()).is_some_and(|(_, rest)| rest.contains(&self.close))
    }
}

fn hit(case: &Case, path: Path, value: &str) -> Hit {
    let item = case.item_at(&path).map(|item| item.number);
    Hit { path: Some(path), item, facts: vec![("value", value.to_owned())] }
}
