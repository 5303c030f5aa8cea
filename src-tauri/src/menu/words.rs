//! The menu's words: those that the page has for the same commands, and the menu's own.

use serde_json::{Map, Value};

/// The menu's words in one language.
pub(super) struct Words {
    commands: Map<String, Value>,
    own: Map<String, Value>,
}

macro_rules! messages {
    ($language:literal, $file:literal) => {
        include_str!(concat!("../../../ui/src/i18n/", $language, "/", $file, ".json"))
    };
}

/// The languages of the page: name, its messages of commands, the menu's own.
const LANGUAGES: [(&str, &str, &str); 5] = [
    ("en", messages!("en", "commands"), messages!("en", "menu")),
    ("fr", messages!("fr", "commands"), messages!("fr", "menu")),
    ("nl", messages!("nl", "commands"), messages!("nl", "menu")),
    ("de", messages!("de", "commands"), messages!("de", "menu")),
    ("zh", messages!("zh", "commands"), messages!("zh", "menu")),
];

impl Words {
    /// In the language of that code; English where there is none.
    pub(super) fn of(language: &str) -> Self {
        let known = LANGUAGES.iter().find(|(code, ..)| *code == language);
        let (_, commands, own) = known.unwrap_or(&LANGUAGES[0]);
        let read = |text: &str| {
            serde_json::from_str(text).expect("the messages are read in this crate's tests")
        };
        Self { commands: read(commands), own: read(own) }
    }

    /// What the page calls a command; its key where the page has no such command.
    pub(super) fn command<'a>(&'a self, key: &'a str) -> &'a str {
        self.commands.get(key).and_then(Value::as_str).unwrap_or(key)
    }

    /// A heading, or an item that the page does not have; its key where there is none.
    pub(super) fn own<'a>(&'a self, key: &'a str) -> &'a str {
        self.own.get(key).and_then(Value::as_str).unwrap_or(key)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::english("en", "Parcel inquiry", "View")]
    #[case::french("fr", "Suivi des colis", "Affichage")]
    #[case::none_such("xx", "Parcel inquiry", "View")]
    fn a_language(#[case] language: &str, #[case] parcels: &str, #[case] view: &str) {
        let words = Words::of(language);
        assert_eq!((words.command("showParcels"), words.own("view")), (parcels, view));
    }

    #[test]
    fn every_item_has_words_in_every_language() {
        let labels = super::super::MENUS.iter().flat_map(|(_, entries)| *entries);
        for (language, ..) in LANGUAGES {
            let words = Words::of(language);
            for (_, label, _) in labels.clone() {
                assert!(words.commands.contains_key(*label), "{label} in {language}");
            }
            for key in Words::of("en").own.keys() {
                assert!(words.own.contains_key(key), "{key} in {language}");
            }
            assert_eq!(words.own.len(), Words::of("en").own.len());
        }
    }
}
