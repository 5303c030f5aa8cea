//! Kinds of identifiers.

use std::fmt;

use serde::{Deserialize, Serialize};

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
            Self::Mrn | Self::Lrn | Self::Eori | Self::Ioss | Self::Awb => "an",
            _ => "a",
        };
        format!("{article} {}", self.name())
    }

    /// What it must look like, to complete the sentence “write it as ...”.
    pub fn form(self) -> &'static str {
        match self {
            Self::Mrn => {
                "two digits of the year, two letters of the country, twelve letters or digits, \
                 a letter or digit for the procedure and a check digit, as 24GB000246J8NY33L7"
            }
            Self::Lrn => "up to 22 letters, digits and common signs",
            Self::Eori => "two letters of the country and up to 15 letters or digits",
            Self::EnterpriseNumber => "ten digits of which the first is 0 or 1, as 0428.759.497",
            Self::Vat => "two letters of the member state and its national number",
            Self::Ioss => "IM, three digits of the member state and seven digits",
            Self::S10 => "two letters, nine digits and two letters, as RR287043775IN",
            Self::Awb => "three digits of the airline and eight digits, as 176-12345675",
            Self::Container => "four letters of which the last is U, J, Z or R, and seven digits",
            Self::Grn => {
                "two digits of the year, two letters of the country, twelve letters or digits and a \
                 check digit, and for vouchers a letter and six digits"
            }
            Self::Ucr => "up to 35 characters",
            Self::CustomsOffice => "two letters of the country and six letters or digits",
            Self::CommodityCode => "six, eight or ten digits",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
