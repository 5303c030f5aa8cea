use customs::charges::OTHER_COSTS;
use customs::{Costs, Declaration, Element, Language, Money, Packs, charges};
use rstest::rstest;
use rust_decimal::Decimal;

use crate::samples::{Change, SECOND_ITEM, h1, h7, with};

const TODAY: &str = "2026-11-21";
const VALUE: &str = "item/Commodity/InvoiceLine/ItemChargeAmount";
const CURRENCY: &str = "item/Commodity/InvoiceLine/ItemChargeAmount@currencyID";
const APC: &str = "item/GovernmentProcedure[2]/CurrentCode";
const CODE: &str = "item/Commodity/Classification/ID";

fn worked_out(body: &Element, day: &str, costs: &Costs) -> customs::Charges {
    let rules = Packs::builtin().on(day.parse().expect("the test's day is one"));
    charges(&Declaration::read(body), rules, costs, Language::English)
}

/// Lines as `item tax base amount payable`.
fn lines(charges: &customs::Charges) -> Vec<String> {
    let line = |line: &customs::ChargeLine| {
        let item = line.item.map(|item| item.to_string()).unwrap_or_default();
        format!("{item} {} {} {} {}", line.tax_type, line.base, line.amount, line.payable)
    };
    charges.lines.iter().map(|each| line(each).trim().to_owned()).collect()
}

/// A T-shirt of 25.00 with 10.00 for shipping from a shop that is not registered for IOSS.
fn t_shirt() -> Element {
    with(
        h7(),
        &[
            (VALUE, Some("25.00")),
            (CURRENCY, Some("EUR")),
            (CODE, Some("610910")),
            (APC, Some("F53")),
            ("fiscal/ID", None),
            ("fiscal/RoleCode", None),
            ("GoodsShipment/Consignment/Freight/rate", Some("10.00")),
            ("GoodsShipment/Consignment/Freight/rate@currencyID", Some("EUR")),
        ],
    )
}

/// The example that bpost publishes: 25 + 10 shipping, 3 duty, 21.50 costs, 12.50 VAT, 37.00 to pay.
#[test]
fn a_t_shirt_with_the_carriers_costs() {
    let costs = Costs { other: Some(Money::new(Decimal::new(2150, 2), "EUR")) };
    let charges = worked_out(&t_shirt(), TODAY, &costs);
    assert_eq!(
        lines(&charges),
        ["1 A00 1 3.00 3.00", "1 B00 59.50 12.50 12.50", "FEE 1 21.50 21.50"]
    );
    assert_eq!(charges.payable, Decimal::new(3700, 2));
    assert_eq!(charges.customs_value, Some(Decimal::new(2500, 2)));
    assert_eq!(charges.gaps, [""; 0]);
    assert_eq!(charges.lines[2].tax_type, OTHER_COSTS);
}

#[rstest]
#[case::under_ioss(TODAY, &[], &["1 A00 1 3.00 3.00", "1 B00 47.44 9.96 0"])]
#[case::before_the_flat_duty(
    "2026-06-30",
    &[("item/GovernmentProcedure[3]/CurrentCode", Some("C07"))],
    &["1 B00 44.31 9.31 0"]
)]
#[case::after_the_flat_duty("2028-07-01", &[(CURRENCY, Some("EUR"))], &["1 A00 48.40 0.97 0.97", "1 B00 49.37 10.37 0"])]
#[case::at_a_stated_rate_in_place_of_the_flat_duty(
    TODAY,
    &[("item/Commodity/DutyTaxFee/TypeCode", Some("A00")), ("item/Commodity/DutyTaxFee/TaxRateNumeric", Some("4"))],
    &["1 A00 44.44 1.78 1.78", "1 B00 46.22 9.71 0"]
)]
#[case::two_items(
    TODAY,
    &[
        ("item[2]/SequenceNumeric", Some("2")),
        ("item[2]/Commodity/Classification/ID", Some("490199")),
        ("item[2]/Commodity/InvoiceLine/ItemChargeAmount", Some("10.00")),
        ("item[2]/Commodity/InvoiceLine/ItemChargeAmount@currencyID", Some("EUR")),
        ("item[2]/GovernmentProcedure/CurrentCode", Some("40")),
        ("item[2]/GovernmentProcedure/PreviousCode", Some("00")),
        ("item[2]/GovernmentProcedure[2]/CurrentCode", Some("F53")),
    ],
    &["1 A00 1 3.00 3.00", "1 B00 47.44 9.96 0", "2 A00 1 3.00 3.00", "2 B00 13.00 0.78 0.78"]
)]
#[case::present(
    TODAY,
    &[(APC, Some("C08")), (VALUE, Some("40"))],
    &[]
)]
fn of_a_parcel(#[case] day: &str, #[case] changes: &[Change], #[case] expected: &[&str]) {
    let charges = worked_out(&with(h7(), changes), day, &Costs::default());
    assert_eq!(charges.gaps, [""; 0]);
    assert_eq!(lines(&charges), expected);
}

