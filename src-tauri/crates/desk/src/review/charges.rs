//! What is to be paid: the authority's own figures where it sent them, else the desk's.

use customs::charge::Rate;
use customs::language::Language;
use customs::rates::RateUsed;
use customs::{ChargeLine, Charges, MessageKind};
use journal::{MessageState, State};
use rust_decimal::Decimal;

use crate::contract::{self, ChargeLineView, ChargesView, CodeInfo};
use crate::reference::code_label;

/// The charges that count now.
pub(crate) fn charges(state: &State, language: Language) -> ChargesView {
    let own = &state.verdict.charges;
    match authority_message(state) {
        Some(told) => ChargesView {
            lines: told.message.charges.iter().map(|charge| line(charge, language)).collect(),
            payable: told.message.charges.iter().map(|charge| charge.payable).sum::<Decimal>(),
            currency: told.message.currency.as_ref().unwrap_or(&own.currency).0.clone(),
            customs_value: own.customs_value,
            gaps: Vec::new(),
            by_authority: true,
            rates: Vec::new(),
        },
        None => own_charges(own, &state.verdict.rates, language),
    }
}

/// Charges as this desk worked them out.
pub(crate) fn own_charges(own: &Charges, rates: &[RateUsed], language: Language) -> ChargesView {
    ChargesView {
        lines: own.lines.iter().map(|charge| line(charge, language)).collect(),
        payable: own.payable,
        currency: own.currency.0.clone(),
        customs_value: own.customs_value,
        gaps: own.gaps.clone(),
        by_authority: false,
        rates: rates.iter().cloned().map(rate_used).collect(),
    }
}

/// An exchange rate with the list that it comes from.
pub(crate) fn rate_used(rate: RateUsed) -> contract::RateUsed {
    contract::RateUsed {
        currency: rate.currency,
        base: rate.base,
        units: rate.units,
        from: rate.from,
        list: rate.list.map(|list| contract::RateListUsed {
            source: list.source,
            published: list.published,
            hash: list.hash,
        }),
        unverified: rate.unverified,
    }
}

/// The latest message in which the authority worked out charges.
pub(crate) fn authority_message(state: &State) -> Option<&MessageState> {
    let tax = |told: &&MessageState| {
        told.message.kind == MessageKind::Tax && !told.message.charges.is_empty()
    };
    state.messages.iter().rev().find(tax)
}

fn line(charge: &ChargeLine, language: Language) -> ChargeLineView {
    let (rate, per_unit) = match charge.rate {
        Rate::Percent(rate) => (rate, false),
        Rate::PerUnit(rate) => (rate, true),
    };
    ChargeLineView {
        item: charge.item,
        tax_type: charge.tax_type.clone(),
        label: code_label("tax_type", &charge.tax_type, language),
        base: charge.base,
        rate,
        per_unit,
        amount: charge.amount,
        payable: charge.payable,
        note: charge.note.clone(),
        rule: charge.rule.clone(),
        method_of_payment: charge.method_of_payment.as_ref().map(|code| CodeInfo {
            code: code.clone(),
            label: code_label("method_of_payment", code, language),
        }),
    }
}
