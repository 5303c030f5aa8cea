//! Movement reference number.

use super::{
    Check, Identifier, Kind, Malformed, compact, digit, digits, has_form, letter, letter_or_digit,
};
use crate::language::Language;
use crate::text::Text;
use crate::words::words;

/// A movement reference number (12 01 001, an18), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mrn(String);

impl Mrn {
    /// The last character that the others call for. Source: DGXXI/0879/99 Rev. 1.
    pub fn expected_check_digit(&self) -> char {
        digits::iso_6346(self.normalised().get(..17).unwrap_or_default())
    }

    /// The letter before the check digit, which says what the MRN was given for; a digit where the
    /// MRN is older than the letters.
    pub fn procedure_letter(&self) -> Option<char> {
        self.normalised().chars().nth(16)
    }

    /// What the MRN was given for. Letters: EU transit and export systems, rule R0410.
    pub fn procedure(&self) -> Option<&'static Text> {
        words().mrn_procedure.get(&self.procedure_letter()?)
    }
}

impl Identifier for Mrn {
    const KIND: Kind = Kind::Mrn;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let form =
            [(2, digit as fn(&char) -> bool), (2, letter), (13, letter_or_digit), (1, digit)];
        let fits = has_form(&compact(text, &[]), &form);
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
        Check::of(self.expected_check_digit(), self.normalised().get(17..).unwrap_or_default())
    }

    fn explanation(&self, language: Language) -> String {
        let mrn = self.normalised();
        let words = &words().identifier;
        let mut facts =
            vec![("year", format!("20{}", &mrn[..2])), ("country", mrn[2..4].to_owned())];
        let Some(procedure) = self.procedure() else { return words.mrn.say(language, &facts) };
        facts.push(("procedure", procedure.get(language).to_owned()));
        words.mrn_for.say(language, &facts)
    }
}
