use customs::Severity;
use rstest::rstest;

use crate::samples::{Change, SECOND_ITEM, fired, found, h7, with};

const TODAY: &str = "2026-11-21";
const VALUE: &str = "item/Commodity/InvoiceLine/ItemChargeAmount";
const CURRENCY: &str = "item/Commodity/InvoiceLine/ItemChargeAmount@currencyID";
const APC: &str = "item/GovernmentProcedure[2]/CurrentCode";
const APC_2: &str = "item/GovernmentProcedure[3]/CurrentCode";
const CODE: &str = "item/Commodity/Classification/ID";

#[test]
fn nothing_is_wrong_with_the_sample() {
    assert_eq!(found(&h7(), TODAY), []);
}

#[rstest]
#[case::lrn("FunctionalReferenceID", "GL-H7-102")]
#[case::declarant("Declarant/ID", "GL-H7-103")]
#[case::exporter("GoodsShipment/Consignor/Name", "GL-H7-104")]
#[case::exporter_country("GoodsShipment/Consignor/Address/CountryCode", "GL-H7-105")]
#[case::value(VALUE, "GL-H7-107")]
#[case::currency(CURRENCY, "GL-H7-108")]
#[case::description("item/Commodity/Description", "GL-H7-109")]
#[case::commodity_code(CODE, "GL-H7-110")]
#[case::packages("item/Packaging/QuantityQuantity", "GL-H7-111")]
#[case::gross_mass("item/Commodity/GoodsMeasure/GrossMassMeasure", "GL-H7-112")]
#[case::importer_name("GoodsShipment/Importer/Name", "GL-H7-114")]
#[case::importer_country("GoodsShipment/Importer/Address/CountryCode", "GL-H7-116")]
#[case::location("location/TypeCode", "GL-H7-117")]
#[case::waybill("waybill/ID", "GL-GEN-014")]
fn required(#[case] path: &str, #[case] rule: &str) {
    let rules = fired(&with(h7(), &[(path, None)]), TODAY);
    assert!(rules.iter().any(|fired| fired == rule), "{rules:?}");
}

#[rstest]
#[case::at_header("GoodsShipment/GoodsMeasure/GrossMassMeasure")]
fn gross_mass_may_stand_at_the_shipment(#[case] path: &str) {
    let own = "item/Commodity/GoodsMeasure/GrossMassMeasure";
    assert_eq!(fired(&with(h7(), &[(own, None), (path, Some("0.62"))]), TODAY), [""; 0]);
}

