//! What the lenses keep of one declaration.

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::name::SellerName;
use crate::declaration::{At, Declaration, Document, GoodsItem, Party};

/// Documents that are invoices: proforma (N325), commercial (N380), and the one by which the customs
/// value is declared (N935).
const INVOICES: [&str; 3] = ["N325", "N380", "N935"];

/// What the lenses look at. Texts that are absent are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Of the data set H7, which has a limit of value.
    pub low_value: bool,
    /// The day of acceptance, else the one on which it came onto the desk.
    pub day: NaiveDate,
    pub lrn: String,
    pub consignee: String,
    pub street: String,
    pub postcode: String,
    pub country: String,
    pub seller: String,
    /// The air waybill or other document of the whole transport.
    pub flight: String,
    /// In capitals.
    pub ioss: String,
    /// Parcel numbers and invoices, each once.
    pub numbers: Vec<Number>,
    /// Items of which value and mass are known.
    pub lines: Vec<PricedLine>,
}

/// A number that should stand in one declaration only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    pub kind: NumberKind,
    /// As written.
    pub written: String,
    /// What equal numbers have in common; that of an invoice has its seller in it.
    pub key: String,
}

/// What is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberKind {
    /// A house waybill or postal item.
    Parcel,
    Invoice,
}

/// One item's price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedLine {
    pub item: u32,
    /// Six digits.
    pub hs6: String,
    /// Euro cents for a kilogram of net mass, of gross mass where no net mass is stated.
    pub cents_per_kg: i64,
}

impl Facts {
    /// Reads a declaration. `customs_value` is that of all its goods in euro, where it is known: an
    /// item that is not invoiced in euro has its part of it. `arrived` is the day on which it came.
    pub fn of(
        declaration: &Declaration,
        customs_value: Option<Decimal>,
        arrived: NaiveDate,
    ) -> Self {
        let consignee = declaration.importer.as_ref().or(declaration.consignee.as_ref());
        let of_consignee = |part: fn(&Party) -> Option<&str>| {
            consignee.and_then(part).unwrap_or_default().trim().to_owned()
        };
        let seller = seller(declaration);
        Self {
            low_value: declaration.data_set.is_any(&["H7"]),
            day: declaration.acceptance_date.unwrap_or(arrived),
            lrn: declaration.lrn.as_ref().map(|at| at.value.clone()).unwrap_or_default(),
            consignee: of_consignee(|party| text(party.name.as_ref())),
            street: of_consignee(|party| party.street.as_deref()),
            postcode: of_consignee(|party| party.postcode.as_deref()),
            country: of_consignee(|party| text(party.country.as_ref())),
            flight: declaration.transport_document().to_owned(),
            ioss: declaration.fiscal_id("FR5").unwrap_or_default().trim().to_uppercase(),
            numbers: numbers(declaration, &seller),
            lines: lines(declaration, customs_value),
            seller,
        }
    }
}

/// Letters and digits in capitals: `LX 155 337 957 CN` is `LX155337957CN`.
pub fn key_of_number(written: &str) -> String {
    written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn text(at: Option<&At<String>>) -> Option<&str> {
    at.map(|at| at.value.as_str())
}

fn seller(declaration: &Declaration) -> String {
    let of_items = declaration.items.iter().filter_map(|item| item.exporter.as_ref());
    let sellers = declaration.exporter.iter().chain(of_items);
    let name = |party: &Party| text(party.name.as_ref().or(party.id.as_ref())).map(str::to_owned);
    sellers.filter_map(name).find(|name| !name.trim().is_empty()).unwrap_or_default()
}

fn numbers(declaration: &Declaration, seller: &str) -> Vec<Number> {
    let number = |kind, written: &str, prefix: &str| {
        let key = key_of_number(written);
        let key = if prefix.is_empty() { key } else { format!("{prefix}: {key}") };
        Number { kind, written: written.trim().to_owned(), key }
    };
    let parcels = declaration.parcel_numbers().map(|it| number(NumberKind::Parcel, it, ""));
    let seller = SellerName::read(seller).key();
    let of_items = declaration.items.iter().flat_map(|item| &item.documents);
    let is_invoice = |it: &&Document| INVOICES.contains(&it.kind.as_str());
    let invoices = declaration.documents.iter().chain(of_items).filter(is_invoice);
    // Without its seller an invoice's number is anybody's.
    let invoices = invoices.filter(|_| !seller.is_empty());
    let invoices = invoices.map(|it| number(NumberKind::Invoice, &it.reference, &seller));
    let mut all: Vec<Number> = parcels.chain(invoices).collect();
    all.retain(|number| number.written.chars().any(char::is_alphanumeric));
    all.sort_unstable();
    all.dedup_by(|one, two| (one.kind, &one.key) == (two.kind, &two.key));
    all
}

fn lines(declaration: &Declaration, customs_value: Option<Decimal>) -> Vec<PricedLine> {
    let items = declaration.items.iter();
    let priced = items.filter_map(|item| {
        let hs6 = hs6(item)?;
        let value = in_euro(item).or_else(|| part_of(declaration, item, customs_value?))?;
        let mass = mass(declaration, item).filter(|mass| *mass > Decimal::ZERO)?;
        let cents = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(mass)?;
        let cents = cents.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Some(PricedLine { item: item.number, hs6, cents_per_kg: cents.to_i64()? })
    });
    priced.collect()
}

fn hs6(item: &GoodsItem) -> Option<String> {
    let digits = item.commodity_code.as_ref()?.value.get(..6)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.to_owned())
}

fn in_euro(item: &GoodsItem) -> Option<Decimal> {
    let value = &item.value.as_ref()?.value;
    (value.currency.0 == "EUR").then_some(value.amount)
}

/// The item's part of a customs value, by the amounts invoiced in one currency.
fn part_of(declaration: &Declaration, item: &GoodsItem, customs_value: Decimal) -> Option<Decimal> {
    let amount = |of: &GoodsItem| of.value.as_ref().map(|at| at.value.clone());
    let mine = amount(item)?;
    let mut all = Decimal::ZERO;
    for other in &declaration.items {
        let other = amount(other).filter(|other| other.currency == mine.currency)?;
        all = all.checked_add(other.amount)?;
    }
    customs_value.checked_mul(mine.amount)?.checked_div(all)
}

fn mass(declaration: &Declaration, item: &GoodsItem) -> Option<Decimal> {
    let stated = item.net_mass.as_ref().or(item.gross_mass.as_ref()).map(|at| at.value);
    let only = declaration.items.len() == 1;
    stated.or_else(|| declaration.total_gross_mass().filter(|_| only))
}
