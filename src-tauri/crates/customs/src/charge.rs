//! What is to be paid on a declaration, and how it was worked out.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Currency;

/// One duty or tax on one goods item (or on the whole declaration).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeLine {
    /// Goods item number; `None` for a charge on the whole declaration.
    pub item: Option<u32>,
    /// A00 customs duty, B00 VAT ...
    pub tax_type: String,
    /// What the rate applies to: an amount, or a number of items for a flat charge.
    pub base: Decimal,
    /// Percent, or an amount per unit for a flat charge.
    pub rate: Rate,
    /// What the rule yields, rounded as the authority rounds.
    pub amount: Decimal,
    /// What is left to pay here; zero where it was paid elsewhere, for example under IOSS.
    pub payable: Decimal,
    /// How the line came about, for people.
    pub note: String,
    /// Rule identifier in the pack.
    pub rule: String,
    /// How it is paid (14 03 042), where the declarant or the authority says so: A cash, E deferred ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method_of_payment: Option<String>,
}

/// How a charge is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Rate {
    /// Percent of the base.
    Percent(Decimal),
    /// An amount for each unit of the base.
    PerUnit(Decimal),
}

/// All charges of one declaration, in the authority's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charges {
    /// Lines in order of item, then tax type.
    pub lines: Vec<ChargeLine>,
    /// Sum of what is left to pay.
    pub payable: Decimal,
    /// The currency of every amount here.
    pub currency: Currency,
    /// Customs value of the consignment in that currency, where all items have one.
    pub customs_value: Option<Decimal>,
    /// Why a charge could not be worked out; empty when everything was.
    pub gaps: Vec<String>,
}