#[rstest]
#[case::lrn("FunctionalReferenceID", "12345678901234567890123", "GL-ID-001")]
#[case::mrn("ID", "26BE123", "GL-ID-002")]
#[case::mrn_check_digit("ID", "23CH9876AB889012J4", "GL-ID-003")]
#[case::declarant("Declarant/ID", "BE 04-28", "GL-ID-010")]
#[case::enterprise_number("Declarant/ID", "BE0123456789", "GL-BE-001")]
#[case::belgian_eori("Declarant/ID", "BE12345", "GL-BE-005")]
#[case::ioss("fiscal/ID", "IN0561234567", "GL-ID-020")]
#[case::office("DeclarationOfficeID", "BE5320", "GL-ID-040")]
#[case::office_of_location("location/CustomsOffice/identification", "Liège", "GL-ID-041")]
#[case::waybill_check_digit("waybill/ID", "784-12345674", "GL-ID-031")]
#[case::seven_digits(CODE, "8518220", "GL-H7-020")]
#[case::chapter_99(CODE, "990500", "GL-H7-021")]
#[case::chapter_77(CODE, "770100", "GL-GEN-021")]
#[case::tobacco(CODE, "240220", "GL-H7-046")]
#[case::placeholder("Declarant/ID", "{{DeclarantEORI}}", "GL-GEN-001")]
#[case::currency(CURRENCY, "XYZ", "GL-COD-010")]
#[case::country("GoodsShipment/Consignor/Address/CountryCode", "ZZ", "GL-COD-006")]
#[case::procedure("item/GovernmentProcedure/CurrentCode", "42", "GL-H7-042")]
#[case::warehousing("item/GovernmentProcedure/CurrentCode", "71", "GL-H7-043")]
#[case::unknown_procedure("item/GovernmentProcedure/CurrentCode", "99", "GL-COD-012")]
#[case::unknown_additional(APC_2, "Q99", "GL-COD-014")]
#[case::additional_type("TypeCode", "IMQ", "GL-COD-001")]
#[case::location_kind("location/TypeCode", "E", "GL-LOC-005")]
#[case::location_qualifier("location/IdentificationType", "Y", "GL-LOC-001")]
#[case::authorised_location("location/TypeCode", "B", "GL-LOC-002")]
#[case::other_location("location/TypeCode", "D", "GL-LOC-003")]
#[case::zero(VALUE, "0", "GL-VAL-001")]
#[case::negative(VALUE, "-3", "GL-VAL-001")]
#[case::comma(VALUE, "48,40", "GL-SUM-007")]
#[case::mass("item/Commodity/GoodsMeasure/GrossMassMeasure", "0,62 kg", "GL-SUM-005")]
#[case::total_mass("GoodsShipment/GoodsMeasure/GrossMassMeasure", "62", "GL-SUM-001")]
#[case::total_packages("TotalPackageQuantity", "4", "GL-SUM-003")]
#[case::stated_items("GoodsItemQuantity", "2", "GL-GEN-003")]
#[case::fiscal_role("fiscal/RoleCode", "FR9", "GL-COD-003")]
#[case::transport_document("waybill/Type", "N999", "GL-COD-015")]
#[case::master_waybill("waybill/Type", "N741", "")]
#[case::postal_item("waybill/Type", "N750", "GL-ID-033")]
#[case::no_packages("item/Packaging/QuantityQuantity", "0", "GL-SUM-008")]
#[case::very_heavy("item/Commodity/GoodsMeasure/GrossMassMeasure", "112", "GL-H7-049")]
#[case::undervalued(VALUE, "1.20", "GL-VAL-003")]
#[case::vague("item/Commodity/Description", "Gift", "GL-H7-050")]
#[case::vague_in_chinese("item/Commodity/Description", "礼品", "GL-H7-050")]
#[case::a_gift_box_is_not_vague("item/Commodity/Description", "Gift box of soap", "")]
#[case::name_too_long("GoodsShipment/Importer/Name", &"A".repeat(71), "GL-GEN-008")]
#[case::currency_of_two_letters(CURRENCY, "US", "GL-COD-010")]
#[case::preference("item/Commodity/DutyTaxFee/DutyRegimeCode", "300", "GL-H7-048")]
fn a_value(#[case] path: &str, #[case] value: &str, #[case] rule: &str) {
    let rules = fired(&with(h7(), &[(path, Some(value))]), TODAY);
    match rule {
        "" => assert_eq!(rules, [""; 0]),
        rule => assert!(rules.iter().any(|fired| fired == rule), "{rules:?}"),
    }
}

