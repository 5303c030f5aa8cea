//! What a check has to say about a declaration.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::element::Path;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Look at it before deciding.
    Warning,
    /// The authority would reject it, or the law does not allow it.
    Error,
}

/// One finding: what, where, by which rule, of which date, from which source, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Rule identifier, for example `GL-H7-014`.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one line, in the rule pack's language.
    pub title: String,
    /// The particulars: the values that made the rule fire.
    pub detail: String,
    /// How to mend it.
    pub hint: String,
    /// Data element number, for example `14 14 000 000`; `None` where several are concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_element: Option<String>,
    /// Where the value stands, or would stand if it were there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Path>,
    /// Goods item number, for findings on an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    /// Legal or technical source of the rule.
    pub source: String,
    /// Pack and layer that the rule comes from, for example `eu 2026-07-01`.
    pub pack: String,
    /// The day whose rules were applied.
    pub rules_of: NaiveDate,
    /// The source says that this rule could not be verified.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}
