//! Duties and taxes as the authority works them out: on the customs value in euros, rounded to the
//! cent with halves up.

use crate::figures::{Cents, share};
use crate::trade::draw::{Line, Trade};
use crate::xml::Element;

/// The goods shipment of a tax message.
pub(super) fn shipment(trade: &Trade) -> Element {
    trade.lines.iter().enumerate().fold(Element::new("GoodsShipment"), |shipment, (index, line)| {
        let commodity = taxes(trade, line)
            .into_iter()
            .fold(Element::new("Commodity"), |commodity, tax| commodity.with(tax));
        shipment.with(
            Element::new("GovernmentAgencyGoodsItem")
                .with(Element::leaf("SequenceNumeric", (index + 1).to_string()))
                .with(commodity),
        )
    })
}

/// VAT is due on the value with the duty in it.
fn taxes(trade: &Trade, line: &Line) -> [Element; 2] {
    let value = trade.in_euros(line.price);
    let duty = share(value, line.cargo.duty, 10_000);
    let vat = share(value + duty, line.cargo.vat, 100);
    [tax("A00", value, line.cargo.duty, duty), tax("B00", value + duty, line.cargo.vat * 100, vat)]
}

/// The rate is in hundredths of a percent, the rest in cents.
fn tax(kind: &str, base: u64, rate: u64, assessed: u64) -> Element {
    let euros = |name: &str, cents: u64| {
        Element::leaf(name, Cents(cents).to_string()).with_attribute("currencyID", "EUR")
    };
    Element::new("DutyTaxFee")
        .with(euros("AdValoremTaxBaseAmount", base))
        .with(euros("DeductAmount", 0))
        .with(Element::leaf("DutyRegimeCode", "100"))
        .with(Element::leaf("TaxRateNumeric", Cents(rate).to_string()))
        .with(Element::leaf("TypeCode", kind))
        .with(
            Element::new("Payment")
                .with(euros("TaxAssessedAmount", assessed))
                .with(euros("PaymentAmount", assessed)),
        )
}
