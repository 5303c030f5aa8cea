//! The nomenclature of goods: what a commodity code means, and on which day.
//!
//! The Harmonized System has six digits, the Combined Nomenclature eight, TARIC ten; each refines the
//! one before. The official files list their lines in order, and the depth of a line in the tree is
//! its indent, not the length of its code: several lines may share one code and are then told apart
//! by their product-line suffix (80 for the code itself, 10, 20 ... for headings above it).

mod code;
mod edition;
mod search;
mod tree;

pub use code::{GoodsCode, NoGoodsCode};
pub use edition::{Edition, Said, in_force};
pub use search::{Found, Matches, found};
pub use tree::{Node, Tree};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whose nomenclature it is. The most detailed one comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// The Union's integrated tariff, ten digits.
    Taric,
    /// The Combined Nomenclature, eight digits.
    Cn,
    /// The Harmonized System, six digits.
    Hs,
}

impl System {
    /// All of them, the most detailed one first.
    pub const ALL: [System; 3] = [System::Taric, System::Cn, System::Hs];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            System::Taric => "taric",
            System::Cn => "cn",
            System::Hs => "hs",
        }
    }
}

/// The product-line suffix of a line that is a commodity code. All others are headings above one.
pub const CODE_LINE: u8 = 80;

/// One line of an official file, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub code: GoodsCode,
    pub suffix: u8,
    /// Depth below the heading; `None` where the file leaves it to the length of the code.
    pub indent: Option<u8>,
    pub description: String,
    /// Unit in which more than kilograms have to be declared, as the file writes it.
    pub unit: Option<String>,
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
}
