//! Duties that are more than a percentage: by mass and number, with bounds, by origin, under a
//! preference; customs values that do not start from the price; taxes that are not paid here.

use customs::charge::Rate;
use customs::{Charges, Costs, Declaration, Element, Language, PackError, Packs, charges};
use rstest::rstest;

use crate::samples::{Change, h1, with};

const VALUE: &str = "item/Commodity/InvoiceLine/ItemChargeAmount";
const CODE: &str = "item/Commodity/Classification/ID";
const CN: &str = "item/Commodity/Classification[2]/ID";
const NET: &str = "item/Commodity/GoodsMeasure/NetNetWeightMeasure";
const UNITS: &str = "item/Commodity/GoodsMeasure/TariffQuantity";
const PREFERENCE: &str = "item/Commodity/DutyTaxFee/DutyRegimeCode";
const ORIGIN: &str = "item/Origin/CountryCode";
const METHOD: &str = "item/CustomsValuation/MethodCode";
const DOCUMENT: &str = "item/SupportingDocument[2]/TypeCode";
const REFERENCE: &str = "item/SupportingDocument[2]/ID";

fn worked_out(body: &Element, packs: &Packs) -> Charges {
    let rules = packs.on("2026-11-21".parse().expect("a day"));
    charges(&Declaration::read(body), rules, &Costs::default(), Language::English)
}

/// Lines as `tax base × rate = amount`, with what is payable where that is something else.
fn lines(charges: &Charges) -> Vec<String> {
    let line = |line: &customs::ChargeLine| {
        let rate = match line.rate {
            Rate::Percent(rate) => format!("{rate} %"),
            Rate::PerUnit(rate) => rate.to_string(),
        };
        let payable = match line.payable == line.amount {
            true => String::new(),
            false => format!(", {} to pay", line.payable),
        };
        format!("{} {} x {rate} = {}{payable}", line.tax_type, line.base.normalize(), line.amount)
    };
    charges.lines.iter().map(line).collect()
}

#[track_caller]
fn assert_charges(packs: &Packs, changes: &[Change], expected: &[&str]) {
    let charges = worked_out(&with(h1(), changes), packs);
    assert_eq!(charges.gaps, [""; 0]);
    assert_eq!(lines(&charges), expected);
}

