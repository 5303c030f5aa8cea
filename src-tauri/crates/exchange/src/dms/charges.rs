//! Duties and taxes as a tax message gives them.

use customs::charge::Rate;
use customs::{ChargeLine, Currency, Element};
use rust_decimal::Decimal;

/// The lines of all goods items and their currency.
pub(super) fn read(response: &Element) -> (Vec<ChargeLine>, Option<Currency>) {
    let mut lines = Vec::new();
    let mut currency = None;
    for declaration in response.all("Declaration") {
        let Some(shipment) = declaration.child("GoodsShipment") else { continue };
        for item in shipment.all("GovernmentAgencyGoodsItem") {
            let number = item.text(&["SequenceNumeric"]).and_then(|text| text.parse().ok());
            for tax in item.all("Commodity").flat_map(|commodity| commodity.all("DutyTaxFee")) {
                currency = currency.or_else(|| currency_of(tax));
                lines.extend(line(number, tax));
            }
        }
    }
    (lines, currency)
}

/// A decimal as written, without white space.
fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text.trim()).ok()
}

/// One line. A line without a tax type is a total over other lines and is left to the body.
fn line(item: Option<u32>, tax: &Element) -> Option<ChargeLine> {
    let number = |names: &[&str]| tax.text(names).and_then(decimal);
    let tax_type = tax.text(&["TypeCode"])?.to_owned();
    let assessed = number(&["Payment", "TaxAssessedAmount"]);
    let payment = number(&["Payment", "PaymentAmount"]);
    let amount = assessed.or(payment)?;
    let rate = number(&["TaxRateNumeric"]);
    let (base, rate, note) = match (number(&["AdValoremTaxBaseAmount"]), rate) {
        (Some(base), Some(rate)) => (base, Rate::Percent(rate), String::new()),
        (_, rate) => match (number(&["SpecificTaxBaseQuantity"]), rate) {
            (Some(quantity), Some(rate)) => (quantity, Rate::PerUnit(rate), unit(tax)),
            _ => (
                Decimal::ONE,
                Rate::PerUnit(amount),
                "The authority states the amount only.".into(),
            ),
        },
    };
    let payable = payment.unwrap_or_default();
    let method_of_payment = tax.text(&["Payment", "MethodCode"]).map(str::to_owned);
    let rule = String::new();
    Some(ChargeLine { item, tax_type, base, rate, amount, payable, note, rule, method_of_payment })
}

fn unit(tax: &Element) -> String {
    let unit = tax.child("SpecificTaxBaseQuantity").and_then(|base| base.attribute("unitCode"));
    unit.map(|code| format!("per {code}")).unwrap_or_default()
}

fn currency_of(tax: &Element) -> Option<Currency> {
    let payment = tax.child("Payment");
    let amounts = payment.into_iter().flat_map(|payment| payment.children.iter());
    let written = amounts.chain(&tax.children).find_map(|amount| amount.attribute("currencyID"))?;
    Some(Currency(written.to_owned()))
}
