//! Exchange rates of the packs, and lists of an authority laid over them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Packs, Rules};
use crate::declaration::{Declaration, GoodsItem};
use crate::money::{Currency, Money};
use crate::rates::{ExchangeRate, RateTable, RateUsed};

/// Rates of a span of days as a pack writes them: units of the currency for one euro.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    from: NaiveDate,
    /// First day on which they do not hold any more.
    until: NaiveDate,
    #[serde(default)]
    unverified: bool,
    per_eur: BTreeMap<String, Decimal>,
}

impl From<Written> for RateTable {
    fn from(written: Written) -> Self {
        let Written { from, until, unverified, per_eur: rates } = written;
        Self { base: Currency::eur(), from, until, rates, unverified, list: None }
    }
}

impl Packs {
    /// The same packs with imported tables of exchange rates over their own, in the place of any that
    /// were laid over before. For each day and currency the first of these tables that has a rate
    /// counts; where none has one, the pack's own.
    ///
    /// [`Packs::hash`] stays that of the packs. The rates that a verdict rests on are kept in it
    /// ([`crate::Verdict::rates`]) with the list that each came from.
    #[must_use]
    pub fn with_rates(&self, tables: Vec<RateTable>) -> Packs {
        Packs { imported: tables, ..self.clone() }
    }
}

impl<'a> Rules<'a> {
    /// Units of the currency for one euro on the day; one for the euro itself.
    pub fn exchange_rate(&self, currency: &str) -> Option<ExchangeRate<'a>> {
        self.rate_for_one(&Currency::eur(), currency)
    }

    /// Units of the currency for one of the base on the day, where a list of that base has it; one for
    /// the base itself.
    pub(crate) fn rate_for_one(&self, base: &Currency, currency: &str) -> Option<ExchangeRate<'a>> {
        if currency == base.0 {
            let (units, from) = (Decimal::ONE, self.date());
            return Some(ExchangeRate { units, from, unverified: false, list: None });
        }
        let tables = self.packs().imported.iter().chain(&self.packs().rates);
        tables
            .filter(|table| table.base == *base)
            .find_map(|table| table.rate(currency, self.date()))
    }

    /// The amount in another currency, not rounded; `None` without rate.
    ///
    /// Where a list has units of the one for one of the other, it is one division by the rate as it
    /// was published; else the amount goes through the euro.
    pub(crate) fn exchanged(&self, amount: Decimal, from: &str, to: &Currency) -> Option<Decimal> {
        if let Some(rate) = self.rate_for_one(to, from) {
            return amount.checked_div(rate.units);
        }
        let (from, to) = (self.exchange_rate(from)?.units, self.exchange_rate(&to.0)?.units);
        amount.checked_div(from)?.checked_mul(to)
    }

    /// Every rate of the day, by base, then currency.
    pub fn rates(&self) -> Vec<RateUsed> {
        let tables = self.packs().imported.iter().chain(&self.packs().rates);
        let of_the_day =
            tables.filter(|table| table.from <= self.date() && self.date() < table.until);
        let mut all: BTreeMap<(&str, &str), RateUsed> = BTreeMap::new();
        for table in of_the_day {
            for currency in table.rates.keys() {
                if let Entry::Vacant(free) = all.entry((table.base.0.as_str(), currency.as_str()))
                    && let Some(rate) = self.rate_used(&table.base, currency)
                {
                    free.insert(rate);
                }
            }
        }
        all.into_values().collect()
    }

    /// The rates by which the declaration's amounts become euro, for limits, and the currency of the
    /// authority's charges.
    pub(crate) fn rates_used(&self, declaration: &Declaration) -> Vec<RateUsed> {
        let eur = Currency::eur();
        let authority = self.tariff().authority(declaration.country());
        let to = authority.map_or(&eur, |authority| &authority.currency);
        let mut used: Vec<RateUsed> = Vec::new();
        for currency in currencies(declaration) {
            let into_other = match self.rate_for_one(to, currency) {
                Some(_) => self.rate_used(to, currency),
                None => self.rate_used(&eur, &to.0),
            };
            for rate in self.rate_used(&eur, currency).into_iter().chain(into_other) {
                if !used.contains(&rate) {
                    used.push(rate);
                }
            }
        }
        used
    }

    /// The rate as a verdict keeps it; `None` for the base itself, and without rate.
    pub(crate) fn rate_used(&self, base: &Currency, currency: &str) -> Option<RateUsed> {
        let rate = self.rate_for_one(base, currency).filter(|_| currency != base.0)?;
        Some(RateUsed {
            currency: currency.to_owned(),
            base: base.0.clone(),
            units: rate.units,
            from: rate.from,
            list: rate.list.cloned(),
            unverified: rate.unverified,
        })
    }
}

/// The currencies of the amounts that charges and limits are worked out from, each once.
fn currencies(declaration: &Declaration) -> Vec<&str> {
    let shipment = declaration.transport_costs.iter().map(|at| &at.value);
    let shipment = shipment.chain(declaration.adjustments.iter().map(|each| &each.amount));
    let amounts = declaration.items.iter().flat_map(amounts_of).chain(shipment);
    let mut found: Vec<&str> = Vec::new();
    for amount in amounts {
        let currency = amount.currency.0.as_str();
        if !found.contains(&currency) {
            found.push(currency);
        }
    }
    found
}

fn amounts_of(item: &GoodsItem) -> impl Iterator<Item = &Money> {
    let amounts = item.value.iter().chain(&item.transport_costs).map(|at| &at.value);
    amounts.chain(item.adjustments.iter().map(|each| &each.amount))
}
