use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Frame, Party, Shipment};

/// The duty notice: what is to be paid, and how each line came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyNotice {
    /// Identifiers, dates, language.
    pub frame: Frame,
    /// Who worked the amounts out.
    pub worked_out_by: WorkedOutBy,
    /// The parties, in the order in which they are printed.
    pub parties: Vec<Party>,
    /// The shipment in a few figures.
    pub shipment: Shipment,
    /// Lines in order of item, then tax type.
    pub lines: Vec<DutyLine>,
    /// Customs value of the consignment.
    pub customs_value: Option<Decimal>,
    /// What is to be paid in all.
    pub payable: Decimal,
    /// ISO 4217 code of every amount here.
    pub currency: String,
    /// Reference to pay under, where the authority gave one.
    pub payment_reference: Option<String>,
    /// Sentences on charges that could not be worked out; empty when everything was.
    pub gaps: Vec<String>,
}

/// Whose figures a duty notice shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum WorkedOutBy {
    /// The desk's own calculation under its rules; the authority may decide otherwise.
    Desk,
    /// The authority's tax message.
    Authority {
        /// Name of the message, for example `DMSTAX`.
        message: String,
        /// When the desk received it.
        received_at: DateTime<FixedOffset>,
    },
}

/// One duty or tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyLine {
    /// Goods item number; `None` for a charge on the whole declaration.
    pub item: Option<u32>,
    /// 14 03 tax type: A00, B00 ..., or `FEE` for the carrier's own costs.
    pub tax_type: String,
    /// What the rate applies to: an amount, or a number of units.
    pub base: Decimal,
    /// How the charge is measured.
    pub rate: DutyRate,
    /// What the rule yields.
    pub amount: Decimal,
    /// What is left to pay here.
    pub payable: Decimal,
    /// How the line came about.
    pub note: String,
}

/// How a charge is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum DutyRate {
    /// Percent of the base.
    Percent(Decimal),
    /// An amount for each unit of the base.
    PerUnit(Decimal),
}
