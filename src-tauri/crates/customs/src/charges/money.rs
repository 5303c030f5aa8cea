//! Values in the authority's currency.

use rust_decimal::{Decimal, RoundingStrategy};

use super::words::Words;
use crate::money::{Currency, Money};
use crate::pack::Rules;

/// Turns amounts into the authority's currency at the rates of the day.
#[derive(Clone, Copy)]
pub(super) struct Exchange<'a> {
    pub(super) rules: Rules<'a>,
    pub(super) to: &'a Currency,
}

impl Exchange<'_> {
    /// The amount in the authority's currency, to the cent, half up; `None` without rate, and for
    /// amounts below zero, from which nothing can be worked out.
    pub(super) fn convert(&self, money: &Money) -> Option<Decimal> {
        if money.amount < Decimal::ZERO {
            return None;
        }
        if money.currency == *self.to {
            return Some(money.amount);
        }
        let amount = self.convert_exactly(money)?;
        Some(amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The amount in the authority's currency, not rounded; `None` without rate.
    pub(super) fn convert_exactly(&self, money: &Money) -> Option<Decimal> {
        if money.currency == *self.to {
            return Some(money.amount);
        }
        self.rules.exchanged(money.amount, &money.currency.0, self.to)
    }

    /// The same, with a gap where it cannot be done.
    pub(super) fn convert_or_say(
        &self,
        money: &Money,
        words: Words,
        gaps: &mut Vec<String>,
    ) -> Option<Decimal> {
        let amount = self.convert(money);
        if amount.is_none() {
            gaps.push(match money.amount < Decimal::ZERO {
                true => words.below_zero(money),
                false => words.no_rate(money, self.rules.date()),
            });
        }
        amount
    }
}
