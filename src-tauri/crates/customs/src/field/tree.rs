//! Any place of the tree, by the names that lead there.

use std::ops::ControlFlow;

use super::find::See;
use super::{Place, Spot, Value};
use crate::element::{Element, Path};

/// How many names may lead to a place.
pub(super) const DEEPEST: usize = 8;

/// The way from an element down to one below it, along names that a rule wrote. Kept as numbers, for
/// a path is wanted only where something is wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trail<'a> {
    from: &'a Path,
    names: &'a [String],
    attribute: Option<&'a str>,
    /// Which of the elements of each name, from one.
    ordinals: [u32; DEEPEST],
    /// How many of the names were followed.
    depth: usize,
}

impl<'a> Trail<'a> {
    /// A trail at its beginning; there are at most [`DEEPEST`] names.
    pub(super) fn new(from: &'a Path, names: &'a [String], attribute: Option<&'a str>) -> Self {
        Self { from, names, attribute, ordinals: [1; DEEPEST], depth: 0 }
    }

    /// Follows the names from this element and shows every value at their end.
    pub(super) fn visit(self, element: &'a Element, see: See<'_, 'a>) -> ControlFlow<()> {
        let Some(name) = self.names.get(self.depth) else {
            let value = match self.attribute {
                Some(attribute) => element.attribute(attribute),
                None => element.value.as_deref(),
            };
            return match value.filter(|value| !value.trim().is_empty()) {
                Some(value) => see(Spot { value: Value::Text(value), place: Place::Tree(self) }),
                None => ControlFlow::Continue(()),
            };
        };
        let mut below = Self { depth: self.depth + 1, ..self };
        for (child, ordinal) in element.all(name).zip(1..) {
            if let Some(place) = below.ordinals.get_mut(self.depth) {
                *place = ordinal;
            }
            below.visit(child, see)?;
        }
        ControlFlow::Continue(())
    }

    /// Where the trail ends.
    pub(super) fn path(&self) -> Path {
        let steps = self.names.iter().zip(self.ordinals).take(self.depth);
        let path = steps.fold(self.from.clone(), |path, (name, ordinal)| {
            path.child(name, usize::try_from(ordinal).unwrap_or(usize::MAX))
        });
        match self.attribute {
            Some(attribute) => path.with_attribute(attribute),
            None => path,
        }
    }
}
