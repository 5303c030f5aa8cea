//! The customs value of an item.

use rust_decimal::Decimal;

use super::money::Exchange;
use super::tariff::Authority;
use super::words::Words;
use crate::declaration::{Adjustment, GoodsItem};
use crate::money::Money;

/// The method that starts from the price paid (Union Customs Code, article 70).
const TRANSACTION_VALUE: &str = "1";
/// The methods there are (14 10): 1 transaction value, 2 identical goods, 3 similar goods,
/// 4 deductive, 5 computed, 6 by what is known.
const METHODS: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

/// The item's customs value in the authority's currency, its part of the consignment's adjustments
/// aside.
///
/// Under method 1, and without any, it is the price with the item's additions and deductions. The
/// other methods start from goods that the declaration does not know: the value is the one that the
/// declarant stated as the base of a duty, or the item's amount where the authority takes that.
pub(super) fn customs_value(
    item: &GoodsItem,
    authority: &Authority,
    exchange: &Exchange,
    words: Words,
    gaps: &mut Vec<String>,
) -> Option<Decimal> {
    let method = item.valuation_method.as_ref().map_or(TRANSACTION_VALUE, |at| at.value.as_str());
    if !METHODS.contains(&method) {
        gaps.push(words.no_such_method(item.number, method));
        return None;
    }
    if method != TRANSACTION_VALUE && !authority.takes_the_amount(method) {
        let Some(stated) = stated_base(item) else {
            gaps.push(words.method_not_worked_out(item.number, method));
            return None;
        };
        return exchange.convert_or_say(stated, words, gaps);
    }
    let Some(value) = &item.value else {
        gaps.push(words.no_value(item.number));
        return None;
    };
    let price = exchange.convert_or_say(&value.value, words, gaps)?;
    let adjusted = adjusted(price, &item.adjustments, exchange, words, gaps)?;
    Some(adjusted.max(Decimal::ZERO))
}

/// The base of a customs duty as stated (14 03 040).
fn stated_base(item: &GoodsItem) -> Option<&Money> {
    let duties = item.stated_duties.iter();
    let of_duty = |tax_type: &Option<String>| tax_type.as_deref().is_some_and(|t| t == "A00");
    duties.filter(|duty| of_duty(&duty.tax_type)).find_map(|duty| duty.base.as_ref())
}

/// Customs values with each item's part of the consignment's additions and deductions. A deduction
/// that is larger than the goods are worth leaves nothing.
pub(super) fn shared_out(values: &[Option<Decimal>], shares: &[Decimal]) -> Vec<Option<Decimal>> {
    let with = |(value, share): (&Option<Decimal>, &Decimal)| {
        value.map(|value| value.saturating_add(*share).max(Decimal::ZERO))
    };
    values.iter().zip(shares).map(with).collect()
}

/// The price with additions (codes with A) and deductions (codes with B) of 14 04.
pub(super) fn adjusted(
    price: Decimal,
    adjustments: &[Adjustment],
    exchange: &Exchange,
    words: Words,
    gaps: &mut Vec<String>,
) -> Option<Decimal> {
    adjustments.iter().try_fold(price, |sum, adjustment| {
        let amount = exchange.convert_or_say(&adjustment.amount, words, gaps)?;
        match adjustment.code.get(..1) {
            Some("A") => sum.checked_add(amount),
            Some("B") => sum.checked_sub(amount),
            _ => {
                gaps.push(words.unknown_adjustment(&adjustment.code));
                None
            }
        }
    })
}
