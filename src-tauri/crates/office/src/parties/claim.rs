//! What makes a parcel somebody's, chosen from what declarations carry.

use std::fmt;
use std::str::FromStr;

use customs::Declaration;
use customs::identifier::{Check, Eori, Identifier, Ioss, Malformed};
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
pub enum UnusableClaim {
    /// An identifier that has not its form.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// No place.
    #[error("“{0}” is not a place: two to 35 letters and digits, as BE532000.")]
    Place(String),
    /// No airline.
    #[error("“{0}” is not an airline's prefix: three digits, as 784.")]
    AwbPrefix(String),
    /// It is not said what it is.
    #[error("“{0}” is nothing that parcels can be told by.")]
    Unknown(String),
}

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
    /// It has not the form of one.
    pub fn ioss(text: &str) -> Result<Self, UnusableClaim> {
        Ok(Claim::Ioss(read::<Ioss>(text)?.normalised()))
    }

    /// An EORI number.
    ///
    /// # Errors
    /// It has not the form of one.
    pub fn eori(text: &str) -> Result<Self, UnusableClaim> {
        Ok(Claim::Eori(read::<Eori>(text)?.normalised()))
    }

    /// A warehouse or place, as declarations write it.
    ///
    /// # Errors
    /// It is empty or too long, or holds other letters than those of ASCII.
    pub fn place(text: &str) -> Result<Self, UnusableClaim> {
        let place = normalised(text);
        let fits = place.is_ascii() && (2..=35).contains(&place.len());
        fits.then_some(Claim::Place(place)).ok_or_else(|| UnusableClaim::Place(text.to_owned()))
    }

    /// An airline's prefix.
    ///
    /// # Errors
    /// It is not three digits.
    pub fn awb_prefix(text: &str) -> Result<Self, UnusableClaim> {
        let prefix = normalised(text);
        let fits = prefix.len() == 3 && prefix.bytes().all(|byte| byte.is_ascii_digit());
        let unusable = || UnusableClaim::AwbPrefix(text.to_owned());
        fits.then_some(Claim::AwbPrefix(prefix)).ok_or_else(unusable)
    }

    /// What makes it likely that the number was mistyped, in a sentence. It is a claim all the same:
    /// declarations carry such numbers too.
    pub fn doubt(&self) -> Option<String> {
        let Claim::Eori(number) = self else { return None };
        match Eori::parse(number).ok()?.check() {
            Check::Fails { expected } if expected.is_empty() => {
                Some(format!("The check digits of {number} do not hold."))
            }
            Check::Fails { expected } => {
                Some(format!("The check digits of {number} do not hold; {expected} would."))
            }
            Check::Holds | Check::None => None,
        }
    }
}

/// However it was written: blanks, dots and dashes do not count.
fn read<T: Identifier>(text: &str) -> Result<T, UnusableClaim> {
    T::parse(&normalised(text))
        .map_err(|_| Malformed { kind: T::KIND, text: text.to_owned() }.into())
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
        let unusable = || UnusableClaim::Unknown(text.to_owned());
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
    #[case::no_member_state("ioss:IM9990048120")]
    #[case::digits_only("eori:0428759497")]
    #[case::short_prefix("awb:6")]
    #[case::letters("awb:ABC")]
    #[case::no_ioss("ioss:BE0999041701")]
    #[case::unknown_kind("all:everything")]
    #[case::without_kind("BE532000")]
    fn what_names_nothing_is_refused(#[case] text: &str) {
        assert!(text.parse::<Claim>().is_err());
    }

    #[rstest]
    #[case::holds("eori:BE0428759497", None)]
    #[case::mistyped("eori:BE0428759479", Some("97 would."))]
    #[case::not_public("ioss:IM2760048120", None)]
    #[case::elsewhere("eori:CN1234567890", None)]
    fn a_mistyped_number_is_doubted(#[case] text: &str, #[case] end: Option<&str>) {
        let doubt = text.parse::<Claim>().unwrap().doubt();
        assert_eq!(doubt.is_some(), end.is_some(), "{doubt:?}");
        assert!(doubt.unwrap_or_default().ends_with(end.unwrap_or_default()));
    }
}
