//! What goes with what: procedures, preferences, documents, fiscal references, persons, places, codes.
//! Each rule with a declaration that calls for it and one beside it that does not.

use customs::Element;
use rstest::rstest;

use crate::samples::{Change, SECOND_ITEM, fired, h1, h6, h7, i1, import, with};

const TODAY: &str = "2026-11-21";
const PROCEDURE: &str = "item/GovernmentProcedure/CurrentCode";
const PREVIOUS: &str = "item/GovernmentProcedure/PreviousCode";
const APC: &str = "item/GovernmentProcedure[2]/CurrentCode";
const CODE: &str = "item/Commodity/Classification/ID";
const PREFERENCE: &str = "item/Commodity/DutyTaxFee/DutyRegimeCode";
const QUOTA: &str = "item/Commodity/DutyTaxFee/QuotaOrderID";
const DOCUMENT: &str = "item/SupportingDocument[2]/TypeCode";
const NUMBER: &str = "item/SupportingDocument[2]/ID";
const WAREHOUSE: &str = "GoodsShipment/Warehouse/ID";
const QUALIFIER: &str = "location/IdentificationType";

fn sample(set: &str) -> Element {
    match set {
        "H1" => h1(),
        "H2" => import("H2", "71"),
        "H3" => import("H3", "53"),
        "H6" => h6(),
        "I1" => i1(),
        _ => h7(),
    }
}

