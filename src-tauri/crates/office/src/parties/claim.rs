//! What makes a parcel somebody's, chosen from what declarations carry.

use std::fmt;
use std::str::FromStr;

use customs::Declaration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::parcels::normalised;

/// One thing by which parcels are a company's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Claim {
    /// 13 16 034 with role FR5: the IOSS number of the seller or marketplace.
    Ioss(String),
    /// The EORI number of importer, exporter, consignee or declarant.
    Eori(String),
    /// 16 15: the warehouse or authorised place where the goods are.
    Place(String),
    /// The airline's three digits at the beginning of the air waybill.
    AwbPrefix(String),
    /// The company that handed the declaration in.
    Sender(Uuid),
}

/// The text names no claim.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is nothing that parcels can be told by.")]
pub struct UnusableClaim(pub String);

impl UnusableClaim {
    /// Machine code.
    pub fn code(&self) -> &'static str {
        "unusable_claim"
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        "Give an IOSS number, an EORI number, a place as the declarations write it (16 15), or the three digits of an airline."
    }
}

impl Claim {
    /// An IOSS number.
    ///
    /// # Errors
    /// It is not one.
    pub fn ioss(text: &str) -> Result<Self, UnusableClaim> {
        Self::checked(Claim::Ioss, text, |it| it.len() == 12 && it.starts_with("IM"))
    }

    /// An EORI number.
    ///
    /// # Errors
    /// It is not one.
    pub fn eori(text: &str) -> Result<Self, UnusableClaim> {
        Self::checked(Claim::Eori, text, |it| (3..=17).contains(&it.len()))
    }

    /// A warehouse or place, as declarations write it.
    ///
    /// # Errors
    /// It is empty or too long.
    pub fn place(text: &str) -> Result<Self, UnusableClaim> {
        Self::checked(Claim::Place, text, |it| (2..=35).contains(&it.len()))
    }

    /// An airline's prefix.
    ///
    /// # Errors
    /// It is not three digits.
    pub fn awb_prefix(text: &str) -> Result<Self, UnusableClaim> {
        let digits = |it: &str| it.len() == 3 && it.bytes().all(|byte| byte.is_ascii_digit());
        Self::checked(Claim::AwbPrefix, text, digits)
    }

    fn checked(
        made: fn(String) -> Self,
        text: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Result<Self, UnusableClaim> {
        let number = normalised(text);
        if number.is_ascii() && fits(&number) {
            Ok(made(number))
        } else {
            Err(UnusableClaim(text.to_owned()))
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Claim::Ioss(number) => write!(f, "ioss:{number}"),
            Claim::Eori(number) => write!(f, "eori:{number}"),
            Claim::Place(code) => write!(f, "at:{code}"),
            Claim::AwbPrefix(prefix) => write!(f, "awb:{prefix}"),
            Claim::Sender(party) => write!(f, "by:{}", party.simple()),
        }
    }
}

impl FromStr for Claim {
    type Err = UnusableClaim;

    fn from_str(text: &str) -> Result<Self, UnusableClaim> {
        let unusable = || UnusableClaim(text.to_owned());
        let (kind, value) = text.split_once(':').ok_or_else(unusable)?;
        match kind {
            "ioss" => Self::ioss(value),
            "eori" => Self::eori(value),
            "at" => Self::place(value),
            "awb" => Self::awb_prefix(value),
            "by" => Uuid::try_parse(value).map(Claim::Sender).map_err(|_| unusable()),
            _ => Err(unusable()),
        }
    }
}

impl TryFrom<String> for Claim {
    type Error = UnusableClaim;

    fn try_from(text: String) -> Result<Self, UnusableClaim> {
        text.parse()
    }
}

impl From<Claim> for String {
    fn from(claim: Claim) -> Self {
        claim.to_string()
    }
}

/// Every claim that a declaration answers to, sorted. The representative is the office itself, which
/// sees everything anyway.
pub(crate) fn claims_of(declaration: &Declaration, sender: Option<Uuid>) -> Vec<Claim> {
    let parties = [
        &declaration.importer,
        &declaration.exporter,
        &declaration.consignee,
        &declaration.declarant,
    ];
    let numbers = parties.into_iter().flatten().filter_map(|party| party.id.as_ref());
    let eoris = numbers.filter_map(|at| Claim::eori(&at.value).ok());
    let ioss = declaration
        .all_fiscal_references()
        .filter(|party| party.role.as_ref().is_some_and(|role| role.value == "FR5"))
        .filter_map(|party| Claim::ioss(&party.id.as_ref()?.value).ok());
    let location = declaration.location.as_ref();
    let place = location.and_then(|location| location.identification.as_ref());
    let place = place.and_then(|at| Claim::place(&at.value).ok());
    let awb = declaration
        .transport_numbers()
        .map(normalised)
        .filter(|number| number.len() == 11)
        .filter_map(|number| Claim::awb_prefix(number.get(..3)?).ok());
    let mut claims: Vec<Claim> =
        eoris.chain(ioss).chain(place).chain(awb).chain(sender.map(Claim::Sender)).collect();
    claims.sort();
    claims.dedup();
    claims
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::ioss("ioss:im 276-0048120", "ioss:IM2760048120")]
    #[case::eori("eori:BE0999.041.701", "eori:BE0999041701")]
    #[case::place("at:BE532000", "at:BE532000")]
    #[case::airline("awb:607", "awb:607")]
    fn claims_are_kept_in_one_form(#[case] written: &str, #[case] kept: &str) {
        assert_eq!(written.parse::<Claim>().unwrap().to_string(), kept);
    }

    /// A claim that matches too much would show somebody else's parcels.
    #[rstest]
    #[case::nothing("at:")]
    #[case::wildcard("at:%%%")]
    #[case::short_prefix("awb:6")]
    #[case::letters("awb:ABC")]
    #[case::no_ioss("ioss:BE0999041701")]
    #[case::unknown_kind("all:everything")]
    #[case::without_kind("BE532000")]
    fn what_names_nothing_is_refused(#[case] text: &str) {
        assert!(text.parse::<Claim>().is_err());
    }
}
