use rstest::rstest;

use crate::samples::{Change, fired, h1, with};

const TODAY: &str = "2026-11-21";

#[test]
fn nothing_is_wrong_with_the_sample() {
    assert_eq!(fired(&h1(), TODAY), [""; 0]);
}

#[rstest]
#[case::type_of_declaration("TypeCode", "GL-H1-101")]
#[case::lrn("FunctionalReferenceID", "GL-H1-102")]
#[case::declarant("Declarant/ID", "GL-H1-103")]
#[case::exporter("GoodsShipment/Consignor/Name", "GL-H1-104")]
#[case::importer("GoodsShipment/Importer/ID", "GL-H1-105")]
#[case::previous_procedure("item/GovernmentProcedure/PreviousCode", "GL-H1-107")]
#[case::description("item/Commodity/Description", "GL-H1-108")]
#[case::origin("item/Origin/CountryCode", "GL-H1-110")]
#[case::net_mass("item/Commodity/GoodsMeasure/NetNetWeightMeasure", "GL-H1-111")]
#[case::type_of_packages("item/Packaging/TypeCode", "GL-H1-113")]
#[case::value("item/Commodity/InvoiceLine/ItemChargeAmount", "GL-H1-114")]
#[case::mode_of_transport("GoodsShipment/Consignment/BorderTransportMeans/ModeCode", "GL-H1-115")]
#[case::container_indicator("GoodsShipment/Consignment/ContainerCode", "GL-H1-116")]
#[case::valuation_method("item/CustomsValuation/MethodCode", "GL-H1-117")]
#[case::preference("item/Commodity/DutyTaxFee/DutyRegimeCode", "GL-H1-118")]
#[case::currency("InvoiceAmount@currencyID", "GL-H1-119")]
#[case::incoterm("GoodsShipment/TradeTerms/ConditionCode", "GL-H1-121")]
#[case::dispatch("GoodsShipment/DispatchCountry/ID", "GL-H1-122")]
#[case::destination("GoodsShipment/Destination/CountryCode", "GL-H1-123")]
#[case::nature_of_transaction("GoodsShipment/TransactionNatureCode", "GL-H1-124")]
#[case::statistical_value("item/StatisticalValueAmount", "GL-H1-125")]
#[case::packages("item/Packaging/QuantityQuantity", "GL-H1-126")]
fn required(#[case] path: &str, #[case] rule: &str) {
    let rules = fired(&with(h1(), &[(path, None)]), TODAY);
    assert!(rules.iter().any(|fired| fired == rule), "{rules:?}");
}

