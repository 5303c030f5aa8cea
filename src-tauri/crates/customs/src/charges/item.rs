//! What is due on one goods item.

use rust_decimal::Decimal;

use super::money::Exchange;
use super::tariff::{Authority, Tariff};
use super::words::Words;
use super::{duty, vat};
use crate::charge::{ChargeLine, Rate};
use crate::declaration::{Declaration, GoodsItem};
use crate::pack::Rules;

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

impl<'a> Assessment<'a> {
    /// Adds the item's lines, or says why there are none.
    pub(super) fn run(&self, lines: &mut Vec<ChargeLine>, gaps: &mut Vec<String>) {
        if let Some(gap) = self.out_of_reach() {
            gaps.push(gap);
            return;
        }
        match duty::on(self) {
            Ok(duties) => {
                let taxes = vat::on(self, &duties);
                lines.extend(duties);
                match taxes {
                    Ok(taxes) => lines.extend(taxes),
                    Err(gap) => gaps.push(gap),
                }
            }
            Err(gap) => gaps.push(gap),
        }
    }

    /// A procedure or a relief whose effect the packs do not know.
    fn out_of_reach(&self) -> Option<String> {
        let procedure = self.procedure();
        if !self.tariff().charges_procedure(procedure) {
            return Some(self.words.procedure_not_worked_out(self.item.number, procedure));
        }
        let code = self.tariff().unknown_relief(self.item)?;
        Some(self.words.relief_not_worked_out(self.item.number, code))
    }

    pub(super) fn tariff(&self) -> &'a Tariff {
        self.rules.tariff()
    }

    pub(super) fn exchange(&self) -> Exchange<'_> {
        Exchange { rules: self.rules, to: &self.authority.currency }
    }

    pub(super) fn code(&self) -> &str {
        self.item.commodity_code.as_ref().map_or("", |at| at.value.as_str())
    }

    pub(super) fn country(&self) -> &str {
        self.declaration.country().unwrap_or_default()
    }

    pub(super) fn procedure(&self) -> Option<&str> {
        self.item.procedure.as_ref().map(|at| at.value.as_str())
    }

    /// Whether an additional procedure of the item frees it from the tax.
    pub(super) fn is_free_of(&self, tax_type: &str) -> bool {
        let day = self.rules.date();
        self.tariff().is_free_of(tax_type, self.item, self.consignment_eur, day)
    }

    /// The line, payable as the method of payment and the procedure have it.
    pub(super) fn line(
        &self,
        tax_type: &str,
        base: Decimal,
        rate: Rate,
        amount: Decimal,
        (note, rule): (String, &str),
    ) -> ChargeLine {
        let method = self.method_of_payment(tax_type);
        let mut line = ChargeLine {
            item: Some(self.item.number),
            tax_type: tax_type.to_owned(),
            base,
            rate,
            amount,
            payable: amount,
            note,
            rule: rule.to_owned(),
            method_of_payment: method.map(str::to_owned),
        };
        if let Some(procedure) = self.procedure().filter(|code| self.tariff().suspends(code)) {
            line.payable = Decimal::ZERO;
            line.note = self.words.suspended(procedure);
        } else if let Some(method) = method.filter(|code| self.tariff().postpones(code)) {
            line.payable = Decimal::ZERO;
            line.note = self.words.postponed(method);
        }
        line
    }

    /// How the declarant pays the tax (14 03 042): as stated for it, else for all of the item's.
    fn method_of_payment(&self, tax_type: &str) -> Option<&str> {
        let of = |wanted: Option<&str>| {
            let mut stated = self.item.stated_duties.iter();
            stated
                .find(|duty| duty.tax_type.as_deref() == wanted && duty.method_of_payment.is_some())
                .and_then(|duty| duty.method_of_payment.as_deref())
        };
        of(Some(tax_type)).or_else(|| of(None))
    }
}
