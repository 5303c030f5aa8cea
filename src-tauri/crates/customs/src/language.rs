//! Languages that rules, labels and reasons are written in.

use serde::{Deserialize, Serialize};

/// A language of the rule packs. The screen has more; it asks for English where the packs have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// The language of a tag such as `fr` or `fr-BE`; English for all that the packs do not have.
    pub fn of_tag(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some("fr") => Self::French,
            _ => Self::English,
        }
    }
}