/// Whether the rule fires on the sample with the changes.
#[rstest]
#[case::processing_in_h1("H1", &[(PROCEDURE, Some("51"))], "GL-PRC-004", true)]
#[case::end_use_in_h1("H1", &[(PROCEDURE, Some("44"))], "GL-PRC-004", false)]
#[case::back_from_nowhere("H1", &[(PROCEDURE, Some("61"))], "GL-PRC-008", true)]
#[case::back_from_export("H1", &[(PROCEDURE, Some("61")), (PREVIOUS, Some("10"))], "GL-PRC-008", false)]
#[case::out_of_no_warehouse("H1", &[(PREVIOUS, Some("71"))], "GL-PRC-009", true)]
#[case::out_of_a_warehouse("H1", &[(PREVIOUS, Some("71")), (WAREHOUSE, Some("BE-W-1"))], "GL-PRC-009", false)]
#[case::end_use_without_authorisation("H1", &[(PROCEDURE, Some("44"))], "GL-PRC-010", true)]
#[case::end_use_applied_for(
    "H1",
    &[(PROCEDURE, Some("44")), ("item/AdditionalInformation/StatementCode", Some("00100"))],
    "GL-PRC-010",
    false
)]
#[case::code_of_temporary_admission("H1", &[(APC, Some("D05"))], "GL-PRC-011", true)]
#[case::in_temporary_admission("H3", &[(APC, Some("D05"))], "GL-PRC-011", false)]
#[case::relief_in_temporary_admission("H3", &[(APC, Some("C33"))], "GL-PRC-012", true)]
#[case::relief_in_free_circulation("H1", &[(APC, Some("C33"))], "GL-PRC-012", false)]
#[case::scheme_with_end_use("H1", &[(APC, Some("F49")), (PROCEDURE, Some("44"))], "GL-PRC-013", true)]
#[case::scheme_with_free_circulation("H1", &[(APC, Some("F49"))], "GL-PRC-013", false)]
#[case::ioss_of_too_much_value("H1", &[(APC, Some("F48"))], "GL-PRC-014", true)]
#[case::ioss_of_little_value(
    "H1",
    &[(APC, Some("F48")), ("item/Commodity/InvoiceLine/ItemChargeAmount", Some("150"))],
    "GL-PRC-014",
    false
)]
#[case::onward_to_nowhere("H1", &[(PROCEDURE, Some("42"))], "GL-PRC-015", true)]
#[case::onward_to_france(
    "H1",
    &[(PROCEDURE, Some("42")), ("GoodsShipment/Destination/CountryCode", Some("FR"))],
    "GL-PRC-015",
    false
)]
#[case::relief_that_ended("H1", &[(APC, Some("C07"))], "GL-PRC-016", true)]
#[case::present("H1", &[(APC, Some("C08"))], "GL-PRC-016", false)]
#[case::other_authorisation("H2", &[("Authorisation/Type", Some("C601"))], "GL-PRC-017", true)]
#[case::warehouse_authorisation("H2", &[], "GL-PRC-017", false)]
#[case::quota_without_number("H1", &[(PREFERENCE, Some("120"))], "GL-PRF-001", true)]
#[case::quota_with_number("H1", &[(PREFERENCE, Some("120")), (QUOTA, Some("090001"))], "GL-PRF-001", false)]
#[case::number_without_quota("H1", &[(QUOTA, Some("090001"))], "GL-PRF-002", true)]
#[case::number_with_quota("H1", &[(PREFERENCE, Some("120")), (QUOTA, Some("090001"))], "GL-PRF-002", false)]
#[case::quota_in_a_warehouse("H2", &[(QUOTA, Some("090001"))], "GL-PRF-003", true)]
#[case::no_quota_in_a_warehouse("H2", &[], "GL-PRF-003", false)]
#[case::preference_without_proof("H1", &[(PREFERENCE, Some("300"))], "GL-PRF-004", true)]
#[case::preference_with_proof(
    "H1",
    &[(PREFERENCE, Some("300")), (DOCUMENT, Some("N954")), (NUMBER, Some("A 1"))],
    "GL-PRF-004",
    false
)]
#[case::proof_of_the_whole_shipment(
    "H1",
    &[
        (PREFERENCE, Some("300")),
        ("GoodsShipment/SupportingDocument/TypeCode", Some("U162")),
        ("GoodsShipment/SupportingDocument/ID", Some("BDREX1")),
    ],
    "GL-PRF-004",
    false
)]
#[case::animals_without_document("H1", &[(CODE, Some("010620"))], "GL-DOC-001", true)]
#[case::animals_with_document(
    "H1",
    &[(CODE, Some("010620")), (DOCUMENT, Some("C640")), (NUMBER, Some("CHEDA.1"))],
    "GL-DOC-001",
    false
)]
#[case::meat_without_document("H1", &[(CODE, Some("020130"))], "GL-DOC-002", true)]
#[case::meat_with_document(
    "H1",
    &[(CODE, Some("020130")), (DOCUMENT, Some("N853")), (NUMBER, Some("CHEDP.1"))],
    "GL-DOC-002",
    false
)]
#[case::plants_without_document("H1", &[(CODE, Some("060290"))], "GL-DOC-003", true)]
#[case::plants_that_need_none(
    "H1",
    &[(CODE, Some("060290")), (DOCUMENT, Some("Y900")), (NUMBER, Some("none"))],
    "GL-DOC-003",
    false
)]
#[case::document_without_number("H1", &[("item/SupportingDocument/ID", None)], "GL-DOC-004", true)]
#[case::document_with_number("H1", &[], "GL-DOC-004", false)]
#[case::weapons_in_h7("H7", &[(CODE, Some("930400"))], "GL-DOC-005", true)]
#[case::toys_in_h7("H7", &[(CODE, Some("950300"))], "GL-DOC-005", false)]
#[case::fiscal_role_alone("H7", &[("fiscal/ID", None)], "GL-FIS-001", true)]
#[case::fiscal_reference("H7", &[], "GL-FIS-001", false)]
#[case::fiscal_number_alone("H7", &[("fiscal/RoleCode", None)], "GL-FIS-002", true)]
#[case::fiscal_number("H7", &[], "GL-FIS-002", false)]
#[case::ioss_number_without_f48(
    "H1",
    &[("fiscal/RoleCode", Some("FR5")), ("fiscal/ID", Some("IM0561234567"))],
    "GL-FIS-003",
    true
)]
#[case::ioss_number_with_f48(
    "H1",
    &[(APC, Some("F48")), ("fiscal/RoleCode", Some("FR5")), ("fiscal/ID", Some("IM0561234567"))],
    "GL-FIS-003",
    false
)]
#[case::vat_number_of_an_item(
    "H1",
    &[("item/DomesticDutyTaxParty/RoleCode", Some("FR1")), ("item/DomesticDutyTaxParty/ID", Some("BE1"))],
    "GL-FIS-004",
    true
)]
#[case::good_vat_number_of_an_item(
    "H1",
    &[
        ("item/DomesticDutyTaxParty/RoleCode", Some("FR1")),
        ("item/DomesticDutyTaxParty/ID", Some("BE0428759497")),
    ],
    "GL-FIS-004",
    false
)]
#[case::customers_vat_number(
    "I1",
    &[("item/DomesticDutyTaxParty/RoleCode", Some("FR2")), ("item/DomesticDutyTaxParty/ID", Some("XX1"))],
    "GL-FIS-005",
    true
)]
#[case::customers_good_vat_number(
    "I1",
    &[
        ("item/DomesticDutyTaxParty/RoleCode", Some("FR2")),
        ("item/DomesticDutyTaxParty/ID", Some("FR23334175221")),
    ],
    "GL-FIS-005",
    false
)]
#[case::representatives_vat_number(
    "H1",
    &[("fiscal/RoleCode", Some("FR3")), ("fiscal/ID", Some("ZZ1"))],
    "GL-FIS-006",
    true
)]
#[case::representatives_good_vat_number(
    "H1",
    &[("fiscal/RoleCode", Some("FR3")), ("fiscal/ID", Some("BE0428759497"))],
    "GL-FIS-006",
    false
)]
#[case::represents_itself("H1", &[("Agent/ID", Some("BE0428759497"))], "GL-PTY-001", true)]
#[case::represents_another("H1", &[], "GL-PTY-001", false)]
#[case::status_of_a_declarant("H1", &[("Agent/FunctionCode", Some("1"))], "GL-PTY-002", true)]
#[case::status_of_a_representative("H1", &[("Agent/FunctionCode", Some("3"))], "GL-PTY-002", false)]
#[case::not_the_declarant(
    "H1",
    &[("GoodsShipment/AdditionalInformation/StatementCode", Some("00500"))],
    "GL-PTY-003",
    true
)]
#[case::the_declarant(
    "H1",
    &[
        ("GoodsShipment/AdditionalInformation/StatementCode", Some("00500")),
        ("GoodsShipment/Importer/ID", Some("BE0428759497")),
    ],
    "GL-PTY-003",
    false
)]
#[case::contact_without_phone("H1", &[("Declarant/Contact/Name", Some("An Peeters"))], "GL-PTY-004", true)]
#[case::contact_with_phone(
    "H1",
    &[
        ("Declarant/Contact/Name", Some("An Peeters")),
        ("Declarant/Contact/Communication/ID", Some("+3242000000")),
    ],
    "GL-PTY-004",
    false
)]
#[case::agents_contact_without_phone("H1", &[("Agent/Contact/name", Some("An Peeters"))], "GL-PTY-005", true)]
#[case::agents_contact_with_phone(
    "H1",
    &[
        ("Agent/Contact/name", Some("An Peeters")),
        ("Agent/Contact/Communication/ID", Some("+3242000000")),
    ],
    "GL-PTY-005",
    false
)]
#[case::exporter_in_the_union(
    "H7",
    &[("GoodsShipment/Consignor/Address/CountryCode", Some("NL"))],
    "GL-PTY-006",
    true
)]
#[case::exporter_outside("H7", &[], "GL-PTY-006", false)]
#[case::declarant_outside("H1", &[("Declarant/Address/CountryCode", Some("CH"))], "GL-PTY-007", true)]
#[case::declarant_inside("H1", &[("Declarant/Address/CountryCode", Some("NL"))], "GL-PTY-007", false)]
#[case::no_locode("H7", &[(QUALIFIER, Some("U"))], "GL-LOC-007", true)]
#[case::locode("H7", &[(QUALIFIER, Some("U")), ("location/Name", Some("BELGG"))], "GL-LOC-007", false)]
#[case::no_office("H7", &[("location/CustomsOffice/identification", None)], "GL-LOC-008", true)]
#[case::office("H7", &[], "GL-LOC-008", false)]
#[case::no_authorisation("H1", &[("location/authorisationReferenceNumber", None)], "GL-LOC-009", true)]
#[case::authorisation("H1", &[], "GL-LOC-009", false)]
#[case::no_coordinates("H1", &[(QUALIFIER, Some("W"))], "GL-LOC-010", true)]
#[case::coordinates(
    "H1",
    &[(QUALIFIER, Some("W")), ("location/latitude", Some("50.6")), ("location/longitude", Some("5.4"))],
    "GL-LOC-010",
    false
)]
#[case::no_operator("H1", &[(QUALIFIER, Some("X"))], "GL-LOC-011", true)]
#[case::operator(
    "H1",
    &[(QUALIFIER, Some("X")), ("location/EconomicOperator/identification", Some("BE0428759497"))],
    "GL-LOC-011",
    false
)]
#[case::no_postcode("H1", &[(QUALIFIER, Some("T"))], "GL-LOC-012", true)]
#[case::postcode(
    "H1",
    &[(QUALIFIER, Some("T")), ("location/Address/PostcodeID", Some("4460"))],
    "GL-LOC-012",
    false
)]
#[case::no_qualifier("H7", &[(QUALIFIER, None)], "GL-LOC-013", true)]
#[case::qualifier("H7", &[], "GL-LOC-013", false)]
#[case::nature("H1", &[("GoodsShipment/TransactionNatureCode", Some("A"))], "GL-COD-023", true)]
#[case::nature_of_one_digit("H1", &[("GoodsShipment/TransactionNatureCode", Some("1"))], "GL-COD-023", false)]
#[case::warehouse_type("H2", &[("GoodsShipment/Warehouse/TypeCode", Some("Q"))], "GL-COD-024", true)]
#[case::warehouse_type_known("H2", &[], "GL-COD-024", false)]
#[case::guarantee("H3", &[("ObligationGuarantee/SecurityDetailsCode", Some("6"))], "GL-COD-025", true)]
#[case::guarantee_known("H3", &[], "GL-COD-025", false)]
#[case::kind_of_vehicle(
    "H1",
    &[("GoodsShipment/Consignment/ArrivalTransportMeans/IdentificationTypeCode", Some("99"))],
    "GL-COD-026",
    true
)]
#[case::kind_of_vehicle_known(
    "H1",
    &[("GoodsShipment/Consignment/ArrivalTransportMeans/IdentificationTypeCode", Some("30"))],
    "GL-COD-026",
    false
)]
#[case::actor("H1", &[("GoodsShipment/AEOMutualRecognitionParty/RoleCode", Some("XX"))], "GL-COD-027", true)]
#[case::actor_known("H1", &[("GoodsShipment/AEOMutualRecognitionParty/RoleCode", Some("FW"))], "GL-COD-027", false)]
#[case::payment(
    "H1",
    &[
        ("item/Commodity/DutyTaxFee/TypeCode", Some("A00")),
        ("item/Commodity/DutyTaxFee/Payment/MethodCode", Some("1")),
    ],
    "GL-COD-028",
    true
)]
#[case::payment_known(
    "H1",
    &[
        ("item/Commodity/DutyTaxFee/TypeCode", Some("A00")),
        ("item/Commodity/DutyTaxFee/Payment/MethodCode", Some("E")),
    ],
    "GL-COD-028",
    false
)]
#[case::addition("H1", &[("item/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("ZZ"))], "GL-COD-029", true)]
#[case::addition_known(
    "H1",
    &[("item/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("AK"))],
    "GL-COD-029",
    false
)]
#[case::addition_of_all(
    "H1",
    &[("GoodsShipment/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("ZZ"))],
    "GL-COD-030",
    true
)]
#[case::addition_of_all_known(
    "H1",
    &[("GoodsShipment/CustomsValuation/ChargeDeduction/ChargesTypeCode", Some("BA"))],
    "GL-COD-030",
    false
)]
#[case::currency_of_costs(
    "H7",
    &[
        ("GoodsShipment/Consignment/Freight/rate", Some("5")),
        ("GoodsShipment/Consignment/Freight/rate@currencyID", Some("RMB")),
    ],
    "GL-COD-031",
    true
)]
#[case::currency_of_costs_known(
    "H7",
    &[
        ("GoodsShipment/Consignment/Freight/rate", Some("5")),
        ("GoodsShipment/Consignment/Freight/rate@currencyID", Some("CNY")),
    ],
    "GL-COD-031",
    false
)]
#[case::currency_of_an_items_costs(
    "H7",
    &[("item/Freight/rate", Some("5")), ("item/Freight/rate@currencyID", Some("RMB"))],
    "GL-COD-032",
    true
)]
#[case::currency_of_an_items_costs_known(
    "H7",
    &[("item/Freight/rate", Some("5")), ("item/Freight/rate@currencyID", Some("CNY"))],
    "GL-COD-032",
    false
)]
#[case::net_mass_of_nothing("H1", &[("item/Commodity/GoodsMeasure/NetNetWeightMeasure", Some("0"))], "GL-SUM-012", true)]
#[case::net_mass("H1", &[("item/Commodity/GoodsMeasure/NetNetWeightMeasure", Some("0.001"))], "GL-SUM-012", false)]
#[case::no_pieces("H1", &[("item/Commodity/GoodsMeasure/TariffQuantity", Some("0"))], "GL-SUM-013", true)]
#[case::pieces("H1", &[("item/Commodity/GoodsMeasure/TariffQuantity", Some("2000"))], "GL-SUM-013", false)]
#[case::no_statistical_value("H1", &[("item/StatisticalValueAmount", Some("0"))], "GL-VAL-004", true)]
#[case::statistical_value("H1", &[("item/StatisticalValueAmount", Some("1"))], "GL-VAL-004", false)]
#[case::two_currencies(
    "H1",
    &[("item/Commodity/InvoiceLine/ItemChargeAmount@currencyID", Some("USD"))],
    "GL-VAL-005",
    true
)]
#[case::one_currency(
    "H1",
    &[("item/Commodity/InvoiceLine/ItemChargeAmount@currencyID", Some("EUR"))],
    "GL-VAL-005",
    false
)]
fn fires(
    #[case] set: &str,
    #[case] changes: &[Change],
    #[case] rule: &str,
    #[case] expected: bool,
) {
    let rules = fired(&with(sample(set), changes), TODAY);
    assert_eq!(rules.iter().any(|fired| fired == rule), expected, "{rules:?}");
}

