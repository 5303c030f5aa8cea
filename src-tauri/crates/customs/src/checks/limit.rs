//! A number must stay within limits.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::{Field, Value};
use crate::rule::{Case, Hit};

/// Every value of the field is within the limits that are written. Amounts of money are compared in
/// the currency they were declared in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limit {
    pub(crate) field: Field,
    at_most: Option<Decimal>,
    below: Option<Decimal>,
    at_least: Option<Decimal>,
    above: Option<Decimal>,
}

impl Limit {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        self.field
            .those(case, item, |spot| spot.value.number().is_some_and(|number| !self.holds(number)))
            .iter()
            .map(|spot| {
                let hit = Hit::at(spot, item).with("limit", self.limit());
                match spot.value {
                    Value::Number(_) => with_declared(hit, case),
                    _ => hit,
                }
            })
            .collect()
    }

    fn holds(&self, number: Decimal) -> bool {
        self.at_most.is_none_or(|limit| number <= limit)
            && self.below.is_none_or(|limit| number < limit)
            && self.at_least.is_none_or(|limit| number >= limit)
            && self.above.is_none_or(|limit| number > limit)
    }

    fn limit(&self) -> String {
        let limits = [self.at_most, self.below, self.at_least, self.above];
        limits.iter().flatten().map(Decimal::to_string).next().unwrap_or_default()
    }
}

/// What was declared, and the rates that turned it into euro. The place is that of the dearest item,
/// which is where a broker looks first.
fn with_declared(hit: Hit, case: &Case) -> Hit {
    let dearest =
        case.declaration.items.iter().filter(|item| item.value.is_some()).max_by_key(|item| {
            item.value.as_ref().and_then(|value| case.rules.in_eur(&value.value))
        });
    let place = dearest.and_then(|item| Some((item.value.as_ref()?.path.clone(), item.number)));
    let hit = match place {
        Some((path, number)) => Hit { path: Some(path), item: Some(number), ..hit },
        None => hit,
    };
    let mut declared: Vec<(String, Decimal)> = Vec::new();
    for value in case.declaration.items.iter().filter_map(|item| item.value.as_ref()) {
        let currency = &value.value.currency.0;
        match declared.iter_mut().find(|(known, _)| known == currency) {
            Some((_, sum)) => *sum = sum.saturating_add(value.value.amount),
            None => declared.push((currency.clone(), value.value.amount)),
        }
    }
    let rates =
        declared.iter().filter(|(currency, _)| currency != "EUR").filter_map(|(currency, _)| {
            let rate = case.rules.exchange_rate(currency)?;
            let list = rate.list.map(|list| format!(", {list}")).unwrap_or_default();
            Some(format!("{} {currency} ({}{list})", rate.units, rate.from))
        });
    let rates: Vec<String> = rates.collect();
    let amounts: Vec<String> = declared.iter().map(|(c, sum)| format!("{sum} {c}")).collect();
    hit.with("declared", amounts.join(" + ")).with("rate", rates.join(", "))
}
