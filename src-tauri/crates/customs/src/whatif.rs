//! What if the same goods were declared otherwise: as H7 or as H1, at another day's exchange rate,
//! with lines of one sub-heading put together.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::charge::Charges;
use crate::declaration::{Declaration, GoodsItem};
use crate::element::Element;
use crate::finding::{Finding, Severity};
use crate::language::Language;
use crate::money::Currency;
use crate::pack::{Packs, Rules};
use crate::rates::RateUsed;
use crate::verdict::judge;

/// The data sets that are compared: the parcel's own, and the standard declaration.
const WAYS: [&str; 2] = ["H7", "H1"];
/// Where a body says its data set.
const DATA_SET: &str = "ProcedureCategory";

/// A declaration seen from its other sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The same goods as H7 and as H1; empty where neither can be asked for, as on exports.
    pub ways: Vec<Way>,
    /// How far the goods' value is from the limit of low-value consignments.
    pub limit: Option<Distance>,
    /// What the flat duty makes of the lines; `None` where it does not apply.
    pub lines: Option<FlatLines>,
}

/// The same goods under one data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// `H7` or `H1`.
    pub data_set: String,
    /// The declaration is of this data set already.
    pub declared: bool,
    /// What would be paid.
    pub charges: Charges,
    /// The exchange rates that it rests on.
    pub rates: Vec<RateUsed>,
    /// What stands against it: the errors that the rules find in the same data under this data set.
    pub obstacles: Vec<Finding>,
}

/// How far the intrinsic value is from a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// In euro.
    pub limit: Decimal,
    /// At the rates of the declaration's day.
    pub declared: ValueOn,
    /// At the rates of today, where that is another day.
    pub today: Option<ValueOn>,
}

/// The goods' value at the rates of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueOn {
    /// The day of the rates.
    pub day: NaiveDate,
    /// In euro; `None` where a value or a rate is missing.
    pub value: Option<Decimal>,
    /// What is left up to the limit, in euro; below zero where the value is above it.
    pub left: Option<Decimal>,
    /// Rates that it was worked out with, each for one euro; none for the euro itself.
    pub rates: Vec<RateUsed>,
}

/// Lines under the flat duty, and those of them that the duty counts as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatLines {
    /// In euro, for each.
    pub each: Decimal,
    /// What the lines cost as they are declared.
    pub separate: Decimal,
    /// What they cost when lines of one sub-heading are one.
    pub together: Decimal,
    /// Sub-headings that more than one line has, with the numbers of their lines.
    pub same: Vec<(String, Vec<u32>)>,
}

/// Sees the declaration from its other sides, by the rules of its day (`on` where it was not accepted
/// yet). `today` is the day of the other exchange rates.
pub fn what_if(
    body: &Element,
    packs: &Packs,
    on: NaiveDate,
    today: NaiveDate,
    language: Language,
) -> WhatIf {
    let declaration = Declaration::read(body);
    let rules = packs.on(declaration.acceptance_date.unwrap_or(on));
    if !rules.tariff().charges_on(&declaration) {
        return WhatIf { ways: Vec::new(), limit: None, lines: None };
    }
    let way = |data_set: &&str| way(&declaration, body, data_set, packs, on, language);
    WhatIf {
        ways: WAYS.iter().map(way).collect(),
        limit: distance(&declaration, rules, packs.on(today)),
        lines: flat_lines(&declaration, rules),
    }
}

fn way(
    declared: &Declaration,
    body: &Element,
    data_set: &str,
    packs: &Packs,
    on: NaiveDate,
    language: Language,
) -> Way {
    let mut body = body.clone();
    body.set(&DATA_SET.parse().expect("a path"), Some(data_set));
    let mut declaration = Declaration::read(&body);
    data_set.clone_into(&mut declaration.data_set.0);
    let verdict = judge(&declaration, &body, packs, on, language);
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    Way {
        data_set: data_set.to_owned(),
        declared: declared.data_set.0 == data_set,
        charges: verdict.charges,
        rates: verdict.rates,
        obstacles: verdict.findings.into_iter().filter(is_error).collect(),
    }
}

fn distance(declaration: &Declaration, rules: Rules, today: Rules) -> Option<Distance> {
    let limit = rules.tariff().low_value_limit(declaration.country())?;
    let other_day = rules.date() != today.date();
    Some(Distance {
        limit,
        declared: value_on(declaration, rules, limit),
        today: other_day.then(|| value_on(declaration, today, limit)),
    })
}

fn value_on(declaration: &Declaration, rules: Rules, limit: Decimal) -> ValueOn {
    let value = rules.total_value_eur(declaration);
    let mut rates: Vec<RateUsed> = Vec::new();
    for item in &declaration.items {
        let Some(currency) = item.value.as_ref().map(|at| at.value.currency.0.as_str()) else {
            continue;
        };
        if !rates.iter().any(|rate| rate.currency == currency) {
            rates.extend(rules.rate_used(&Currency::eur(), currency));
        }
    }
    let left = value.and_then(|value| limit.checked_sub(value));
    ValueOn { day: rules.date(), value, left, rates }
}

fn flat_lines(declaration: &Declaration, rules: Rules) -> Option<FlatLines> {
    let consignment = rules.total_value_eur(declaration);
    let (tariff, day) = (rules.tariff(), rules.date());
    let flat = |item: &&GoodsItem| tariff.flat(declaration, item, consignment, day).is_some();
    let items: Vec<&GoodsItem> = declaration.items.iter().filter(flat).collect();
    let each = tariff.flat(declaration, items.first()?, consignment, day)?.amount;
    let mut groups: Vec<(&str, Vec<u32>)> = Vec::new();
    for item in &items {
        let heading = sub_heading(item, &declaration.data_set.0);
        match groups.iter_mut().find(|(known, _)| *known == heading && !heading.is_empty()) {
            Some((_, numbers)) => numbers.push(item.number),
            None => groups.push((heading, vec![item.number])),
        }
    }
    let cost = |lines: usize| each.saturating_mul(Decimal::from(lines));
    let (separate, together) = (cost(items.len()), cost(groups.len()));
    let same = groups.into_iter().filter(|(_, numbers)| numbers.len() > 1);
    let same = same.map(|(heading, numbers)| (heading.to_owned(), numbers)).collect();
    Some(FlatLines { each, separate, together, same })
}

/// What makes lines one: six digits of the code in H7 and H6, all ten in H1.
fn sub_heading<'a>(item: &'a GoodsItem, data_set: &str) -> &'a str {
    let code = item.commodity_code.as_ref().map_or("", |at| at.value.as_str());
    let digits = if data_set == "H1" { 10 } else { 6 };
    code.get(..digits).unwrap_or(code)
}
