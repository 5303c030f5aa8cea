//! Postal item number.

use super::{Check, Identifier, Kind, Malformed, compact, digit, digits, has_form, letter};
use crate::language::Language;
use crate::text::Text;
use crate::words::words;

/// A postal item number (UPU S10), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S10(String);

const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];

impl S10 {
    /// The ninth digit that the first eight call for.
    pub fn expected_check_digit(&self) -> char {
        let number = self.normalised();
        let rest = 11 - digits::weighted(number.get(2..10).unwrap_or_default(), &WEIGHTS) % 11;
        match rest {
            10 => '0',
            11 => '5',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        }
    }

    fn service(&self) -> &'static Text {
        let first = self.normalised().chars().next().unwrap_or('_');
        let services = &words().s10_service;
        services.get(&first).unwrap_or_else(|| &services[&'_'])
    }
}

impl Identifier for S10 {
    const KIND: Kind = Kind::S10;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let form = [(2, letter as fn(&char) -> bool), (9, digit), (2, letter)];
        has_form(&compact(text, &[]), &form)
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
        Check::of(self.expected_check_digit(), self.normalised().get(10..11).unwrap_or_default())
    }

    fn explanation(&self, language: Language) -> String {
        let facts = [
            ("service", self.service().get(language).to_owned()),
            ("country", self.normalised()[11..].to_owned()),
        ];
        words().identifier.s10.say(language, &facts)
    }
}