#[rstest]
#[case::ioss_without_number(TODAY, &[("fiscal/ID", None)], &["GL-FIS-001", "GL-H7-030"])]
#[case::number_without_f48(TODAY, &[(APC, Some("F53"))], &["GL-H7-031", "GL-H7-034"])]
#[case::special_arrangements_without_fr4(
    TODAY,
    &[(APC, Some("F49")), ("fiscal/RoleCode", Some("FR1")), ("fiscal/ID", Some("BE0428759497"))],
    &["GL-H7-032"]
)]
#[case::special_arrangements(
    TODAY,
    &[(APC, Some("F49")), ("fiscal/RoleCode", Some("FR4")), ("fiscal/ID", Some("BE0428759497"))],
    &[]
)]
#[case::special_arrangements_for_a_business(
    TODAY,
    &[
        (APC, Some("F49")),
        ("fiscal/RoleCode", Some("FR4")),
        ("fiscal/ID", Some("BE0428759497")),
        ("GoodsShipment/Importer/ID", Some("BE0202239951")),
    ],
    &["GL-H7-033"]
)]
#[case::two_schemes(
    TODAY,
    &[(APC_2, Some("F53"))],
    &["GL-H7-034", "GL-H7-035"]
)]
#[case::no_scheme(
    TODAY,
    &[(APC, None), ("fiscal/RoleCode", None), ("fiscal/ID", None)],
    &["GL-H7-036", "GL-H7-113"]
)]
#[case::relief_ended(TODAY, &[(APC_2, Some("C07"))], &["GL-H7-037"])]
#[case::relief_before(
    "2026-06-30",
    &[(APC_2, Some("C07"))],
    &[]
)]
#[case::relief_missing_before("2026-06-30", &[], &["GL-H7-038"])]
#[case::ordinary_vat(
    TODAY,
    &[(APC, Some("F53")), ("fiscal/RoleCode", None), ("fiscal/ID", None)],
    &[]
)]
#[case::present_with_ioss(TODAY, &[(APC_2, Some("C08"))], &["GL-H7-039"])]
#[case::present_of_too_much_value(
    TODAY,
    &[
        (APC, Some("C08")),
        (VALUE, Some("60")),
        ("fiscal/RoleCode", None),
        ("fiscal/ID", None),
    ],
    &["GL-H7-040"]
)]
#[case::currency_that_does_not_exist(TODAY, &[(CURRENCY, Some("RMB"))], &["GL-COD-010"])]
#[case::no_rate_of_exchange(TODAY, &[(CURRENCY, Some("XPF"))], &["GL-H7-016"])]
#[case::present_from_a_business(
    TODAY,
    &[
        (APC, Some("C08")),
        (VALUE, Some("30")),
        ("fiscal/RoleCode", None),
        ("fiscal/ID", None),
        ("GoodsShipment/Consignor/ID", Some("CN1234567")),
    ],
    &["GL-H7-041"]
)]
#[case::importer_outside_the_union(
    TODAY,
    &[("GoodsShipment/Importer/Address/CountryCode", Some("CH"))],
    &["GL-H7-044"]
)]
#[case::two_placeholders_are_two_findings(
    TODAY,
    &[("FunctionalReferenceID", Some("{{LRN}}")), ("Declarant/ID", Some("{{EORI}}"))],
    &["GL-GEN-001"]
)]
#[case::transport_costs_twice(
    TODAY,
    &[
        ("GoodsShipment/Consignment/Freight/rate", Some("5")),
        ("GoodsShipment/Consignment/Freight/rate@currencyID", Some("EUR")),
        ("item/Freight/rate", Some("5")),
        ("item/Freight/rate@currencyID", Some("EUR")),
    ],
    &["GL-H7-017"]
)]
#[case::representative_is_declarant(
    TODAY,
    &[("Agent/ID", Some("BE0428759497")), ("Agent/FunctionCode", Some("2"))],
    &["GL-GEN-005"]
)]
#[case::representative_without_status(TODAY, &[("Agent/ID", Some("BE0403019261"))], &["GL-GEN-011"])]
#[case::representative_without_number(TODAY, &[("Agent/FunctionCode", Some("2"))], &["GL-GEN-012"])]
#[case::representative_with_unknown_status(
    TODAY,
    &[("Agent/ID", Some("BE0403019261")), ("Agent/FunctionCode", Some("7"))],
    &["GL-COD-002"]
)]
#[case::address_of_location(
    TODAY,
    &[("location/TypeCode", Some("D")), ("location/IdentificationType", Some("Z"))],
    &["GL-LOC-004"]
)]
#[case::too_long_is_said_once(
    TODAY,
    &[("FunctionalReferenceID", Some("12345678901234567890123"))],
    &["GL-ID-001"]
)]
#[case::container_check_digit(
    TODAY,
    &[("GoodsShipment/Consignment/TransportEquipment/ID", Some("CSQU3054384"))],
    &["GL-ID-034"]
)]
fn together(#[case] day: &str, #[case] changes: &[Change], #[case] rules: &[&str]) {
    assert_eq!(fired(&with(h7(), changes), day), rules);
}

