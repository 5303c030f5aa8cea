//! When changes of single values cannot stand together.

use std::collections::BTreeMap;

use customs::Path;
use journal::FieldChange;

use super::lists::{self, Elements, Lists};

/// Changes of single values, or an undo of such.
pub(super) struct Values<'t> {
    pub(super) values: &'t BTreeMap<String, Option<String>>,
    /// What stands there afterwards is whatever stood before.
    pub(super) taken_back: bool,
}

/// The values that `changes` sets, and the repeated elements that they may add.
pub(super) fn of(changes: &[FieldChange]) -> BTreeMap<String, Option<String>> {
    let marks = lists::appearing(changes).into_iter().map(|mark| (mark, None));
    let values = changes.iter().map(|change| (change.path.to_string(), change.to.clone()));
    marks.chain(values).collect()
}

impl Values<'_> {
    /// Whether both want another value in one place, or one changes a list below the other's hands.
    pub(super) fn clash_with(&self, other_side: &Self) -> bool {
        self.share_a_path_with(other_side) || {
            let (ours, theirs) = (Lists::of(self), Lists::of(other_side));
            ours.shared_with(&theirs).any(|(list, ours, theirs)| {
                let claims = |from: Option<usize>, other: &Elements| {
                    from.is_some_and(|n| {
                        other.reaches(n) && !self.is_same_from(other_side, list, n)
                    })
                };
                claims(ours.claim_before(theirs), theirs) || claims(theirs.claim_before(ours), ours)
            })
        }
    }

    /// Paths with their new values, without the marks of lists.
    pub(super) fn paths(&self) -> impl Iterator<Item = (Path, Option<&str>)> {
        self.values.iter().filter_map(|(key, value)| Some((key.parse().ok()?, value.as_deref())))
    }

    /// The marks of lists.
    pub(super) fn marks(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str).filter(|key| lists::is_mark(key))
    }

    fn share_a_path_with(&self, other: &Self) -> bool {
        let known = !self.taken_back && !other.taken_back;
        self.values.iter().filter(|(key, _)| !lists::is_mark(key)).any(|(key, value)| {
            other.values.get(key).is_some_and(|theirs| !known || theirs != value)
        })
    }

    /// Whether both do the same to a list from an element on.
    fn is_same_from(&self, other: &Self, list: &str, from: usize) -> bool {
        let below = |values: &Self| -> BTreeMap<Path, Option<String>> {
            values
                .paths()
                .filter(|(path, _)| lists::ordinal_in(list, path).is_some_and(|n| n >= from))
                .map(|(path, value)| (path, value.map(str::to_owned)))
                .collect()
        };
        !self.taken_back && !other.taken_back && below(self) == below(other)
    }
}
