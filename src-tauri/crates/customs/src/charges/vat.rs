//! VAT at import.

use rust_decimal::Decimal;

use super::item::Assessment;
use crate::charge::{ChargeLine, Rate};

/// VAT where the authority tells all of it under one tax type.
const VAT: &str = "B00";

/// VAT on the customs value, the duties and the costs (Belgian VAT Code, article 34 paragraph 2,
/// and the same base elsewhere in the Union). An authority may tell the VAT on some duties apart.
pub(super) fn on(of: &Assessment, duties: &[ChargeLine]) -> Result<Vec<ChargeLine>, String> {
    if of.is_free_of(VAT) {
        return Ok(Vec::new());
    }
    let (rate, note, rule) = rate(of)?;
    let mut bases = vec![(VAT, of.customs_value.saturating_add(of.costs))];
    for duty in duties {
        let tax_type = of.authority.vat_on(&duty.tax_type).unwrap_or(VAT);
        match bases.iter_mut().find(|(each, _)| *each == tax_type) {
            Some((_, base)) => *base = base.saturating_add(duty.amount),
            None => bases.push((tax_type, duty.amount)),
        }
    }
    let line = |(tax_type, base): (&str, Decimal)| {
        let amount = of
            .authority
            .round_vat
            .percent_of(base, rate)
            .ok_or_else(|| of.words.too_large(of.item.number))?;
        let line = of.line(tax_type, base, Rate::Percent(rate), amount, (note.clone(), &rule));
        Ok(not_paid_here(of, line))
    };
    bases.into_iter().map(line).collect()
}

/// VAT that is due but was or will be paid elsewhere, or for which the procedure gives exemption.
fn not_paid_here(of: &Assessment, mut line: ChargeLine) -> ChargeLine {
    let (tariff, procedure) = (of.tariff(), of.procedure());
    if tariff.is_paid_elsewhere(VAT, of.item, of.consignment_eur, of.rules.date()) {
        line.payable = Decimal::ZERO;
        line.note = of.words.paid_under_ioss();
    } else if tariff.is_vat_free(procedure) {
        line.payable = Decimal::ZERO;
        line.note = of.words.vat_free(procedure.unwrap_or_default());
    }
    line
}

/// The rate with what is said of it and its rule; the one that the declarant stated counts first.
fn rate(of: &Assessment) -> Result<(Decimal, String, String), String> {
    let stated = of.item.stated_duties.iter().find(|duty| duty.tax_type.as_deref() == Some(VAT));
    if let Some(rate) = stated.and_then(|duty| duty.rate).filter(|rate| *rate >= Decimal::ZERO) {
        return Ok((rate, of.words.stated_rate(), "GL-CHG-003".to_owned()));
    }
    let (national, country) = (&of.item.national_codes, of.country());
    let (table, rate) = of
        .tariff()
        .vat(of.code(), national, country, of.rules.date())
        .ok_or_else(|| of.words.no_vat_rate(of.item.number, country))?;
    Ok((rate, of.words.vat_rate(table.unverified), table.id.clone()))
}
