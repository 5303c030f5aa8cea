//! What rules and charges ask of the packs.

use std::collections::HashSet;

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use super::groups::Group;
use super::{Packs, Rules, Texts};
use crate::charges::Tariff;
use crate::declaration::Declaration;
use crate::money::Money;
use crate::rule::{Case, Rule};
use crate::selectivity::Criterion;

impl<'a> Rules<'a> {
    /// The day.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The packs that the rules come from.
    pub fn packs(&self) -> &'a Packs {
        self.packs
    }

    /// How many rules hold on the day.
    pub fn count(&self) -> usize {
        self.packs.rules.iter().filter(|rule| rule.holds_on(self.date)).count()
    }

    /// How many of them can apply to a declaration of that data set (`H7`) which the customs of that
    /// country (`BE`) receive; `None` where the country is unknown.
    pub fn count_for(&self, data_set: &str, country: Option<&str>) -> usize {
        let covers = |group: &&Group| group.reach.covers(self.date, data_set, country);
        self.packs.groups.iter().filter(covers).map(|group| group.rules.len()).sum()
    }

    /// The amount in euro at the rate of the day, rounded half up to the cent.
    pub fn in_eur(&self, money: &Money) -> Option<Decimal> {
        let rate = self.exchange_rate(&money.currency.0)?;
        let eur = money.amount.checked_div(rate.units)?;
        Some(eur.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// Sum of the items' values in euro at the rate of the day; `None` where a value, its currency or
    /// the rate is missing.
    pub fn total_value_eur(&self, declaration: &Declaration) -> Option<Decimal> {
        let values = declaration.items.iter().map(|item| self.in_eur(&item.value.as_ref()?.value));
        values.reduce(|sum, value| sum?.checked_add(value?)).flatten()
    }

    /// The rules that apply to the declaration, their conditions aside.
    pub(crate) fn reaching(&self, case: &Case) -> impl Iterator<Item = &'a Rule> {
        let groups = self.packs.groups.iter().filter(|group| group.reach.includes(case));
        groups.flat_map(|group| &group.rules).filter_map(|index| self.packs.rules.get(*index))
    }

    pub(crate) fn list(&self, name: &str) -> Option<&'a HashSet<String>> {
        self.packs.lists.get(name)
    }

    pub(crate) fn texts_of(&self, kind: &str) -> &'a Texts {
        // Every kind has texts: a pack without them is refused when it is read.
        static NONE: std::sync::LazyLock<Texts> = std::sync::LazyLock::new(Texts::default);
        self.packs.texts.get(kind).unwrap_or(&NONE)
    }

    pub(crate) fn tariff(&self) -> &'a Tariff {
        &self.packs.tariff
    }

    pub(crate) fn criteria(&self) -> &'a [Criterion] {
        &self.packs.criteria
    }
}