#[rstest]
#[case::watches_in_between(
    &[(CODE, Some("910211")), (VALUE, Some("1000")), (UNITS, Some("100"))],
    &["A00 1000 x 4.5 % = 45.00", "B00 1045 x 21 % = 219.45"]
)]
#[case::cheap_watches_pay_the_minimum_for_each(
    &[(CODE, Some("910211")), (VALUE, Some("300")), (UNITS, Some("100"))],
    &["A00 100 x 0.3 = 30.00", "B00 330 x 21 % = 69.30"]
)]
#[case::fine_watches_pay_the_maximum_for_each(
    &[(CODE, Some("910211")), (VALUE, Some("5000")), (UNITS, Some("100"))],
    &["A00 100 x 0.8 = 80.00", "B00 5080 x 21 % = 1066.80"]
)]
#[case::chewing_gum_by_value_and_mass(
    &[(CODE, Some("170410")), (VALUE, Some("1000")), (NET, Some("250"))],
    &["A00 1000 x 6.2 % = 62.00", "A00 2.5 x 27.1 = 67.75", "B00 1129.75 x 6 % = 67.79"]
)]
#[case::chewing_gum_at_the_ceiling(
    &[(CODE, Some("170410")), (VALUE, Some("1000")), (NET, Some("900"))],
    &["A00 1000 x 17.9 % = 179.00", "B00 1179 x 6 % = 70.74"]
)]
#[case::cheddar_by_mass(
    &[(CODE, Some("040690")), (CN, Some("21")), (VALUE, Some("900")), (NET, Some("120.5"))],
    &["A00 1.205 x 167.1 = 201.36", "B00 1101.36 x 6 % = 66.08"]
)]
#[case::bicycles_from_china(
    &[(CODE, Some("871200")), (CN, Some("30")), (VALUE, Some("1000")), (ORIGIN, Some("CN"))],
    &["A00 1000 x 14 % = 140.00", "A30 1000 x 48.5 % = 485.00", "B00 1625 x 21 % = 341.25"]
)]
#[case::bicycles_from_elsewhere(
    &[(CODE, Some("871200")), (CN, Some("30")), (VALUE, Some("1000")), (ORIGIN, Some("TW"))],
    &["A00 1000 x 14 % = 140.00", "B00 1140 x 21 % = 239.40"]
)]
#[case::least_developed_country_with_a_statement_on_origin(
    &[(PREFERENCE, Some("200")), (ORIGIN, Some("BD")), (DOCUMENT, Some("U165")), (REFERENCE, Some("BDREX1"))],
    &["A00 7500 x 0 % = 0.00", "B00 7500 x 21 % = 1575.00"]
)]
#[case::preferential_origin_beside_the_other(
    &[
        (PREFERENCE, Some("300")), (ORIGIN, Some("BD")), ("item/Origin/TypeCode", Some("1")),
        ("item/Origin[2]/CountryCode", Some("GB")), ("item/Origin[2]/TypeCode", Some("2")),
        (DOCUMENT, Some("U116")), (REFERENCE, Some("TCA")),
    ],
    &["A00 7500 x 0 % = 0.00", "B00 7500 x 21 % = 1575.00"]
)]
#[case::inward_processing(
    &[("ProcedureCategory", Some("H4")), ("item/GovernmentProcedure/CurrentCode", Some("51"))],
    &["A00 7500.00 x 12 % = 900.00, 0 to pay", "B00 8400 x 21 % = 1764.00, 0 to pay"]
)]
#[case::postponed_vat(
    &[
        ("item/Commodity/DutyTaxFee[2]/TypeCode", Some("B00")),
        ("item/Commodity/DutyTaxFee[2]/Payment/MethodCode", Some("G")),
    ],
    &["A00 7500 x 12 % = 900.00", "B00 8400 x 21 % = 1764.00, 0 to pay"]
)]
#[case::value_by_another_method_as_stated(
    &[
        (METHOD, Some("4")),
        ("item/Commodity/DutyTaxFee/TypeCode", Some("A00")),
        ("item/Commodity/DutyTaxFee/AdValoremTaxBaseAmount", Some("8000")),
    ],
    &["A00 8000 x 12 % = 960.00", "B00 8960 x 21 % = 1881.60"]
)]
fn of_the_packs(#[case] changes: &[Change], #[case] expected: &[&str]) {
    let expected: Vec<String> =
        expected.iter().map(|line| line.replace(".00 x 12", " x 12")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    assert_charges(Packs::builtin(), changes, &expected);
}

#[rstest]
#[case::no_number_of_watches(
    &[(CODE, Some("910211"))],
    "Item 1: the duty is 4.5 % MIN 0.3 EUR/p/st MAX 0.8 EUR/p/st, and the quantity in p/st is not stated."
)]
#[case::no_mass(
    &[(CODE, Some("170410")), (NET, None)],
    "Item 1: the duty is 6.2 % + 27.1 EUR/100 kg MAX 17.9 %, and the quantity in kg is not stated."
)]
#[case::no_origin(
    &[(CODE, Some("871200")), (CN, Some("30")), (ORIGIN, None)],
    "Item 1: A30 depends on the origin, which is not stated."
)]
#[case::preference_without_proof(
    &[(PREFERENCE, Some("200")), (ORIGIN, Some("BD"))],
    "Item 1 claims a preference without its proof: state one of U164, U165, N865."
)]
#[case::preference_of_another_country(
    &[(PREFERENCE, Some("200")), (ORIGIN, Some("CN")), (DOCUMENT, Some("U165")), (REFERENCE, Some("X"))],
    "Item 1 claims preference 200; the packs have no rate for it and origin CN."
)]
#[case::quota(
    &[(PREFERENCE, Some("120")), (ORIGIN, Some("CN"))],
    "Item 1 claims preference 120; the packs have no rate for it and origin CN."
)]
#[case::tax_without_rate(
    &[("item/Commodity/DutyTaxFee[2]/TypeCode", Some("A35"))],
    "Item 1 names tax A35, for which the packs have no rate."
)]
#[case::value_by_another_method(
    &[(METHOD, Some("6"))],
    "Item 1: the customs value by method 6 does not follow from the price; state it as the base of A00."
)]
#[case::no_method(&[(METHOD, Some("7"))], "Item 1: “7” is no valuation method; they are 1 to 6.")]
#[case::unknown_addition(
    &[
        ("item/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("XX")),
        ("item/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount", Some("1")),
    ],
    "“XX” is neither an addition (A.) nor a deduction (B.)."
)]
fn what_is_lacking_is_said(#[case] changes: &[Change], #[case] gap: &str) {
    let charges = worked_out(&with(h1(), changes), Packs::builtin());
    assert_eq!(charges.gaps, [gap]);
    assert_eq!(charges.lines, []);
}

#[test]
fn the_method_of_payment_is_on_the_line() {
    let e = "item/Commodity/DutyTaxFee/Payment/MethodCode";
    let charges = worked_out(&with(h1(), &[(e, Some("E"))]), Packs::builtin());
    let methods: Vec<_> = charges.lines.iter().map(|l| l.method_of_payment.as_deref()).collect();
    assert_eq!(methods, [Some("E"), Some("E")], "stated for all taxes of the item");
}

