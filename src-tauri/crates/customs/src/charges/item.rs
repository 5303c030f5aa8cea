//! What is due on one goods item.

use rust_decimal::Decimal;

use super::tariff::{Authority, claims_preference};
use super::words::Words;
use crate::charge::{ChargeLine, Rate};
use crate::declaration::{Declaration, GoodsItem};
use crate::pack::Rules;

const DUTY: &str = "A00";
const VAT: &str = "B00";

/// One item with everything that its charges depend on.
pub(super) struct Assessment<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) item: &'a GoodsItem,
    pub(super) rules: Rules<'a>,
    pub(super) authority: &'a Authority,
    pub(super) words: Words,
    /// In the authority's currency.
    pub(super) customs_value: Decimal,
    /// Intrinsic value of the whole consignment in euro.
    pub(super) consignment_eur: Option<Decimal>,
    /// Transport and other costs that VAT is due on.
    pub(super) costs: Decimal,
}

impl Assessment<'_> {
    /// Adds the item's lines, or says why there are none.
    pub(super) fn run(&self, lines: &mut Vec<ChargeLine>, gaps: &mut Vec<String>) {
        let procedure = self.item.procedure.as_ref().map(|at| at.value.as_str());
        let tariff = self.rules.tariff();
        if !tariff.charges_procedure(procedure) {
            gaps.push(self.words.procedure_not_worked_out(self.item.number, procedure));
            return;
        }
        if let Some(code) = tariff.unknown_relief(self.item) {
            gaps.push(self.words.relief_not_worked_out(self.item.number, code));
            return;
        }
        match self.duties() {
            Ok(duties) => {
                let duty = duties.iter().fold(Decimal::ZERO, |sum, l| sum.saturating_add(l.amount));
                lines.extend(duties);
                match self.vat(duty, procedure) {
                    Ok(vat) => lines.extend(vat),
                    Err(gap) => gaps.push(gap),
                }
            }
            Err(gap) => gaps.push(gap),
        }
    }

    /// Customs duty and other duties that the declarant stated a rate for.
    fn duties(&self) -> Result<Vec<ChargeLine>, String> {
        let stated: Vec<(&str, Decimal)> = self
            .item
            .stated_duties
            .iter()
            .filter_map(|duty| Some((duty.tax_type.as_deref()?, duty.rate?)))
            .filter(|(tax_type, rate)| tax_type.starts_with('A') && *rate >= Decimal::ZERO)
            .collect();
        let mut lines = Vec::new();
        if !stated.iter().any(|(tax_type, _)| *tax_type == DUTY) {
            lines.extend(self.customs_duty()?);
        }
        for (tax_type, rate) in stated {
            lines.push(self.ad_valorem(tax_type, rate, self.words.stated_rate(), "GL-CHG-003")?);
        }
        Ok(lines)
    }

    fn customs_duty(&self) -> Result<Option<ChargeLine>, String> {
        let (tariff, day) = (self.rules.tariff(), self.rules.date());
        if tariff.is_free_of(DUTY, self.item, self.consignment_eur, day) {
            return Ok(None);
        }
        if let Some(flat) = tariff.flat(self.declaration, self.item, self.consignment_eur, day) {
            let amount = self.authority.round_duty.apply(flat.amount);
            let note = self.words.flat_duty();
            return Ok(Some(self.line(
                DUTY,
                Decimal::ONE,
                Rate::PerUnit(amount),
                amount,
                note,
                &flat.id,
            )));
        }
        if claims_preference(self.item) {
            return Err(self.words.preference_not_worked_out(self.item.number));
        }
        let (table, rate) = tariff
            .duty(self.code(), self.country(), day)
            .ok_or_else(|| self.words.no_duty_rate(self.item.number, self.code()))?;
        let note = self.words.duty_rate(table.unverified);
        self.ad_valorem(DUTY, rate, note, &table.id).map(Some)
    }

    fn ad_valorem(
        &self,
        tax_type: &str,
        rate: Decimal,
        note: String,
        rule: &str,
    ) -> Result<ChargeLine, String> {
        let amount = self
            .authority
            .round_duty
            .percent_of(self.customs_value, rate)
            .ok_or_else(|| self.words.too_large(self.item.number))?;
        Ok(self.line(tax_type, self.customs_value, Rate::Percent(rate), amount, note, rule))
    }

    /// VAT on the customs value, the duties and the costs (Belgian VAT Code, article 34 paragraph 2,
    /// and the same base elsewhere in the Union).
    fn vat(&self, duty: Decimal, procedure: Option<&str>) -> Result<Option<ChargeLine>, String> {
        let (tariff, day) = (self.rules.tariff(), self.rules.date());
        if tariff.is_free_of(VAT, self.item, self.consignment_eur, day) {
            return Ok(None);
        }
        let (rate, note, rule) = self.vat_rate()?;
        let base = self.customs_value.saturating_add(duty).saturating_add(self.costs);
        let amount = self
            .authority
            .round_vat
            .percent_of(base, rate)
            .ok_or_else(|| self.words.too_large(self.item.number))?;
        let mut line = self.line(VAT, base, Rate::Percent(rate), amount, note, &rule);
        if tariff.is_paid_elsewhere(VAT, self.item, self.consignment_eur, day) {
            line.payable = Decimal::ZERO;
            line.note = self.words.paid_under_ioss();
        } else if tariff.is_vat_free(procedure) {
            line.payable = Decimal::ZERO;
            line.note = self.words.vat_free(procedure.unwrap_or_default());
        }
        Ok(Some(line))
    }

    fn vat_rate(&self) -> Result<(Decimal, String, String), String> {
        let stated = self.item.stated_duties.iter().find(|d| d.tax_type.as_deref() == Some(VAT));
        if let Some(rate) = stated.and_then(|d| d.rate).filter(|rate| *rate >= Decimal::ZERO) {
            return Ok((rate, self.words.stated_rate(), "GL-CHG-003".to_owned()));
        }
        let national = &self.item.national_codes;
        let (table, rate) = self
            .rules
            .tariff()
            .vat(self.code(), national, self.country(), self.rules.date())
            .ok_or_else(|| self.words.no_vat_rate(self.item.number, self.country()))?;
        Ok((rate, self.words.vat_rate(table.unverified), table.id.clone()))
    }

    fn code(&self) -> &str {
        self.item.commodity_code.as_ref().map_or("", |at| at.value.as_str())
    }

    fn country(&self) -> &str {
        self.declaration.country().unwrap_or_default()
    }

    fn line(
        &self,
        tax_type: &str,
        base: Decimal,
        rate: Rate,
        amount: Decimal,
        note: String,
        rule: &str,
    ) -> ChargeLine {
        ChargeLine {
            item: Some(self.item.number),
            tax_type: tax_type.to_owned(),
            base,
            rate,
            amount,
            payable: amount,
            note,
            rule: rule.to_owned(),
        }
    }
}
