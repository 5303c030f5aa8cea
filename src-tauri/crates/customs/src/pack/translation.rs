//! Texts of rules in further languages. English and French stand with each rule; five languages in
//! one place would bury what the rule says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Packs, Texts};
use crate::language::Language;
use crate::text::Text;

/// One language's texts, for the layers before it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Translation {
    language: Language,
    /// Texts by kind of check.
    #[serde(default)]
    kind: BTreeMap<String, Said>,
    /// Texts by the rule's id.
    #[serde(default)]
    rule: BTreeMap<String, Said>,
    /// Reasons by the criterion's id.
    #[serde(default)]
    criterion: BTreeMap<String, String>,
}

/// What a finding says; empty where the English is enough.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    #[serde(default)]
    title: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    hint: String,
}

impl Translation {
    /// Whether a text is one, and no pack: it names its language.
    ///
    /// # Errors
    /// It is not TOML.
    pub(super) fn is_one(text: &str) -> Result<bool, toml::de::Error> {
        #[derive(Deserialize)]
        struct Head {
            language: Option<Language>,
        }
        Ok(toml::from_str::<Head>(text)?.language.is_some())
    }
}

impl Packs {
    /// Adds the language to everything that was layered so far; answers the first name that nothing
    /// bears.
    pub(super) fn translate(&mut self, translation: Translation) -> Result<(), String> {
        let Translation { language, kind, rule, criterion } = translation;
        for (name, said) in kind {
            let Some(Texts { title, detail, hint }) = self.texts.get_mut(&name) else {
                return Err(name);
            };
            said.into([title, detail, hint], language);
        }
        for (id, said) in rule {
            let Some(known) = self.rules.iter_mut().find(|rule| rule.id == id) else {
                return Err(id);
            };
            said.into([&mut known.title, &mut known.detail, &mut known.hint], language);
        }
        for (id, reason) in criterion {
            let Some(known) = self.criteria.iter_mut().find(|criterion| criterion.id == id) else {
                return Err(id);
            };
            known.reason.set(language, reason);
        }
        Ok(())
    }
}

impl Said {
    fn into(self, texts: [&mut Text; 3], language: Language) {
        for (text, said) in texts.into_iter().zip([self.title, self.detail, self.hint]) {
            text.set(language, said);
        }
    }
}