#[rstest]
#[case::both(&["item", "item[2]"], &[])]
#[case::none(&[], &[])]
#[case::one_of_two(&["item"], &["GL-SUM-010"])]
fn transport_costs_stand_with_all_items_or_none(#[case] items: &[&str], #[case] rules: &[&str]) {
    let mut body = with(h7(), &SECOND_ITEM);
    let value = "item[2]/Commodity/InvoiceLine/ItemChargeAmount";
    body = with(body, &[(value, Some("10"))]);
    for item in items {
        let (rate, currency) =
            (format!("{item}/Freight/rate"), format!("{item}/Freight/rate@currencyID"));
        body = with(body, &[(&rate, Some("5")), (&currency, Some("EUR"))]);
    }
    assert_eq!(fired(&body, TODAY), rules);
}

#[test]
fn gross_mass_stands_with_all_items_or_none() {
    let second: Vec<Change> = SECOND_ITEM
        .iter()
        .filter(|(path, _)| !path.contains("GrossMass"))
        .copied()
        .chain([("item[2]/Commodity/InvoiceLine/ItemChargeAmount", Some("10"))])
        .collect();
    let rules = fired(&with(h7(), &second), TODAY);
    assert_eq!(rules, ["GL-H7-112", "GL-SUM-011"]);
    let shipment = ("GoodsShipment/GoodsMeasure/GrossMassMeasure", Some("0.83"));
    assert_eq!(fired(&with(with(h7(), &second), &[shipment]), TODAY), [""; 0]);
}
