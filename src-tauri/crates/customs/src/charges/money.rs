//! Values in the authority's currency.

use rust_decimal::Decimal;

use super::words::Words;
use crate::declaration::{Adjustment, GoodsItem};
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
        let from = self.rules.exchange_rate(&money.currency.0)?.per_eur;
        let to = self.rules.exchange_rate(&self.to.0)?.per_eur;
        let amount = money.amount.checked_div(from)?.checked_mul(to)?;
        Some(amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
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

/// The item's customs value: its price with its own additions and deductions.
pub(super) fn customs_value(
    item: &GoodsItem,
    exchange: &Exchange,
    words: Words,
    gaps: &mut Vec<String>,
) -> Option<Decimal> {
    let Some(value) = &item.value else {
        gaps.push(words.no_value(item.number));
        return None;
    };
    let price = exchange.convert_or_say(&value.value, words, gaps)?;
    let adjusted = adjusted(price, &item.adjustments, exchange, words, gaps)?;
    Some(adjusted.max(Decimal::ZERO))
}

/// Customs values with each item's part of the consignment's additions and deductions. A deduction
/// that is larger than the goods are worth leaves nothing.
pub(super) fn shared_out(values: &[Option<Decimal>], shares: &[Decimal]) -> Vec<Option<Decimal>> {
    let with = |(value, share): (&Option<Decimal>, &Decimal)| {
        value.map(|value| value.saturating_add(*share).max(Decimal::ZERO))
    };
    values.iter().zip(shares).map(with).collect()
}

/// The price with additions (codes with A) and deductions (codes with B).
pub(super) fn adjusted(
    price: Decimal,
    adjustments: &[Adjustment],
    exchange: &Exchange,
    words: Words,
    gaps: &mut Vec<String>,
) -> Option<Decimal> {
    adjustments.iter().try_fold(price, |sum, adjustment| {
        let amount = exchange.convert_or_say(&adjustment.amount, words, gaps)?;
        match adjustment.code.starts_with('B') {
            true => sum.checked_sub(amount),
            false => sum.checked_add(amount),
        }
    })
}
