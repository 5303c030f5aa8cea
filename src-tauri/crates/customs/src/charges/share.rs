//! Costs of the whole consignment, shared out over its items by value.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Costs;
use super::money::Exchange;
use super::valuation::adjusted;
use super::words::Words;
use crate::declaration::Declaration;

/// For each item its part of the consignment's costs.
pub(super) struct Shares {
    /// Additions to the customs value, less deductions.
    pub(super) adjustments: Vec<Decimal>,
    /// Transport and insurance to the destination: the item's own, else a part of the shipment's.
    pub(super) transport: Vec<Decimal>,
    /// The carrier's own costs.
    pub(super) other: Vec<Decimal>,
    pub(super) other_total: Option<Decimal>,
}

impl Shares {
    pub(super) fn of(
        declaration: &Declaration,
        costs: &Costs,
        values: &[Option<Decimal>],
        exchange: &Exchange,
        words: Words,
        gaps: &mut Vec<String>,
    ) -> Self {
        let convert = |money: &_, gaps: &mut Vec<String>| {
            exchange.convert_or_say(money, words, gaps).unwrap_or_default()
        };
        let adjustments = adjusted(Decimal::ZERO, &declaration.adjustments, exchange, words, gaps)
            .unwrap_or_default();
        let other_total = costs.other.as_ref().map(|other| convert(other, gaps));
        let own: Vec<Option<Decimal>> = declaration
            .items
            .iter()
            .map(|item| item.transport_costs.as_ref().map(|at| convert(&at.value, gaps)))
            .collect();
        // Where items name their transport costs those of the shipment repeat them.
        let of_shipment = match own.iter().any(Option::is_some) {
            true => Decimal::ZERO,
            false => declaration
                .transport_costs
                .as_ref()
                .map(|at| convert(&at.value, gaps))
                .unwrap_or_default(),
        };
        let shared = split(of_shipment, values);
        let transport = own.iter().zip(shared).map(|(own, share)| own.unwrap_or(share)).collect();
        Self {
            adjustments: split(adjustments, values),
            transport,
            other: split(other_total.unwrap_or_default(), values),
            other_total,
        }
    }
}

/// Shares an amount out by weight, to the cent. The parts add up to the amount: each is what the
/// rounded running total grows by. Items without weight get nothing; without any weight the first
/// item gets all.
fn split(amount: Decimal, weights: &[Option<Decimal>]) -> Vec<Decimal> {
    let weight = |w: &Option<Decimal>| w.unwrap_or_default();
    let total = weights.iter().map(weight).fold(Decimal::ZERO, Decimal::saturating_add);
    let mut given = Decimal::ZERO;
    let mut running = Decimal::ZERO;
    let count = weights.len();
    (0..count)
        .map(|index| {
            running = running.saturating_add(weight(&weights[index]));
            let share = amount.checked_mul(running).and_then(|part| part.checked_div(total));
            let due = match share {
                _ if index + 1 == count => amount,
                Some(share) => {
                    share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
                }
                None => amount,
            };
            let part = due.saturating_sub(given);
            given = due;
            part
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_add_up_and_none_is_negative(
            cents in 0i64..1_000_000,
            weights in prop::collection::vec(prop::option::of(0i64..100_000), 1..60),
        ) {
            let amount = Decimal::new(cents, 2);
            let weights: Vec<_> = weights.iter().map(|w| w.map(|w| Decimal::new(w, 2))).collect();
            let parts = split(amount, &weights);
            prop_assert_eq!(parts.iter().sum::<Decimal>(), amount);
            prop_assert!(parts.iter().all(|part| *part >= Decimal::ZERO), "{:?}", parts);
        }
    }
}
