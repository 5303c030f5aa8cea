//! Container number.

use super::{Check, Identifier, Kind, Malformed, compact, digit, digits, has_form, letter};
use crate::language::Language;
use crate::words::words;

/// A container number (ISO 6346), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container(String);

impl Container {
    /// The seventh digit that the rest calls for.
    pub fn expected_check_digit(&self) -> char {
        digits::iso_6346(self.normalised().get(..10).unwrap_or_default())
    }
}

impl Identifier for Container {
    const KIND: Kind = Kind::Container;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let number = compact(text, &['-']);
        let fits = has_form(&number, &[(4, letter as fn(&char) -> bool), (7, digit)])
            && number.chars().nth(3).is_some_and(|c| "UJZR".contains(c));
        fits.then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        compact(&self.0, &['-']).into_owned()
    }

    fn check(&self) -> Check {
        Check::of(self.expected_check_digit(), self.normalised().get(10..).unwrap_or_default())
    }

    fn explanation(&self, language: Language) -> String {
        let facts = [("owner", self.normalised()[..3].to_owned())];
        words().identifier.container.say(language, &facts)
    }
}
