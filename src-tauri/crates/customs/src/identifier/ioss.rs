//! Import one-stop shop number.

use super::{Check, Identifier, Kind, Malformed, compact, digit, has_form};
use crate::language::Language;
use crate::words::words;

/// An IOSS number (13 16 034 with role FR5), as written.
///
/// Its last digit is a check digit whose algorithm is not public: only form and member state can be
/// checked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ioss(String);

/// ISO numeric codes of the member states; 900 stands for Northern Ireland.
const MEMBER_STATES: [(&str, &str); 28] = [
    ("040", "AT"),
    ("056", "BE"),
    ("100", "BG"),
    ("191", "HR"),
    ("196", "CY"),
    ("203", "CZ"),
    ("208", "DK"),
    ("233", "EE"),
    ("246", "FI"),
    ("250", "FR"),
    ("276", "DE"),
    ("300", "GR"),
    ("348", "HU"),
    ("372", "IE"),
    ("380", "IT"),
    ("428", "LV"),
    ("440", "LT"),
    ("442", "LU"),
    ("470", "MT"),
    ("528", "NL"),
    ("616", "PL"),
    ("620", "PT"),
    ("642", "RO"),
    ("703", "SK"),
    ("705", "SI"),
    ("724", "ES"),
    ("752", "SE"),
    ("900", "XI"),
];

impl Ioss {
    /// The member state of identification.
    pub fn member_state(&self) -> Option<&'static str> {
        member_state(&self.normalised())
    }
}

impl Identifier for Ioss {
    const KIND: Kind = Kind::Ioss;

    fn parse(text: &str) -> Result<Self, Malformed> {
        fits(text, "IM")
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
        let facts = [("country", self.member_state().unwrap_or_default().to_owned())];
        words().identifier.ioss.say(language, &facts)
    }
}

/// An intermediary's number in the import one-stop shop: it looks like a seller's, but begins with
/// IN, and is never stated as a VAT number (13 16 034).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IossIntermediary(String);

impl Identifier for IossIntermediary {
    const KIND: Kind = Kind::IossIntermediary;

    fn parse(text: &str) -> Result<Self, Malformed> {
        fits(text, "IN")
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
        let country = member_state(&self.normalised()).unwrap_or_default();
        words().identifier.ioss_intermediary.say(language, &[("country", country.to_owned())])
    }
}

fn fits(text: &str, prefix: &str) -> bool {
    let number = compact(text, &[]);
    number.strip_prefix(prefix).is_some_and(|rest| has_form(rest, &[(10, digit)]))
        && member_state(&number).is_some()
}

fn member_state(number: &str) -> Option<&'static str> {
    let code = number.get(2..5)?;
    MEMBER_STATES.iter().find(|(numeric, _)| *numeric == code).map(|(_, letters)| *letters)
}
