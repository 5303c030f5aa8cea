//! Economic operators' registration and identification number.

use super::{
    Check, EnterpriseNumber, Identifier, Kind, Malformed, compact, has_form, letter,
    letter_or_digit,
};
use crate::language::Language;
use crate::words::words;

/// An EORI number (017, an..17), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eori(String);

impl Eori {
    /// The country that gave it, two letters.
    pub fn country(&self) -> String {
        self.normalised().chars().take(2).collect()
    }

    /// The enterprise number in a Belgian one.
    pub fn enterprise_number(&self) -> Option<EnterpriseNumber> {
        EnterpriseNumber::parse(self.normalised().strip_prefix("BE")?).ok()
    }
}

impl Identifier for Eori {
    const KIND: Kind = Kind::Eori;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let eori = compact(text, &[]);
        let rest = eori.chars().count().saturating_sub(2);
        let fits = (1..=15).contains(&rest)
            && has_form(&eori, &[(2, letter as fn(&char) -> bool), (rest, letter_or_digit)]);
        fits.then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        compact(&self.0, &[]).into_owned()
    }

    /// Only the Belgian ones are built on a number with check digits that is known for certain.
    fn check(&self) -> Check {
        self.enterprise_number().map_or(Check::None, |number| number.check())
    }

    fn explanation(&self, language: Language) -> String {
        let facts = [("country", self.country().to_owned())];
        words().identifier.eori.say(language, &facts)
    }
}
