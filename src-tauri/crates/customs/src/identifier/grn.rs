//! Guarantee reference number.

use super::{
    Check, Identifier, Kind, Malformed, compact, digit, digits, has_form, letter, letter_or_digit,
};
use crate::language::Language;
use crate::words::words;

/// A guarantee reference number (99 03 069, an..24), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grn(String);

impl Grn {
    /// The seventeenth character that the first sixteen call for; the same algorithm as for the MRN.
    pub fn expected_check_digit(&self) -> char {
        digits::iso_6346(self.normalised().get(..16).unwrap_or_default())
    }
}

impl Identifier for Grn {
    const KIND: Kind = Kind::Grn;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let grn = compact(text, &[]);
        let head =
            [(2, digit as fn(&char) -> bool), (2, letter), (12, letter_or_digit), (1, digit)];
        let voucher = [(1, letter as fn(&char) -> bool), (6, digit)];
        let fits = has_form(&grn, &head) || has_form(&grn, &[&head[..], &voucher[..]].concat());
        fits.then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        compact(&self.0, &[]).into_owned()
    }

    fn check(&self) -> Check {
        Check::of(self.expected_check_digit(), self.normalised().get(16..17).unwrap_or_default())
    }

    fn explanation(&self, language: Language) -> String {
        let grn = self.normalised();
        let facts = [("year", format!("20{}", &grn[..2])), ("country", grn[2..4].to_owned())];
        words().identifier.grn.say(language, &facts)
    }
}
