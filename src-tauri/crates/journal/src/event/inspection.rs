//! What was found when the goods were looked at.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The inspection's record as it stands; each entry holds the whole of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionRecorded {
    /// Control type of code list CL716, for example `40` for a physical control.
    pub control_type: Option<String>,
    /// What was counted and weighed.
    pub measured: Vec<Measured>,
    /// Seals and their state.
    pub seals: Vec<Seal>,
    /// What was found, in words.
    pub remarks: String,
}

/// Measured beside declared; the declared values are copied so that the record stands by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// Goods item number; `None` for the whole consignment.
    pub item: Option<u32>,
    /// Pieces (or supplementary units) declared.
    pub declared_quantity: Option<Decimal>,
    /// Pieces counted.
    pub quantity: Option<Decimal>,
    /// Kilograms declared.
    pub declared_gross_mass: Option<Decimal>,
    /// Kilograms weighed.
    pub gross_mass: Option<Decimal>,
    /// Packages declared.
    pub declared_packages: Option<Decimal>,
    /// Packages counted.
    pub packages: Option<Decimal>,
}

/// A seal on the goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The number on it.
    pub number: String,
    /// Whole and untouched.
    pub intact: bool,
}

/// The inspection was closed. This cannot be undone: it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionClosed {
    /// What came out.
    pub result: ControlResult,
    /// Closing words.
    pub remarks: String,
    /// Name of the broker who signs.
    pub signed_by: String,
}

/// Control result of code lists CL390 to CL393.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ControlResult {
    /// Satisfactory.
    A1,
    /// Considered satisfactory.
    A2,
    /// Simplified procedure.
    A3,
    /// Minor discrepancies.
    A4,
    /// Discrepancies.
    A5,
    /// Not satisfactory.
    B1,
}