/// Excise is a measure as any other: an amount for each litre of pure alcohol, and VAT on it.
#[test]
fn excise_by_the_litre_of_alcohol_in_another_currency() {
    let pack = pack(
        r#"
        [[tariff.measure]]
        id = "T-1"
        tax_type = "X01"
        commodity = ["2204"]
        duty = { sum = [{ amount = "28.50", currency = "GBP", unit = "litre_of_alcohol" }] }
        source = "test"
        "#,
    );
    let changes = [
        (CODE, Some("220421")),
        (VALUE, Some("2000")),
        (UNITS, Some("85")),
        ("item/Commodity/DutyTaxFee[2]/SpecificTaxBaseQuantity", Some("16")),
        ("item/Commodity/DutyTaxFee[2]/SpecificTaxBaseQuantity@unitCode", Some("ASV")),
        ("item/Commodity/DutyTaxFee[3]/TypeCode", Some("A00")),
        ("item/Commodity/DutyTaxFee[3]/TaxRateNumeric", Some("0")),
    ];
    let excise = "28.50 / 0.5 = 57.00 euro for each of 13.6 litres";
    let charges = worked_out(&with(h1(), &changes), &pack);
    assert_eq!(charges.gaps, [""; 0]);
    let expected =
        ["X01 13.6 x 57.0 = 775.20", "A00 2000 x 0 % = 0.00", "B00 2775.2 x 20 % = 555.04"];
    assert_eq!(lines(&charges), expected, "{excise}");
}

#[rstest]
#[case::longer_code("610910", &[], "20 %")]
#[case::shorter_code("610990", &[], "10 %")]
#[case::additional_code(
    "610910",
    &[
        ("item/Commodity/Classification[4]/ID", Some("C999")),
        ("item/Commodity/Classification[4]/IdentificationTypeCode", Some("TRA")),
    ],
    "30 %"
)]
fn the_closest_measure_counts(#[case] code: &str, #[case] more: &[Change], #[case] rate: &str) {
    let measure = |commodity: &str, extra: &str, percent: &str| {
        format!(
            "[[tariff.measure]]\nid = \"T\"\ntax_type = \"A00\"\ncommodity = [\"{commodity}\"]\n\
             {extra}duty = {{ sum = [{{ percent = \"{percent}\" }}] }}\nsource = \"test\"\n"
        )
    };
    let text = [
        measure("610910", "", "20"),
        measure("6109", "", "10"),
        measure("610910", "additional_code = [\"C999\"]\n", "30"),
    ];
    let packs = pack(&text.concat());
    let body = with(with(h1(), &[(CODE, Some(code))]), more);
    let charges = worked_out(&body, &packs);
    assert!(lines(&charges)[0].contains(rate), "{:?}", lines(&charges));
}

#[rstest]
#[case::no_rate("sum = []")]
#[case::below_zero(r#"sum = [{ percent = "-1" }]"#)]
#[case::for_no_units(r#"sum = [{ amount = "1", per = "0", unit = "kg" }]"#)]
fn a_measure_that_says_nothing_is_refused(#[case] duty: &str) {
    let error = Packs::layer(&[&text(&format!(
        "[[tariff.measure]]\nid = \"T\"\ntax_type = \"A00\"\ncommodity = [\"6109\"]\n\
         duty = {{ {duty} }}\nsource = \"test\"\n"
    ))])
    .expect_err("no such measure");
    assert_eq!(error.code(), "rule_pack_unusable");
    assert!(matches!(error, PackError::Unusable { rule, .. } if rule == "T"));
}

/// A tariff of one authority with these measures, VAT at 20 percent and half a pound to the euro.
fn pack(measures: &str) -> Packs {
    Packs::layer(&[&text(measures)]).expect("the test's pack is one")
}

fn text(measures: &str) -> String {
    format!(
        r#"
        [pack]
        layer = "test"
        version = "1"
        [[rates]]
        from = "2026-01-01"
        until = "2027-01-01"
        per_eur = {{ GBP = "0.5" }}
        [tariff]
        charged_sets = ["H1"]
        charged_procedures = ["40"]
        [[tariff.authority]]
        countries = ["BE"]
        currency = "EUR"
        round_duty = {{ decimals = 2, mode = "half_up" }}
        round_vat = {{ decimals = 2, mode = "half_up" }}
        [[tariff.vat]]
        id = "V"
        default = "20"
        rates = {{}}
        {measures}
        "#
    )
}
