//! A text in the languages of the packs.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::rule::render;

/// The same in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// French; empty where it was not written, as in every language that follows.
    #[serde(default)]
    pub fr: String,
    /// Dutch.
    #[serde(default)]
    pub nl: String,
    /// German.
    #[serde(default)]
    pub de: String,
    /// Chinese.
    #[serde(default)]
    pub zh: String,
}

impl Text {
    /// The text in a language; English where it is not there in that language.
    pub fn get(&self, language: Language) -> &str {
        match self.written(language) {
            "" => &self.en,
            text => text,
        }
    }

    /// As it was written in that language; empty where it was not.
    pub fn written(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
            Language::Dutch => &self.nl,
            Language::German => &self.de,
            Language::Chinese => &self.zh,
        }
    }

    /// Writes the text in a language.
    pub(crate) fn set(&mut self, language: Language, text: String) {
        *match language {
            Language::English => &mut self.en,
            Language::French => &mut self.fr,
            Language::Dutch => &mut self.nl,
            Language::German => &mut self.de,
            Language::Chinese => &mut self.zh,
        } = text;
    }

    /// Whether nothing is left to be written.
    pub fn is_in_every_language(&self) -> bool {
        Language::ALL.iter().all(|language| !self.written(*language).is_empty())
    }

    /// The text in a language with each `{name}` replaced by that fact.
    pub(crate) fn say(&self, language: Language, facts: &[(&str, String)]) -> String {
        render(self.get(language), facts)
    }

    /// Two texts in each language, joined by that language's colon.
    pub(crate) fn followed_by(&self, other: &Self) -> Self {
        let joined = |language| {
            let (first, then) = (self.written(language), other.written(language));
            match (first.is_empty() || then.is_empty(), language) {
                (true, _) => String::new(),
                (false, Language::French) => format!("{first} : {then}"),
                (false, Language::Chinese) => format!("{first}：{then}"),
                (false, _) => format!("{first}: {then}"),
            }
        };
        Self {
            en: joined(Language::English),
            fr: joined(Language::French),
            nl: joined(Language::Dutch),
            de: joined(Language::German),
            zh: joined(Language::Chinese),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_stands_in_for_a_language_that_is_not_written() {
        let text = Text { en: "Cash".into(), nl: "Contant".into(), ..Text::default() };
        assert_eq!(text.get(Language::Dutch), "Contant");
        assert_eq!(text.get(Language::German), "Cash");
        assert_eq!(text.written(Language::German), "");
    }

    #[test]
    fn is_joined_as_each_language_does() {
        let party = Text { en: "Importer".into(), fr: "Importateur".into(), ..Text::default() };
        let name =
            Text { en: "name".into(), fr: "nom".into(), de: "Name".into(), ..Text::default() };
        let joined = party.followed_by(&name);
        assert_eq!(
            (joined.en.as_str(), joined.fr.as_str()),
            ("Importer: name", "Importateur : nom")
        );
        assert_eq!(joined.get(Language::German), "Importer: name");
    }
}