#[rstest]
#[case::net_over_gross(
    &[("item/Commodity/GoodsMeasure/NetNetWeightMeasure", Some("421"))],
    &["GL-SUM-002"]
)]
#[case::six_digits(
    &[("item/Commodity/Classification[3]/ID", None), ("item/Commodity/Classification[2]/ID", None)],
    &["GL-H1-020"]
)]
#[case::eight_digits(&[("item/Commodity/Classification[3]/ID", None)], &[])]
#[case::onward_supply(
    &[
        ("item/GovernmentProcedure/CurrentCode", Some("42")),
        ("GoodsShipment/Destination/CountryCode", Some("FR")),
    ],
    &["GL-H1-130", "GL-H1-131"]
)]
#[case::onward_supply_with_vat_numbers(
    &[
        ("item/GovernmentProcedure/CurrentCode", Some("42")),
        ("GoodsShipment/Destination/CountryCode", Some("FR")),
        ("fiscal/ID", Some("BE0428759497")),
        ("fiscal/RoleCode", Some("FR1")),
        ("fiscal[2]/ID", Some("FR23334175221")),
        ("fiscal[2]/RoleCode", Some("FR2")),
    ],
    &[]
)]
#[case::vat_check_digit(
    &[("fiscal/ID", Some("FR84323140391")), ("fiscal/RoleCode", Some("FR2"))],
    &["GL-ID-024"]
)]
#[case::vat_form(
    &[("fiscal/ID", Some("FR84")), ("fiscal/RoleCode", Some("FR2"))],
    &["GL-ID-023"]
)]
#[case::document_has_run_out(
    &[("item/SupportingDocument/ExpirationDateTime", Some("20261120"))],
    &["GL-GEN-007"]
)]
#[case::document_is_valid_today(
    &[("item/SupportingDocument/ExpirationDateTime", Some("20261121"))],
    &[]
)]
#[case::not_an_incoterm(&[("GoodsShipment/TradeTerms/ConditionCode", Some("FREE"))], &["GL-COD-016"])]
#[case::mode_of_transport(
    &[("GoodsShipment/Consignment/BorderTransportMeans/ModeCode", Some("0"))],
    &["GL-COD-017"]
)]
#[case::valuation_method(&[("item/CustomsValuation/MethodCode", Some("7"))], &["GL-COD-018"])]
#[case::preference(&[("item/Commodity/DutyTaxFee/DutyRegimeCode", Some("999"))], &["GL-COD-019"])]
#[case::tax_type(&[("item/Commodity/DutyTaxFee/TypeCode", Some("A99"))], &["GL-COD-020"])]
#[case::export_procedure(
    &[("item/GovernmentProcedure/CurrentCode", Some("10"))],
    &["GL-COD-022"]
)]
#[case::importer_enterprise_number(
    &[("GoodsShipment/Importer/ID", Some("BE0431150351"))],
    &["GL-BE-003"]
)]
#[case::previous_document(
    &[
        ("GoodsShipment/PreviousDocument/ID", Some("23CH9876AB889012J4")),
        ("GoodsShipment/PreviousDocument/TypeCode", Some("N337")),
    ],
    &["GL-ID-004"]
)]
#[case::guarantee(&[("ObligationGuarantee/ReferenceID", Some("26BE0000010000BB0"))], &["GL-ID-042"])]
#[case::distance_sale(
    &[
        ("item/GovernmentProcedure[2]/CurrentCode", Some("F48")),
        ("fiscal/ID", Some("IM0561234567")),
        ("fiscal/RoleCode", Some("FR5")),
    ],
    &["GL-H1-050", "GL-PRC-014"]
)]
#[case::invoice_total(&[("InvoiceAmount", Some("6750"))], &["GL-SUM-009"])]
#[case::no_invoice(
    &[("item/SupportingDocument/ID", None), ("item/SupportingDocument/TypeCode", None)],
    &["GL-H1-132"]
)]
#[case::no_packages(&[("item/Packaging/QuantityQuantity", Some("0"))], &["GL-SUM-008"])]
#[case::importer_without_eori(
    &[
        ("GoodsShipment/Importer/ID", None),
        ("GoodsShipment/Importer/Name", Some("Bonneterie Ardennaise")),
        ("GoodsShipment/Importer/Address/Line", Some("Rue du Moulin 3")),
        ("GoodsShipment/Importer/Address/CountryCode", Some("BE")),
    ],
    &["GL-H1-127"]
)]
#[case::item_number_twice(
    &[("item[2]/SequenceNumeric", Some("1"))],
    &[
        "GL-GEN-004", "GL-H1-106", "GL-H1-107", "GL-H1-108", "GL-H1-109", "GL-H1-110", "GL-H1-111",
        "GL-H1-113", "GL-H1-114", "GL-H1-117", "GL-H1-118", "GL-H1-125", "GL-H1-126",
        "GL-IMP-109",
    ]
)]
fn together(#[case] changes: &[Change], #[case] rules: &[&str]) {
    assert_eq!(fired(&with(h1(), changes), TODAY), rules);
}

#[test]
fn an_export_asks_for_its_own_elements() {
    let changes = [
        ("ProcedureCategory", Some("B1")),
        ("TypeCode", Some("EXA")),
        ("DeclarationOfficeID", None),
    ];
    let rules = fired(&with(h1(), &changes), TODAY);
    let expected = ["GL-B1-104", "GL-B1-105", "GL-COD-021"];
    assert!(expected.iter().all(|rule| rules.contains(&(*rule).to_owned())), "{rules:?}");
    assert!(!rules.iter().any(|rule| rule.starts_with("GL-H1")), "{rules:?}");
}
