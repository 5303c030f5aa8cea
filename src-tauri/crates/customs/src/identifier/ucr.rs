//! Unique consignment reference.

use super::{Check, Identifier, Kind, Malformed, compact};
use crate::language::Language;
use crate::words::words;

/// A unique consignment reference (12 08 001, an..35), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ucr(String);

impl Ucr {
    /// Whether it is built as the WCO recommends: last digit of the year, country, operator, a dash
    /// and the operator's reference, as 6GB553202734852-12345.
    pub fn is_structured(&self) -> bool {
        let ucr = self.normalised();
        let Some((head, tail)) = ucr.split_once('-') else { return false };
        let mut head = head.chars();
        let year = head.next().is_some_and(|c| c.is_ascii_digit());
        let country = head.by_ref().take(2).filter(char::is_ascii_uppercase).count() == 2;
        let operator = head.as_str();
        year && country
            && (1..=15).contains(&operator.len())
            && operator.chars().all(|c| c.is_ascii_alphanumeric())
            && !tail.is_empty()
            && tail.chars().all(|c| c.is_ascii_alphanumeric() || "-/()".contains(c))
    }
}

impl Identifier for Ucr {
    const KIND: Kind = Kind::Ucr;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let ucr = text.trim();
        let fits = (1..=35).contains(&ucr.chars().count()) && !ucr.chars().any(char::is_control);
        fits.then(|| Self(ucr.to_owned()))
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
        words().identifier.ucr.get(language).to_owned()
    }
}
