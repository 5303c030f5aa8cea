//! Customs office.

use super::{Check, Identifier, Kind, Malformed, compact, has_form, letter, letter_or_digit};
use crate::language::Language;
use crate::words::words;

/// A customs office's code (an8), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomsOffice(String);

impl Identifier for CustomsOffice {
    const KIND: Kind = Kind::CustomsOffice;

    fn parse(text: &str) -> Result<Self, Malformed> {
        has_form(&compact(text, &[]), &[(2, letter as fn(&char) -> bool), (6, letter_or_digit)])
            .then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        compact(&self.0, &[]).into_owned()
    }

    fn check(&self) -> Check {
        Check::None
    }

    fn explanation(&self, language: Language) -> String {
        let facts = [("country", self.normalised()[..2].to_owned())];
        words().identifier.customs_office.say(language, &facts)
    }
}
