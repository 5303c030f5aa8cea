//! Belgian enterprise number.

use super::{Check, Identifier, Kind, Malformed, compact, digit, digits, has_form};
use crate::language::Language;
use crate::words::words;

/// A Belgian enterprise number, ten digits, as written: with dots, with BE, or bare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterpriseNumber(String);

impl EnterpriseNumber {
    /// The last two digits that the first eight call for: 97 less their remainder by 97.
    pub fn expected_check_digits(&self) -> String {
        let number = self.normalised();
        format!("{:02}", 97 - digits::remainder(number.get(..8).unwrap_or_default(), 97))
    }
}

impl Identifier for EnterpriseNumber {
    const KIND: Kind = Kind::EnterpriseNumber;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let number = bare(text);
        let fits = has_form(&number, &[(10, digit)]) && number.starts_with(['0', '1']);
        fits.then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        bare(&self.0)
    }

    fn check(&self) -> Check {
        let number = self.normalised();
        Check::of(self.expected_check_digits(), number.get(8..).unwrap_or_default())
    }

    fn explanation(&self, language: Language) -> String {
        words().identifier.enterprise_number.get(language).to_owned()
    }
}

fn bare(text: &str) -> String {
    let number = compact(text, &['.', '-']);
    number.strip_prefix("BE").unwrap_or(&number).to_owned()
}
