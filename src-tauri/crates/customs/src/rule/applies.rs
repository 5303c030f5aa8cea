//! To which declarations a rule applies.

use chrono::NaiveDate;

use super::{Case, Rule};

/// A span of days: the first on which something holds, and the first on which it does not any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dates {
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
}

impl Dates {
    /// Whether the day is in the span.
    pub(crate) fn contain(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

impl Rule {
    /// Whether the rule holds on that day.
    pub(crate) fn holds_on(&self, day: NaiveDate) -> bool {
        Dates { from: self.from, until: self.until }.contain(day)
    }

    /// Whether the rule applies to the declaration as a whole; its conditions are looked at later.
    pub(super) fn applies(&self, case: &Case) -> bool {
        let kind = case.declaration.declaration_type.as_ref().map(|at| at.value.as_str());
        self.holds_on(case.rules.date())
            && lists(&self.sets, Some(&case.declaration.data_set.0))
            && lists(&self.types, kind)
            && lists(&self.countries, case.country)
            && !case.country.is_some_and(|country| self.except.iter().any(|each| each == country))
    }
}

/// An empty list stands for everything; a list that is not empty does not hold what is not known.
fn lists(list: &[String], value: Option<&str>) -> bool {
    list.is_empty() || value.is_some_and(|value| list.iter().any(|each| each == value))
}
