//! What is to be paid, and where it was paid already.

use rust_decimal::Decimal;

use crate::bench::*;

#[test]
fn under_ioss_vat_is_worked_out_but_not_paid_here() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    let charges = bench.show(CLEAN.lrn).charges;
    let line = |tax: &str| charges.lines.iter().find(|line| line.tax_type == tax).unwrap();
    assert_eq!(
        (line("A00").amount, line("A00").payable),
        (Decimal::new(300, 2), Decimal::new(300, 2))
    );
    assert_eq!(line("B00").base, Decimal::new(4_420, 2));
    assert!(line("B00").amount > Decimal::ZERO);
    assert_eq!(line("B00").payable, Decimal::ZERO);
    assert_eq!(charges.payable, Decimal::new(300, 2));
}

/// The parcel of the post's own example, without the carrier's fee: 25 + 10 shipping, from a seller
/// who is not registered. Duty 3.00; VAT 21 % of 38.00.
#[test]
fn without_ioss_duty_and_vat_are_to_be_paid() {
    let bench = Bench::new();
    let parcel =
        Parcel { value: "25.00", transport: "10.00", procedures: "F53", fiscal: ("", ""), ..CLEAN };
    bench.import(&[("flight.csv", &h7(&[parcel]))]);
    let charges = bench.show(CLEAN.lrn).charges;
    let vat = charges.lines.iter().find(|line| line.tax_type == "B00").unwrap();
    assert_eq!((vat.base, vat.amount), (Decimal::new(3_800, 2), Decimal::new(798, 2)));
    assert_eq!(charges.payable, Decimal::new(1_098, 2));
}

#[test]
fn the_authoritys_figures_take_the_place_of_our_own() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    assert!(!bench.show(CLEAN.lrn).charges.by_authority);
    let tax = r#"<Declaration><FunctionalReferenceID>LGG-26-0000001-01</FunctionalReferenceID>
        <GoodsShipment><GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric><Commodity><DutyTaxFee>
        <AdValoremTaxBaseAmount currencyID="EUR">41.20</AdValoremTaxBaseAmount><TaxRateNumeric>10.00</TaxRateNumeric>
        <TypeCode>A00</TypeCode><Payment><TaxAssessedAmount currencyID="EUR">4.12</TaxAssessedAmount>
        <PaymentAmount currencyID="EUR">4.12</PaymentAmount></Payment></DutyTaxFee></Commodity>
        </GovernmentAgencyGoodsItem></GoodsShipment>"#;
    let message = reply("13", CLEAN.lrn, MRN, "20261120090000", "").replace(
        "<Declaration><FunctionalReferenceID>LGG-26-0000001-01</FunctionalReferenceID>",
        tax,
    );
    bench.import(&[("tax.xml", &message)]);
    let charges = bench.show(CLEAN.lrn).charges;
    assert!(charges.by_authority);
    assert_eq!((charges.payable, charges.currency.as_str()), (Decimal::new(412, 2), "EUR"));
}
