//! Customs duty and the other duties and taxes that are no VAT.

use rust_decimal::Decimal;

use super::expression::{Goods, Part, Unmeasured};
use super::item::Assessment;
use super::measure::{self, Measure, Undecided};
use super::quantity;
use crate::charge::{ChargeLine, Rate};
use crate::declaration::StatedDuty;
use crate::money::{Currency, Money};

/// Customs duty where no measure says another tax type.
const CUSTOMS_DUTY: &str = "A00";

/// The item's duties, VAT aside. A rate that the declarant stated counts before the pack's.
pub(super) fn on(of: &Assessment) -> Result<Vec<ChargeLine>, String> {
    let stated = stated(of);
    let is_stated = |tax_type: &str| stated.iter().any(|(each, _)| *each == tax_type);
    let is_duty = |tax_type: &str| of.authority.is_customs_duty(tax_type);
    let duty_is_stated = stated.iter().any(|(tax_type, _)| is_duty(tax_type));
    let flat = if duty_is_stated { None } else { flat_or_free(of) };
    let settled = duty_is_stated || flat.is_some();
    let measures: Vec<&Measure> = measures(of, settled)?
        .into_iter()
        .filter(|measure| !is_stated(&measure.tax_type))
        .collect();

    let mut lines: Vec<ChargeLine> = flat.into_iter().flatten().collect();
    if !settled && !measures.iter().any(|measure| is_duty(&measure.tax_type)) {
        lines.push(from_the_table(of)?);
    }
    for measure in &measures {
        lines.extend(measured(of, measure)?);
    }
    if let Some(tax_type) = without_rate(of, &stated, &measures) {
        return Err(of.words.no_measure(of.item.number, tax_type));
    }
    for (tax_type, rate) in stated {
        let note = of.words.stated_rate();
        lines.push(ad_valorem(of, tax_type, rate, (note, "GL-CHG-003"))?);
    }
    Ok(lines)
}

/// Taxes with a rate in percent that the declarant stated; VAT is worked out by itself.
fn stated<'a>(of: &Assessment<'a>) -> Vec<(&'a str, Decimal)> {
    let rate = |duty: &'a StatedDuty| Some((duty.tax_type.as_deref()?, duty.rate?));
    let rates = of.item.stated_duties.iter().filter_map(rate);
    rates.filter(|(tax_type, rate)| !is_vat(tax_type) && *rate >= Decimal::ZERO).collect()
}

/// A tax that the declarant names though neither it nor the packs say at what rate.
fn without_rate<'a>(
    of: &Assessment<'a>,
    stated: &[(&str, Decimal)],
    measures: &[&Measure],
) -> Option<&'a str> {
    let named = of.item.stated_duties.iter().filter_map(|duty| duty.tax_type.as_deref());
    named
        .filter(|tax_type| !is_vat(tax_type) && !of.authority.is_customs_duty(tax_type))
        .filter(|tax_type| !of.is_free_of(tax_type))
        .filter(|tax_type| !stated.iter().any(|(each, _)| each == tax_type))
        .find(|tax_type| !measures.iter().any(|measure| measure.tax_type == **tax_type))
}

/// Tax types of VAT begin with B.
fn is_vat(tax_type: &str) -> bool {
    tax_type.starts_with('B')
}

/// Where a relief or the flat duty settles the customs duty: the flat duty's line, or none.
fn flat_or_free(of: &Assessment) -> Option<Option<ChargeLine>> {
    if of.is_free_of(CUSTOMS_DUTY) {
        return Some(None);
    }
    let day = of.rules.date();
    let flat = of.tariff().flat(of.declaration, of.item, of.consignment_eur, day)?;
    let amount = of.authority.round_duty.apply(flat.amount);
    let told = (of.words.flat_duty(), flat.id.as_str());
    Some(Some(of.line(CUSTOMS_DUTY, Decimal::ONE, Rate::PerUnit(amount), amount, told)))
}

fn measures<'a>(of: &Assessment<'a>, settled: bool) -> Result<Vec<&'a Measure>, String> {
    let (tariff, day) = (of.tariff(), of.rules.date());
    let all = &tariff.source().measure;
    let duties = if settled { measure::Duties::Settled } else { measure::Duties::Wanted };
    let found = measure::on(all, of.declaration, of.item, of.authority, duties, day);
    let found = found.map_err(|undecided| {
        let number = of.item.number;
        match undecided {
            Undecided::Origin { tax_type } => of.words.no_origin(number, &tax_type),
            Undecided::Preference { code, origin } => {
                of.words.no_preference(number, &code, &origin)
            }
            Undecided::Proof { any_of } => of.words.no_proof(number, &any_of),
        }
    })?;
    Ok(found.into_iter().filter(|measure| !of.is_free_of(&measure.tax_type)).collect())
}

/// The lines of a measure: one for each component, which together are the rounded duty.
fn measured(of: &Assessment, measure: &Measure) -> Result<Vec<ChargeLine>, String> {
    let exchange = of.exchange();
    let goods = Goods {
        customs_value: of.customs_value,
        quantity: &|unit| quantity::of(of.item, unit),
        convert: &|amount, currency: &Currency| {
            exchange.convert_exactly(&Money { amount, currency: currency.clone() })
        },
    };
    let parts = measure.duty.parts(&goods).map_err(|unmeasured| {
        let number = of.item.number;
        match unmeasured {
            Unmeasured::Quantity(unit) => of.words.no_quantity(number, &measure.duty, unit),
            Unmeasured::ExchangeRate(currency) => {
                of.words.no_rate(&Money { amount: Decimal::ZERO, currency }, of.rules.date())
            }
            Unmeasured::TooLarge => of.words.too_large(number),
        }
    })?;
    rounded(of, measure, &parts)
}

fn rounded(of: &Assessment, measure: &Measure, parts: &[Part]) -> Result<Vec<ChargeLine>, String> {
    let (mut exact, mut told) = (Decimal::ZERO, Decimal::ZERO);
    let mut lines = Vec::with_capacity(parts.len());
    for part in parts {
        let sum = exact.checked_add(part.exact);
        exact = sum.ok_or_else(|| of.words.too_large(of.item.number))?;
        let due = of.authority.round_duty.apply(exact);
        let note = of.words.measure(measure);
        let amount = of.authority.round_duty.apply(due.saturating_sub(told));
        lines.push(of.line(&measure.tax_type, part.base, part.rate, amount, (note, &measure.id)));
        told = due;
    }
    Ok(lines)
}

/// Customs duty by the table of rates.
fn from_the_table(of: &Assessment) -> Result<ChargeLine, String> {
    let (table, rate) = of
        .tariff()
        .duty(of.code(), of.country(), of.rules.date())
        .ok_or_else(|| of.words.no_duty_rate(of.item.number, of.code()))?;
    let note = of.words.duty_rate(table.unverified);
    ad_valorem(of, CUSTOMS_DUTY, rate, (note, &table.id))
}

fn ad_valorem(
    of: &Assessment,
    tax_type: &str,
    rate: Decimal,
    told: (String, &str),
) -> Result<ChargeLine, String> {
    let amount = of
        .authority
        .round_duty
        .percent_of(of.customs_value, rate)
        .ok_or_else(|| of.words.too_large(of.item.number))?;
    Ok(of.line(tax_type, of.customs_value, Rate::Percent(rate), amount, told))
}
