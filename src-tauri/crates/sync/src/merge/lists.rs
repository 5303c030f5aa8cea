//! Repeated elements: adding or removing one claims the list.
//!
//! A change names its place by counting, and what follows an element that comes or goes is counted
//! anew: the second desk's “item 4” is then somebody else's. So whoever may have added or removed an
//! element claims the list from the first element that they touched.
//!
//! Whether an element came, went or only had a value filled in or cleared cannot be seen from the
//! changes of one desk alone. Two facts help: what comes or goes shows at the end of its list (the
//! rest is told as changed values, see `desk::diff`), and the other desk knew the same list. If that
//! one changed an element further back, the list goes on there, and nothing came or went here.

use std::collections::{BTreeMap, BTreeSet};

use customs::Path;
use journal::FieldChange;

use super::values::Values;

/// What becomes of an element in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It was there before and is there afterwards.
    Stays,
    /// Nothing of what is known of it was there before.
    Appears,
    /// Nothing of what is known of it is there afterwards.
    Vanishes,
}

/// One list's elements that somebody touched, by ordinal.
#[derive(Default)]
pub(super) struct Elements(BTreeMap<usize, Fate>);

/// The lists that somebody touched. Named as a path whose last step has no ordinal.
pub(super) struct Lists(BTreeMap<String, Elements>);

const MARK: &str = "+]";

/// The marks of repeated elements, first ones left out, below which every change has nothing before.
pub(super) fn appearing(changes: &[FieldChange]) -> Vec<String> {
    let (mut new, mut old) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        let elements = if change.from.is_none() { &mut new } else { &mut old };
        elements.extend(elements_along(&change.path).filter(|(_, ordinal)| *ordinal > 1));
    }
    new.difference(&old).map(|(list, ordinal)| format!("{list}[{ordinal}{MARK}")).collect()
}

/// Whether a key of [`super::Touch::Values`] marks an element instead of naming a value.
pub(super) fn is_mark(key: &str) -> bool {
    key.ends_with(MARK)
}

/// Which element of `list` the path leads through.
pub(super) fn ordinal_in(list: &str, path: &Path) -> Option<usize> {
    elements_along(path).find(|(name, _)| name == list).map(|(_, ordinal)| ordinal)
}

/// The lists that a path leads through, outermost first, and which element of each.
fn elements_along(path: &Path) -> impl Iterator<Item = (String, usize)> + '_ {
    let mut parent = Path::root();
    path.steps().map(move |step| {
        let list = parent.child(step.name, 1).to_string();
        parent = parent.child(step.name, step.ordinal);
        (list, step.ordinal)
    })
}

impl Lists {
    pub(super) fn of(values: &Values<'_>) -> Self {
        let mut lists: BTreeMap<String, Elements> = BTreeMap::new();
        for (path, value) in values.paths() {
            for (list, ordinal) in elements_along(&path) {
                let fates = &mut lists.entry(list).or_default().0;
                let fate = fates.entry(ordinal).or_insert(Fate::Vanishes);
                if value.is_some() {
                    *fate = Fate::Stays;
                }
            }
        }
        for (list, ordinal) in values.marks().filter_map(parse_mark) {
            lists.entry(list.to_owned()).or_default().0.insert(ordinal, Fate::Appears);
        }
        if values.taken_back {
            let fates = lists.values_mut().flat_map(|elements| elements.0.values_mut());
            fates.for_each(|fate| *fate = fate.reversed());
        }
        Self(lists)
    }

    pub(super) fn shared_with<'l>(
        &'l self,
        other: &'l Self,
    ) -> impl Iterator<Item = (&'l str, &'l Elements, &'l Elements)> {
        self.0.iter().filter_map(|(list, ours)| Some((list.as_str(), ours, other.0.get(list)?)))
    }
}

impl Elements {
    /// From which element on this side claims the list, for all that the other side shows.
    pub(super) fn claim_before(&self, other: &Self) -> Option<usize> {
        let first = *self.0.keys().next()?;
        let stays = self.last(|fate| fate == Fate::Stays);
        let others_stand = other.last(|fate| fate != Fate::Appears);
        let others_grow = other.first(|fate| fate == Fate::Appears);
        let grows = self.first(|fate| fate == Fate::Appears).is_some_and(|n| {
            self.last(|fate| fate != Fate::Appears).max(others_stand) < Some(n)
                && others_grow.is_none_or(|m| m <= n)
        });
        let shrinks = self.last(|fate| fate == Fate::Vanishes).filter(|n| {
            stays < Some(*n) && others_stand <= Some(*n) && others_grow.is_none_or(|m| m <= n + 1)
        });
        if grows {
            return Some(first);
        }
        // The first of its kind is usually the only one, and clearing a value in it is no more than
        // that; only who knows a second one could be mistaken.
        shrinks.map(|n| if n == 1 { 2 } else { first })
    }

    pub(super) fn reaches(&self, from: usize) -> bool {
        self.0.keys().next_back().is_some_and(|last| *last >= from)
    }

    fn first(&self, of: impl Fn(Fate) -> bool) -> Option<usize> {
        self.0.iter().find(|(_, fate)| of(**fate)).map(|(ordinal, _)| *ordinal)
    }

    fn last(&self, of: impl Fn(Fate) -> bool) -> Option<usize> {
        self.0.iter().rev().find(|(_, fate)| of(**fate)).map(|(ordinal, _)| *ordinal)
    }
}

impl Fate {
    fn reversed(self) -> Self {
        match self {
            Fate::Stays => Fate::Stays,
            Fate::Appears => Fate::Vanishes,
            Fate::Vanishes => Fate::Appears,
        }
    }
}

fn parse_mark(key: &str) -> Option<(&str, usize)> {
    let (list, ordinal) = key.strip_suffix(MARK)?.rsplit_once('[')?;
    Some((list, ordinal.parse().ok()?))
}
