//! Air waybill number.

use super::{Check, Identifier, Kind, Malformed, compact, digit, digits, has_form};
use crate::language::Language;
use crate::words::words;

/// An air waybill number, as written: prefix of the airline, serial number, check digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awb(String);

impl Awb {
    /// The serial number's remainder by seven, so never more than six.
    pub fn expected_check_digit(&self) -> char {
        let number = self.normalised();
        let remainder = digits::remainder(number.get(3..10).unwrap_or_default(), 7);
        char::from_digit(remainder, 10).unwrap_or('0')
    }
}

impl Identifier for Awb {
    const KIND: Kind = Kind::Awb;

    fn parse(text: &str) -> Result<Self, Malformed> {
        has_form(&compact(text, &['-']), &[(11, digit)])
            .then(|| Self(text.trim().to_owned()))
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
        let facts = [("prefix", self.normalised()[..3].to_owned())];
        words().identifier.awb.say(language, &facts)
    }
}
