//! References and numbers of the customs world: their form, and whether their check digit holds.
//!
//! Every type keeps what was written. Parsing looks at the form only: a wrong check digit is for
//! [`Identifier::check`] to tell and for a rule to warn about, for a fifth of the MRNs in real sample
//! files carry one.

mod awb;
mod commodity_code;
mod container;
mod customs_office;
mod digits;
mod enterprise_number;
mod eori;
mod grn;
mod identify;
mod ioss;
mod kind;
mod lrn;
mod mrn;
mod s10;
mod scanned;
#[cfg(test)]
mod tests;
mod ucr;
mod vat;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::language::Language;

pub use awb::Awb;
pub use commodity_code::CommodityCode;
pub use container::Container;
pub use customs_office::CustomsOffice;
pub use enterprise_number::EnterpriseNumber;
pub use eori::Eori;
pub use grn::Grn;
pub use identify::{Identified, identify};
pub use ioss::{Ioss, IossIntermediary};
pub use kind::Kind;
pub use lrn::Lrn;
pub use mrn::Mrn;
pub use s10::S10;
pub use scanned::{in_one_word, scanned};
pub use ucr::Ucr;
pub use vat::Vat;

/// What a check digit says about the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Check {
    /// It is the one that the rest calls for.
    Holds,
    /// The rest calls for another.
    Fails {
        /// The check digit or digits that would hold; empty where none would.
        expected: String,
    },
    /// The identifier has none, or its algorithm is not public.
    None,
}

impl Check {
    /// Holds where both are the same.
    fn of(expected: impl Into<String>, written: &str) -> Self {
        let expected = expected.into();
        if expected == written { Self::Holds } else { Self::Fails { expected } }
    }

    /// Whether the check digit contradicts the rest.
    pub fn fails(&self) -> bool {
        matches!(self, Self::Fails { .. })
    }
}

/// The text has not the form that the identifier asks for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not {}: {}.", kind.with_article(), kind.form(Language::English))]
pub struct Malformed {
    /// What it was read as.
    pub kind: Kind,
    /// What was written.
    pub text: String,
}

impl Malformed {
    /// Stable name of the error.
    pub fn code(&self) -> &'static str {
        "malformed_identifier"
    }
}

/// What all identifiers can say.
pub trait Identifier: Sized {
    /// Which identifier it is.
    const KIND: Kind;

    /// Reads the text; blanks around it do not count.
    ///
    /// # Errors
    /// [`Malformed`] where the text has another form. A wrong check digit is no error.
    fn parse(text: &str) -> Result<Self, Malformed>;

    /// As it was written.
    fn as_written(&self) -> &str;

    /// In capitals, without separators, as messages carry it.
    fn normalised(&self) -> String;

    /// Whether the check digit holds.
    fn check(&self) -> Check;

    /// What its parts say, in a sentence.
    fn explanation(&self, language: Language) -> String;
}

/// The text in capitals without blanks and these separators; nearly every one is written so already.
fn compact<'t>(text: &'t str, separators: &[char]) -> Cow<'t, str> {
    let stays = |byte: u8| {
        byte.is_ascii_graphic()
            && !byte.is_ascii_lowercase()
            && !separators.contains(&char::from(byte))
    };
    if text.bytes().all(stays) {
        return Cow::Borrowed(text);
    }
    let kept = |c: &char| !c.is_whitespace() && !separators.contains(c);
    Cow::Owned(match text.is_ascii() {
        true => text.chars().filter(kept).map(|c| c.to_ascii_uppercase()).collect(),
        false => text.chars().filter(kept).flat_map(char::to_uppercase).collect(),
    })
}

/// So many characters of a class.
type Run = (usize, fn(&char) -> bool);

/// Whether a text consists of these runs, for example `[(2, digit), (2, letter)]`, and nothing else.
fn has_form(text: &str, runs: &[Run]) -> bool {
    let mut rest = text.chars();
    runs.iter().all(|(count, fits)| (0..*count).all(|_| rest.next().is_some_and(|c| fits(&c))))
        && rest.next().is_none()
}

fn digit(c: &char) -> bool {
    c.is_ascii_digit()
}

fn letter(c: &char) -> bool {
    c.is_ascii_uppercase()
}

fn letter_or_digit(c: &char) -> bool {
    digit(c) || letter(c)
}
