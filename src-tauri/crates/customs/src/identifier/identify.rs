//! What could this be?

use serde::{Deserialize, Serialize};

use super::{
    Awb, Check, CommodityCode, Container, CustomsOffice, EnterpriseNumber, Eori, Grn, Identifier,
    Ioss, IossIntermediary, Kind, Lrn, Mrn, S10, Ucr, Vat, scanned,
};
use crate::language::Language;
use crate::words::words;

/// One reading of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// Which identifier it has the form of.
    pub kind: Kind,
    /// In capitals, without separators.
    pub normalised: String,
    /// Whether the check digit holds.
    pub check: Check,
}

impl Identified {
    /// What its parts say, and what the check digit should be where it does not hold.
    pub fn explanation(&self, language: Language) -> String {
        let parts = self.kind.explanation(&self.normalised, language);
        match self.correction(language) {
            Some(correction) if language == Language::Chinese => format!("{parts}{correction}"),
            Some(correction) => format!("{parts} {correction}"),
            None => parts,
        }
    }

    fn correction(&self, language: Language) -> Option<String> {
        let Check::Fails { expected } = &self.check else { return None };
        let words = &words().identifier;
        let sentence = match self.kind {
            _ if expected.is_empty() => &words.no_check_digit,
            Kind::Mrn | Kind::Awb | Kind::Container => &words.last_digit,
            Kind::EnterpriseNumber => &words.last_two_digits,
            _ => &words.check_digit,
        };
        Some(sentence.say(language, &[("expected", expected.clone())]))
    }
}

/// Does something with the type of a kind.
macro_rules! with_type {
    ($kind:expr, $Type:ident => $done:expr) => {
        with_type!($kind, $Type => $done; Mrn, Lrn, Eori, EnterpriseNumber, Vat, Ioss, IossIntermediary,
            S10, Awb, Container, Grn, Ucr, CustomsOffice, CommodityCode)
    };
    ($kind:expr, $Type:ident => $done:expr; $($name:ident),+) => {
        match $kind {
            $(Kind::$name => {
                type $Type = $name;
                $done
            })+
        }
    };
}

impl Kind {
    /// Whether the text has this identifier's form.
    pub fn fits(self, text: &str) -> bool {
        self.check(text).is_some()
    }

    /// Whether the text's check digit holds; `None` where it has not this identifier's form.
    pub fn check(self, text: &str) -> Option<Check> {
        with_type!(self, Type => Type::parse(text).ok().map(|identifier| identifier.check()))
    }

    /// Reads the text as this identifier; `None` where it has another form.
    pub fn read(self, text: &str) -> Option<Identified> {
        with_type!(self, Type => Type::parse(text).ok().map(|identifier| told(&identifier)))
    }

    /// What the parts of a number of this kind say; nothing for a text in another form.
    fn explanation(self, text: &str, language: Language) -> String {
        with_type!(self, Type => {
            Type::parse(text).map(|number| number.explanation(language)).unwrap_or_default()
        })
    }
}

/// Everything that the text has the form of, the likeliest first: those whose check digit holds,
/// then those without one, then those whose check digit fails.
///
/// Nearly any text could be an LRN, so it is one only where nothing else fits; much that begins with
/// two letters could be an EORI number, so it is one only where no other check digit holds. What a
/// barcode reader adds to a number does not count.
pub fn identify(text: &str) -> Vec<Identified> {
    let text = scanned(text);
    const KINDS: [Kind; 12] = [
        Kind::Mrn,
        Kind::S10,
        Kind::Container,
        Kind::Awb,
        Kind::Ioss,
        Kind::IossIntermediary,
        Kind::EnterpriseNumber,
        Kind::Vat,
        Kind::Grn,
        Kind::CustomsOffice,
        Kind::Eori,
        Kind::CommodityCode,
    ];
    let ucr = Ucr::parse(text).ok().filter(Ucr::is_structured).map(|ucr| told(&ucr));
    let mut found: Vec<Identified> =
        KINDS.iter().filter_map(|kind| kind.read(text)).chain(ucr).collect();
    found.sort_by_key(|identified| match identified.check {
        Check::Holds => 0,
        Check::None => 1,
        Check::Fails { .. } => 2,
    });
    let certain = found.first().is_some_and(|likeliest| likeliest.check == Check::Holds);
    found.retain(|read| !(certain && read.kind == Kind::Eori && read.check == Check::None));
    if found.is_empty() { Kind::Lrn.read(text).into_iter().collect() } else { found }
}

fn told<I: Identifier>(identifier: &I) -> Identified {
    Identified { kind: I::KIND, normalised: identifier.normalised(), check: identifier.check() }
}
