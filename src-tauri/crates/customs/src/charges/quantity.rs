//! How many units of goods an item holds.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::declaration::GoodsItem;

/// The unit that a specific duty is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    /// Kilogram of net mass (18 01).
    Kg,
    /// Kilogram of gross mass (18 04).
    GrossKg,
    /// Litre.
    Litre,
    /// Litre of pure alcohol.
    LitreOfAlcohol,
    /// Number of pieces.
    Piece,
    /// Whatever the nomenclature has as the supplementary unit of these goods (18 02).
    #[serde(rename = "supplementary_unit")]
    Supplementary,
}

/// Codes of units among stated tax bases, with how many of ours one of them is.
const CODES: [(&str, Unit, i64); 7] = [
    ("KGM", Unit::Kg, 1),
    ("DTN", Unit::Kg, 100),
    ("TNE", Unit::Kg, 1000),
    ("LTR", Unit::Litre, 1),
    ("HLT", Unit::Litre, 100),
    ("LPA", Unit::LitreOfAlcohol, 1),
    ("NAR", Unit::Piece, 1),
];

/// Percent of alcohol by volume, among stated tax bases.
const ALCOHOLIC_STRENGTH: &str = "ASV";

/// How many of the unit the item holds; `None` where it does not say, or says less than none.
///
/// Mass counts as declared: rounding it to the kilogram above 1 kg is what the declarant may do.
pub(super) fn of(item: &GoodsItem, unit: Unit) -> Option<Decimal> {
    let value = |at: &Option<crate::declaration::At<Decimal>>| at.as_ref().map(|at| at.value);
    let declared = match unit {
        Unit::Kg => value(&item.net_mass),
        Unit::GrossKg => value(&item.gross_mass),
        Unit::LitreOfAlcohol => stated(item, unit).or_else(|| alcohol(item)),
        // The supplementary unit of drinks is the litre, of goods that are counted the piece; a tax
        // base stated with its unit says more.
        Unit::Litre | Unit::Piece => stated(item, unit).or(value(&item.supplementary_units)),
        Unit::Supplementary => value(&item.supplementary_units),
    };
    declared.filter(|quantity| *quantity >= Decimal::ZERO)
}

fn stated(item: &GoodsItem, unit: Unit) -> Option<Decimal> {
    item.stated_quantities.iter().find_map(|stated| {
        let (_, _, size) =
            CODES.iter().find(|(code, of, _)| *code == stated.unit && *of == unit)?;
        stated.quantity.checked_mul(Decimal::from(*size))
    })
}

/// Litres times strength.
fn alcohol(item: &GoodsItem) -> Option<Decimal> {
    let strength = item.stated_quantities.iter().find(|each| each.unit == ALCOHOLIC_STRENGTH)?;
    let litres = of(item, Unit::Litre)?;
    litres.checked_mul(strength.quantity)?.checked_div(Decimal::ONE_HUNDRED)
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kg => "kg",
            Self::GrossKg => "kg/br",
            Self::Litre => "l",
            Self::LitreOfAlcohol => "l alc. 100%",
            Self::Piece => "p/st",
            Self::Supplementary => "u.s.",
        })
    }
}
