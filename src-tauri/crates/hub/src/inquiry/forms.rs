//! What the page's forms send.

use serde::Deserialize;

use super::language::Language;

/// What the page's forms send; each form only a part.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Form {
    pub(crate) numbers: String,
    /// A link asks for one number.
    pub(crate) number: String,
    pub(crate) lang: String,
    pub(crate) code: String,
    /// Up to where the office's order was in the answers that stand on the page.
    pub(crate) upto: u64,
    /// Whether they stand in a table.
    pub(crate) table: u8,
}

impl Form {
    pub(crate) fn language(&self) -> Option<Language> {
        Language::of_tag(&self.lang)
    }

    /// What is asked for, as it was written.
    pub(crate) fn asked(&self) -> &str {
        if self.numbers.is_empty() { &self.number } else { &self.numbers }
    }
}
