//! Languages that rules, labels and reasons are written in.

use serde::{Deserialize, Serialize};

/// A language of the rule packs, of paper and of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Dutch.
    #[serde(rename = "nl")]
    Dutch,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Chinese, in simplified characters.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 5] =
        [Self::English, Self::French, Self::Dutch, Self::German, Self::Chinese];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Dutch => "nl",
            Self::German => "de",
            Self::Chinese => "zh",
        }
    }

    /// The language of a tag such as `fr` or `fr-BE`; English for all others.
    pub fn of_tag(tag: &str) -> Self {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code() == code).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("fr", Language::French)]
    #[case("nl-BE", Language::Dutch)]
    #[case("zh_CN", Language::Chinese)]
    #[case("it", Language::English)]
    #[case("", Language::English)]
    fn is_known_by_its_tag(#[case] tag: &str, #[case] expected: Language) {
        assert_eq!(Language::of_tag(tag), expected);
    }
}
