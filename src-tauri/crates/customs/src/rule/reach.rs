//! To which declarations a rule applies.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Case, Rule};

/// A span of days: the first on which something holds, and the first on which it does not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The declarations that a rule applies to. Rules that reach the same ones share it, so that it is
/// asked once for all of them.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    dates: Dates,
    sets: Vec<String>,
    types: Vec<String>,
    countries: Countries,
}

/// Countries whose declarations are meant.
#[derive(Clone, Debug)]
struct Countries {
    /// Empty for all.
    named: HashSet<String>,
    except: Vec<String>,
    /// Whether a declaration that does not say its country is one of them: it is where a whole area is
    /// named, for most declarations that leave it out are of the Union.
    unknown: bool,
}

impl Reach {
    /// Of that rule; `lists` are the code lists that its countries may be named by.
    pub(crate) fn of(rule: &Rule, lists: &HashMap<String, HashSet<String>>) -> Self {
        let mut named = HashSet::new();
        let mut unknown = rule.countries.is_empty();
        for country in &rule.countries {
            match lists.get(country) {
                Some(area) => {
                    named.extend(area.iter().cloned());
                    unknown = true;
                }
                None => {
                    named.insert(country.clone());
                }
            }
        }
        Self {
            dates: rule.dates(),
            sets: rule.sets.clone(),
            types: rule.types.clone(),
            countries: Countries { named, except: rule.except.clone(), unknown },
        }
    }

    /// Whether the declaration is one of them; conditions are looked at later.
    pub(crate) fn includes(&self, case: &Case) -> bool {
        let declaration = case.declaration;
        let kind = declaration.declaration_type.as_ref().map(|at| at.value.as_str());
        self.covers(case.rules.date(), &declaration.data_set.0, case.country) && self.has_type(kind)
    }

    /// Whether declarations of the data set are among them, whatever their type.
    pub(crate) fn covers(&self, day: NaiveDate, set: &str, country: Option<&str>) -> bool {
        self.dates.contain(day) && self.has_set(set) && self.countries.contain(country)
    }

    fn has_set(&self, set: &str) -> bool {
        let family = set.trim_end_matches(|c: char| c.is_ascii_digit());
        self.sets.is_empty() || self.sets.iter().any(|each| each == set || each == family)
    }

    fn has_type(&self, kind: Option<&str>) -> bool {
        self.types.is_empty() || kind.is_some_and(|kind| self.types.iter().any(|each| each == kind))
    }
}

impl Countries {
    fn contain(&self, country: Option<&str>) -> bool {
        let Some(country) = country else { return self.unknown };
        (self.named.is_empty() || self.named.contains(country))
            && !self.except.iter().any(|each| each == country)
    }
}

impl Rule {
    /// The days on which the rule holds.
    pub(crate) fn dates(&self) -> Dates {
        Dates { from: self.from, until: self.until }
    }

    /// Whether the rule holds on that day.
    pub(crate) fn holds_on(&self, day: NaiveDate) -> bool {
        self.dates().contain(day)
    }
}
