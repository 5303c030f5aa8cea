//! What could this be?

use serde::{Deserialize, Serialize};

use super::{
    Awb, Check, CommodityCode, Container, CustomsOffice, EnterpriseNumber, Eori, Grn, Identifier,
    Ioss, Kind, Lrn, Mrn, S10, Ucr, Vat, scanned,
};

/// One reading of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// Which identifier it has the form of.
    pub kind: Kind,
    /// In capitals, without separators.
    pub normalised: String,
    /// Whether the check digit holds.
    pub check: Check,
    /// What its parts say, in English.
    pub explanation: String,
}

impl Kind {
    /// Whether the text has this identifier's form.
    pub fn fits(self, text: &str) -> bool {
        self.check(text).is_some()
    }

    /// Whether the text's check digit holds; `None` where it has not this identifier's form.
    pub fn check(self, text: &str) -> Option<Check> {
        match self {
            Kind::Mrn => check_of::<Mrn>(text),
            Kind::Lrn => check_of::<Lrn>(text),
            Kind::Eori => check_of::<Eori>(text),
            Kind::EnterpriseNumber => check_of::<EnterpriseNumber>(text),
            Kind::Vat => check_of::<Vat>(text),
            Kind::Ioss => check_of::<Ioss>(text),
            Kind::S10 => check_of::<S10>(text),
            Kind::Awb => check_of::<Awb>(text),
            Kind::Container => check_of::<Container>(text),
            Kind::Grn => check_of::<Grn>(text),
            Kind::Ucr => check_of::<Ucr>(text),
            Kind::CustomsOffice => check_of::<CustomsOffice>(text),
            Kind::CommodityCode => check_of::<CommodityCode>(text),
        }
    }

    /// Reads the text as this identifier; `None` where it has another form.
    pub fn read(self, text: &str) -> Option<Identified> {
        match self {
            Kind::Mrn => as_a::<Mrn>(text),
            Kind::Lrn => as_a::<Lrn>(text),
            Kind::Eori => as_a::<Eori>(text),
            Kind::EnterpriseNumber => as_a::<EnterpriseNumber>(text),
            Kind::Vat => as_a::<Vat>(text),
            Kind::Ioss => as_a::<Ioss>(text),
            Kind::S10 => as_a::<S10>(text),
            Kind::Awb => as_a::<Awb>(text),
            Kind::Container => as_a::<Container>(text),
            Kind::Grn => as_a::<Grn>(text),
            Kind::Ucr => as_a::<Ucr>(text),
            Kind::CustomsOffice => as_a::<CustomsOffice>(text),
            Kind::CommodityCode => as_a::<CommodityCode>(text),
        }
    }
}

/// Everything that the text has the form of, the likeliest first: those whose check digit holds,
/// then those without one, then those whose check digit fails.
///
/// Nearly any text could be an LRN, so it is one only where nothing else fits. What a barcode reader
/// adds to a number does not count.
pub fn identify(text: &str) -> Vec<Identified> {
    let text = scanned(text);
    const KINDS: [Kind; 11] = [
        Kind::Mrn,
        Kind::S10,
        Kind::Container,
        Kind::Awb,
        Kind::Ioss,
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
    if found.is_empty() { Kind::Lrn.read(text).into_iter().collect() } else { found }
}

fn as_a<I: Identifier>(text: &str) -> Option<Identified> {
    I::parse(text).ok().map(|identifier| told(&identifier))
}

fn check_of<I: Identifier>(text: &str) -> Option<Check> {
    I::parse(text).ok().map(|identifier| identifier.check())
}

fn told<I: Identifier>(identifier: &I) -> Identified {
    Identified {
        kind: I::KIND,
        normalised: identifier.normalised(),
        check: identifier.check(),
        explanation: identifier.explanation(),
    }
}
