//! What differs between the version that stands and the one that is handed in.

use std::collections::BTreeMap;

use customs::{Element, Path};
use journal::FieldChange;

/// The values that differ: in the order of the newer version, then those that it has no more.
pub(super) fn changes(before: &Element, after: &Element) -> Vec<FieldChange> {
    let mut gone: BTreeMap<Path, &str> = before.values().into_iter().collect();
    let mut found = Vec::new();
    for (path, to) in after.values() {
        let from = gone.remove(&path);
        if from != Some(to) {
            found.push(FieldChange { path, from: from.map(Into::into), to: Some(to.into()) });
        }
    }
    // Backwards, so that taking a sibling out never renumbers one that is still to come.
    let taken_out = gone.into_iter().rev();
    found.extend(taken_out.map(|(path, from)| FieldChange {
        path,
        from: Some(from.into()),
        to: None,
    }));
    found
}
