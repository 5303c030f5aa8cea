//! Items that say the same.

use std::collections::HashMap;

use serde::Deserialize;

use crate::field::{Field, Spot};
use crate::rule::{Case, Hit};

/// No two items have the same value in a field, or the same beginning of that many characters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeated {
    pub(crate) field: Field,
    characters: Option<usize>,
}

impl Repeated {
    /// One hit for each value that several items share, on the second of them.
    pub(super) fn run<'a>(&'a self, case: &Case<'a>) -> Vec<Hit> {
        if case.declaration.items.len() < 2 {
            return Vec::new();
        }
        let mut seen: HashMap<String, Vec<(u32, Spot<'a>)>> = HashMap::new();
        for item in &case.declaration.items {
            if let Some(spot) = self.field.first(case, Some(item)) {
                let key = self.key(&spot.value.text());
                seen.entry(key).or_default().push((item.number, spot));
            }
        }
        let mut hits: Vec<Hit> = seen.iter().filter_map(|(key, items)| hit(key, items)).collect();
        hits.sort_by_key(|hit| hit.item);
        hits
    }

    fn key(&self, text: &str) -> String {
        text.chars().take(self.characters.unwrap_or(usize::MAX)).collect()
    }
}

fn hit(key: &str, items: &[(u32, Spot)]) -> Option<Hit> {
    let (number, spot) = items.get(1)?;
    let numbers: Vec<String> = items.iter().map(|(number, _)| number.to_string()).collect();
    Some(Hit {
        path: spot.place.path(),
        item: Some(*number),
        facts: vec![("value", key.to_owned()), ("items", numbers.join(", "))],
    })
}
