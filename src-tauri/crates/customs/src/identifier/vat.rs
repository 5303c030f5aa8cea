//! VAT numbers of the member states.

mod national;

use super::{Check, Identifier, Kind, Malformed, compact};
use crate::language::Language;
use crate::words::words;

/// A VAT number with its country's letters, as written.
///
/// Check digits: Austria, Belgium, France, Germany, Ireland, Italy, Luxembourg, the Netherlands,
/// Poland, Portugal and Spain. Elsewhere only the form is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vat(String);

/// Letters before the VAT numbers of the member states; EL is Greece, XI Northern Ireland.
const COUNTRIES: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];

impl Vat {
    /// The member state, two letters; EL for Greece.
    pub fn country(&self) -> String {
        self.normalised().chars().take(2).collect()
    }
}

impl Identifier for Vat {
    const KIND: Kind = Kind::Vat;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let number = compact(text, &['.', '-', ' ']);
        let fits = number.is_ascii()
            && number.len() > 4
            && COUNTRIES.contains(&&number[..2])
            && national::has_form(&number[..2], &number[2..]);
        fits.then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        compact(&self.0, &['.', '-', ' ']).into_owned()
    }

    fn check(&self) -> Check {
        let number = self.normalised();
        national::check(&number[..2], &number[2..])
    }

    fn explanation(&self, language: Language) -> String {
        let facts = [("country", self.country().to_owned())];
        words().identifier.vat.say(language, &facts)
    }
}
