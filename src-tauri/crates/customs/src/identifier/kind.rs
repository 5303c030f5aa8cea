//! Kinds of identifiers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::words::words;

/// Which identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Movement reference number.
    Mrn,
    /// Local reference number.
    Lrn,
    /// Economic operator's number.
    Eori,
    /// Belgian enterprise number.
    EnterpriseNumber,
    /// VAT number of a member state.
    Vat,
    /// Import one-stop shop number.
    Ioss,
    /// Number of an intermediary in the import one-stop shop.
    IossIntermediary,
    /// Postal item (UPU S10).
    S10,
    /// Air waybill.
    Awb,
    /// Container (ISO 6346).
    Container,
    /// Guarantee reference number.
    Grn,
    /// Unique consignment reference.
    Ucr,
    /// Customs office.
    CustomsOffice,
    /// HS, CN or TARIC code.
    CommodityCode,
}

impl Kind {
    /// Name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mrn => "MRN",
            Self::Lrn => "LRN",
            Self::Eori => "EORI number",
            Self::EnterpriseNumber => "Belgian enterprise number",
            Self::Vat => "VAT number",
            Self::Ioss => "IOSS number",
            Self::IossIntermediary => "IOSS intermediary's number",
            Self::S10 => "postal item number (S10)",
            Self::Awb => "air waybill number",
            Self::Container => "container number",
            Self::Grn => "guarantee reference number (GRN)",
            Self::Ucr => "unique consignment reference (UCR)",
            Self::CustomsOffice => "customs office code",
            Self::CommodityCode => "commodity code",
        }
    }

    pub(super) fn with_article(self) -> String {
        let article = match self {
            Self::Mrn
            | Self::Lrn
            | Self::Eori
            | Self::Ioss
            | Self::IossIntermediary
            | Self::Awb => "an",
            _ => "a",
        };
        format!("{article} {}", self.name())
    }

    /// What it must look like, to complete the sentence “write it as ...”.
    pub fn form(self, language: Language) -> &'static str {
        words().form.get(&self).map(|form| form.get(language)).unwrap_or_default()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