#[test]
fn over_the_limit_the_tariff_applies_in_place_of_the_flat_duty() {
    let charges = worked_out(&with(h7(), &SECOND_ITEM), TODAY, &Costs::default());
    let duties: Vec<&str> = charges.lines.iter().map(|line| line.rule.as_str()).collect();
    assert_eq!(duties, ["GL-CHG-002", "GL-CHG-101", "GL-CHG-002", "GL-CHG-101"]);
}

#[rstest]
#[case::from_the_pack(&[], &["1 A00 7500.00 900.00 900.00", "1 B00 8400.00 1764.00 1764.00"])]
#[case::stated_rate(
    &[("item/Commodity/DutyTaxFee/TypeCode", Some("A00")), ("item/Commodity/DutyTaxFee/TaxRateNumeric", Some("9.6"))],
    &["1 A00 7500.00 720.00 720.00", "1 B00 8220.00 1726.20 1726.20"]
)]
#[case::with_an_addition(
    &[
        ("item/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("AK")),
        ("item/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount", Some("500")),
        ("item/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount@currencyID", Some("EUR")),
    ],
    &["1 A00 8000.00 960.00 960.00", "1 B00 8960.00 1881.60 1881.60"]
)]
#[case::with_a_deduction_at_the_shipment(
    &[
        ("GoodsShipment/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("BA")),
        ("GoodsShipment/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount", Some("500")),
        ("GoodsShipment/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount@currencyID", Some("EUR")),
    ],
    &["1 A00 7000.00 840.00 840.00", "1 B00 7840.00 1646.40 1646.40"]
)]
#[case::with_a_deduction_of_more_than_the_goods_are_worth(
    &[
        ("GoodsShipment/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("BA")),
        ("GoodsShipment/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount", Some("8000")),
        ("GoodsShipment/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount@currencyID", Some("EUR")),
    ],
    &["1 A00 0 0.00 0.00", "1 B00 0.00 0.00 0.00"]
)]
#[case::onward_supply(
    &[("item/GovernmentProcedure/CurrentCode", Some("42"))],
    &["1 A00 7500.00 900.00 900.00", "1 B00 8400.00 1764.00 0"]
)]
fn of_a_standard_import(#[case] changes: &[Change], #[case] expected: &[&str]) {
    let charges = worked_out(&with(h1(), changes), TODAY, &Costs::default());
    assert_eq!(charges.gaps, [""; 0]);
    assert_eq!(lines(&charges), expected);
}

#[rstest]
#[case::no_value(&[(VALUE, None)], "Item 1 has no value.")]
#[case::no_currency(&[("InvoiceAmount@currencyID", None)], "7500.00 has no currency.")]
#[case::no_exchange_rate(
    &[("InvoiceAmount@currencyID", Some("XPF"))],
    "There is no exchange rate for XPF on 2026-11-21."
)]
#[case::no_duty_rate(
    &[(CODE, Some("260111"))],
    "Item 1: the pack has no duty rate for commodity code “2601110010”."
)]
#[case::preference(
    &[("item/Commodity/DutyTaxFee/DutyRegimeCode", Some("300"))],
    "Item 1 claims preference 300; the packs have no rate for it and origin BD."
)]
#[case::relief(
    &[(APC, Some("C26"))],
    "Item 1: what is due under additional procedure C26 is not worked out."
)]
#[case::procedure(
    &[("item/GovernmentProcedure/CurrentCode", Some("07"))],
    "Item 1: charges under procedure 07 are not worked out."
)]
#[case::below_zero(&[(VALUE, Some("-1"))], "-1 EUR is below zero.")]
#[case::no_tariff_of_the_country(
    &[("DeclarationOfficeID", Some("CH001234")), ("GoodsShipment/Consignment/GoodsLocation/IdentificationType", None)],
    "The rule packs hold no tariff for CH."
)]
fn what_is_lacking_is_said(#[case] changes: &[Change], #[case] gap: &str) {
    let charges = worked_out(&with(h1(), changes), TODAY, &Costs::default());
    assert_eq!(charges.gaps, [gap]);
    assert_eq!(charges.lines, []);
}

#[test]
fn nothing_is_due_on_an_export() {
    let export = with(h1(), &[("ProcedureCategory", Some("B1")), ("TypeCode", Some("EXA"))]);
    let charges = worked_out(&export, TODAY, &Costs::default());
    assert_eq!((charges.lines.len(), charges.gaps.len()), (0, 0));
}

/// The flat duty and the duty table are the Union's; the United Kingdom's are not held.
#[test]
fn a_british_parcel_owes_no_duty_of_the_union() {
    let charges = worked_out(
        &with(h7(), &[("DeclarationOfficeID", Some("GB000060"))]),
        TODAY,
        &Costs::default(),
    );
    assert_eq!(charges.lines, []);
    assert_eq!(charges.gaps, ["Item 1: the pack has no duty rate for commodity code “851822”."]);
    assert_eq!(charges.currency.0, "GBP");
}

#[test]
fn a_member_state_without_vat_rates_still_has_duty() {
    let german = with(t_shirt(), &[("DeclarationOfficeID", Some("DE004851"))]);
    let charges = worked_out(&german, TODAY, &Costs::default());
    assert_eq!(lines(&charges), ["1 A00 1 3.00 3.00"]);
    assert_eq!(charges.gaps, ["Item 1: the packs hold no VAT rates for DE."]);
}