#[rstest]
#[case::over("163.36", true)]
#[case::just_over("163.40", true)]
#[case::exactly("163.35", false)]
fn value_limit_at_the_rate_of_the_day(#[case] usd: &str, #[case] over: bool) {
    let rules = fired(&with(h7(), &[(VALUE, Some(usd))]), TODAY);
    assert_eq!(rules.contains(&"GL-H7-014".to_owned()), over, "{rules:?}");
    assert_eq!(rules.contains(&"GL-H7-015".to_owned()), !over, "{rules:?}");
}

#[test]
fn a_finding_names_rule_field_source_date_and_the_way_out() {
    let found = found(&with(h7(), &SECOND_ITEM), TODAY);
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!(finding.rule, "GL-H7-014");
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.title, "Intrinsic value is over €150: H7 may not be used");
    assert_eq!(finding.detail, "172.40 USD = €158.31. Rate per euro: 1.0890 USD (2026-11-01).");
    assert_eq!(finding.hint, "Lodge as H1, or correct the value.");
    assert_eq!(finding.data_element.as_deref(), Some("14 14 014 000"));
    assert_eq!(finding.source, "Del. Reg. (EU) 2015/2446 art. 143a");
    assert_eq!(finding.pack, "eu 2026-11-01");
    assert_eq!(finding.rules_of.to_string(), TODAY);
}

#[test]
fn findings_on_an_item_name_it_and_the_place() {
    let mut changes = SECOND_ITEM.to_vec();
    changes.push(("item[2]/Commodity/Description", None));
    let found = found(&with(h7(), &changes), TODAY);
    let finding = found.iter().find(|f| f.rule == "GL-H7-109").expect("the description is missing");
    assert_eq!(finding.item, Some(2));
    assert_eq!(
        finding.path.as_ref().map(ToString::to_string).as_deref(),
        Some("GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Description")
    );
    assert_eq!(finding.title, "Description of goods is missing");
}

#[test]
fn items_of_one_sub_heading_are_worth_merging() {
    let mut changes = SECOND_ITEM.to_vec();
    changes.push(("item[2]/Commodity/Classification/ID", Some("851822")));
    changes.push(("item[2]/Commodity/InvoiceLine/ItemChargeAmount", Some("10")));
    let found = found(&with(h7(), &changes), TODAY);
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!((finding.rule.as_str(), finding.severity), ("GL-H7-047", Severity::Note));
    assert_eq!(finding.title, "Items 1, 2 have the same sub-heading 851822");
}

#[test]
fn the_date_of_acceptance_decides_which_rules_apply() {
    let old = ("AcceptanceDateTime/DateTimeString", Some("20260630120000+02"));
    let verdict = crate::samples::judged(&with(h7(), &[old, (APC_2, Some("C07"))]), TODAY);
    assert_eq!(verdict.rules_of.to_string(), "2026-06-30");
    assert_eq!(verdict.findings, []);
}

#[rstest]
#[case::british("GB000060", false)]
#[case::belgian("BE532000", true)]
fn rules_of_a_country_are_for_its_declarations(#[case] office: &str, #[case] fires: bool) {
    let changes = [("DeclarationOfficeID", Some(office)), ("Declarant/ID", Some("BE0123456789"))];
    let rules = fired(&with(h7(), &changes), TODAY);
    assert_eq!(rules.contains(&"GL-BE-001".to_owned()), fires, "{rules:?}");
}
