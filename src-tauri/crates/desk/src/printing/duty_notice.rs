//! The duty notice: the authority's figures where it sent them, else the desk's.

use customs::ChargeLine;
use customs::charge::Rate;
use documents::model::{DutyLine, DutyNotice, DutyRate, WorkedOutBy};
use journal::State;
use rust_decimal::Decimal;

use super::{Material, shared};
use crate::review::authority_charges;

/// Whether there is anything to tell.
pub(crate) fn has_charges(state: &State) -> bool {
    authority_charges(state).is_some() || !state.verdict.charges.lines.is_empty()
}

/// The view model.
pub(crate) fn duty_notice(material: &Material<'_>) -> DutyNotice {
    let own = &material.state.verdict.charges;
    let told = authority_charges(material.state);
    let lines = told.map_or(&own.lines, |told| &told.message.charges);
    let currency = told.and_then(|told| told.message.currency.as_ref()).unwrap_or(&own.currency);
    DutyNotice {
        frame: material.frame(),
        worked_out_by: told.map_or(WorkedOutBy::Desk, |told| WorkedOutBy::Authority {
            message: told.message.code.clone(),
            received_at: material.local(told.received_at),
        }),
        parties: shared::parties(material.declaration),
        shipment: shared::shipment(material.declaration),
        lines: lines.iter().map(line).collect(),
        customs_value: own.customs_value,
        payable: lines.iter().map(|line| line.payable).sum::<Decimal>(),
        currency: currency.0.clone(),
        payment_reference: told.and_then(|told| {
            told.message.body.text(&["Response", "Bank", "ReferenceID"]).map(str::to_owned)
        }),
        gaps: if told.is_some() { Vec::new() } else { own.gaps.clone() },
    }
}

fn line(charge: &ChargeLine) -> DutyLine {
    DutyLine {
        item: charge.item,
        tax_type: charge.tax_type.clone(),
        base: charge.base,
        rate: match charge.rate {
            Rate::Percent(rate) => DutyRate::Percent(rate),
            Rate::PerUnit(rate) => DutyRate::PerUnit(rate),
        },
        amount: charge.amount,
        payable: charge.payable,
        note: charge.note.clone(),
    }
}
