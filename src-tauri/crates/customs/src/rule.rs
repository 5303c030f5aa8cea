//! A rule: when it applies, what it checks, and what it says where the check does not hold.

mod case;
mod condition;
mod reach;
mod run;
mod say;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::checks::CheckKind;
use crate::dictionary::Text;
use crate::field::Scope;
use crate::finding::Severity;

pub(crate) use case::Case;
pub(crate) use condition::{Condition, all_hold};
pub(crate) use reach::{Dates, Reach};
pub(crate) use run::findings;
pub(crate) use say::{Hit, placeholders, render};

/// One rule of a pack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Identifier that stays the same over the years, for example `GL-H7-014`.
    pub(crate) id: String,
    pub(crate) severity: Severity,
    /// Number of the data element that the rule is about.
    pub(crate) element: Option<String>,
    /// First day on which the rule holds, by date of acceptance.
    pub(crate) from: Option<NaiveDate>,
    /// First day on which it does not hold any more.
    pub(crate) until: Option<NaiveDate>,
    /// Data sets that it applies to, `H` for all that begin so; empty for all.
    #[serde(default)]
    pub(crate) sets: Vec<String>,
    /// Declaration types that it applies to; empty for all.
    #[serde(default)]
    pub(crate) types: Vec<String>,
    /// Countries whose declarations it applies to, or names of code lists of countries; empty for
    /// those of its layer.
    #[serde(default)]
    pub(crate) countries: Vec<String>,
    /// Countries whose declarations it does not apply to.
    #[serde(default)]
    pub(crate) except: Vec<String>,
    /// Further conditions, which must all hold.
    #[serde(default)]
    pub(crate) when: Vec<Condition>,
    pub(crate) check: CheckKind,
    /// One finding for the declaration is enough, even where several items call for one.
    #[serde(default)]
    pub(crate) once: bool,
    /// The source could not be verified; findings say so.
    #[serde(default)]
    pub(crate) unverified: bool,
    /// The act and article, or the specification, that the rule comes from.
    pub(crate) source: String,
    /// Texts; those of the kind of check stand in for what is missing.
    #[serde(default)]
    pub(crate) title: Text,
    #[serde(default)]
    pub(crate) detail: Text,
    #[serde(default)]
    pub(crate) hint: Text,
    /// Layer and version, for example `eu 2026-11-01`; filled in when the pack is read.
    #[serde(skip)]
    pub(crate) pack: String,
}

impl Rule {
    /// Whether the rule looks at each item by itself.
    pub(crate) fn is_per_item(&self) -> bool {
        self.check.scope() == Scope::Item
            || self.when.iter().any(|condition| condition.field.scope == Scope::Item)
    }
}
