//! What the criteria look at.

use super::known::Known;
use super::words::words;
use crate::finding::Finding;
use crate::rule::Case;

/// A declaration with its findings, and what is known beside it.
pub(super) struct Sight<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) findings: &'a [Finding],
    pub(super) known: &'a dyn Known,
    /// The words of each item's description.
    descriptions: Vec<Vec<String>>,
}

impl<'a> Sight<'a> {
    pub(super) fn new(case: &'a Case<'a>, findings: &'a [Finding], known: &'a dyn Known) -> Self {
        let items = case.declaration.items.iter();
        let descriptions = items
            .map(|item| item.description.as_ref().map(|at| words(&at.value)).unwrap_or_default())
            .collect();
        Self { case, findings, known, descriptions }
    }

    pub(super) fn description(&self, item: usize) -> &[String] {
        self.descriptions.get(item).map_or(&[], Vec::as_slice)
    }
}
