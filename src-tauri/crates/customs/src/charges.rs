//! Works out what is to be paid on a declaration: customs duty, then VAT on value, duty and costs.
//!
//! Rates, limits, reliefs and how an authority rounds come from the pack. What cannot be worked out
//! is named in the result's gaps; nothing is guessed.

mod duty;
mod expression;
mod item;
mod measure;
mod money;
mod quantity;
mod rounding;
mod share;
mod tariff;
mod valuation;
mod vat;
mod words;

use rust_decimal::Decimal;

use crate::charge::{ChargeLine, Charges, Rate};
use crate::declaration::Declaration;
use crate::language::Language;
use crate::money::{Currency, Money};
use crate::pack::Rules;

pub use rounding::{Rounding, RoundingMode};
pub(crate) use tariff::{Tariff, TariffSource};

use item::Assessment;
use money::Exchange;
use tariff::Authority;
use words::Words;

/// Tax type of the carrier's own costs among charge lines. Not a customs code: no authority asks for
/// them, but the recipient pays them and VAT is due on them.
pub const OTHER_COSTS: &str = "FEE";

/// Costs that the declaration does not name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// What the carrier asks for its own work, in all; VAT is due on it.
    pub other: Option<Money>,
}

/// Works out the charges under the rules of the day.
///
/// Data sets on which nothing can be due, such as exports, have no lines and no gaps; what a
/// suspensive procedure suspends has its amount and nothing payable.
pub fn charges(
    declaration: &Declaration,
    rules: Rules,
    costs: &Costs,
    language: Language,
) -> Charges {
    let words = Words(language);
    let country = declaration.country();
    if !rules.tariff().charges_on(declaration) {
        return nothing(country, rules, Vec::new());
    }
    match rules.tariff().authority(country) {
        Some(authority) => assess(declaration, rules, authority, costs, words),
        None => nothing(country, rules, vec![words.no_authority(country)]),
    }
}

fn nothing(country: Option<&str>, rules: Rules, gaps: Vec<String>) -> Charges {
    let currency = rules
        .tariff()
        .authority(country)
        .map_or_else(Currency::eur, |authority| authority.currency.clone());
    Charges { lines: Vec::new(), payable: Decimal::ZERO, currency, customs_value: None, gaps }
}

fn assess(
    declaration: &Declaration,
    rules: Rules,
    authority: &Authority,
    costs: &Costs,
    words: Words,
) -> Charges {
    let exchange = Exchange { rules, to: &authority.currency };
    let mut gaps = Vec::new();
    let values: Vec<Option<Decimal>> = declaration
        .items
        .iter()
        .map(|item| valuation::customs_value(item, authority, &exchange, words, &mut gaps))
        .collect();
    let shares = share::Shares::of(declaration, costs, &values, &exchange, words, &mut gaps);
    let values = valuation::shared_out(&values, &shares.adjustments);
    let consignment_eur = rules.total_value_eur(declaration);
    let mut lines: Vec<ChargeLine> = Vec::new();
    for (index, item) in declaration.items.iter().enumerate() {
        let Some(customs_value) = values[index] else { continue };
        let assessment = Assessment {
            declaration,
            item,
            rules,
            authority,
            words,
            customs_value,
            consignment_eur,
            costs: shares.transport[index].saturating_add(shares.other[index]),
        };
        assessment.run(&mut lines, &mut gaps);
    }
    lines.extend(other_costs(&shares, words));
    let customs_value = sum(values.into_iter());
    let payable = lines.iter().fold(Decimal::ZERO, |sum, line| sum.saturating_add(line.payable));
    Charges { lines, payable, currency: authority.currency.clone(), customs_value, gaps }
}

fn other_costs(shares: &share::Shares, words: Words) -> Option<ChargeLine> {
    let amount = shares.other_total?;
    Some(ChargeLine {
        item: None,
        tax_type: OTHER_COSTS.to_owned(),
        base: Decimal::ONE,
        rate: Rate::PerUnit(amount),
        amount,
        payable: amount,
        note: words.other_costs(),
        rule: "GL-CHG-900".to_owned(),
        method_of_payment: None,
    })
}

fn sum(parts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    parts.reduce(|sum, part| sum?.checked_add(part?)).flatten()
}
