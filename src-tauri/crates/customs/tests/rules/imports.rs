//! Data sets H2 to H6 and I1.

use customs::Element;
use rstest::rstest;

use crate::samples::{Change, fired, h6, i1, import, with};

const TODAY: &str = "2026-11-21";

fn sample(set: &str) -> Element {
    match set {
        "H2" => import("H2", "71"),
        "H3" => import("H3", "53"),
        "H4" => import("H4", "51"),
        "H6" => h6(),
        _ => i1(),
    }
}

#[rstest]
#[case::temporary_admission("H3")]
#[case::inward_processing("H4")]
#[case::postal("H6")]
#[case::simplified("I1")]
#[case::warehousing("H2")]
fn nothing_is_wrong_with_the_sample(#[case] set: &str) {
    assert_eq!(fired(&sample(set), TODAY), [""; 0]);
}

#[rstest]
#[case::lrn("H3", "FunctionalReferenceID", "GL-IMP-102")]
#[case::type_of_declaration("I1", "TypeCode", "GL-IMP-101")]
#[case::declarant("H4", "Declarant/ID", "GL-IMP-103")]
#[case::importer("H2", "GoodsShipment/Importer/ID", "GL-IMP-104")]
#[case::procedure("H6", "item/GovernmentProcedure/CurrentCode", "GL-IMP-105")]
#[case::description("I1", "item/Commodity/Description", "GL-IMP-106")]
#[case::gross_mass("H6", "item/Commodity/GoodsMeasure/GrossMassMeasure", "GL-IMP-108")]
#[case::additional_procedure("I1", "item/GovernmentProcedure[2]/CurrentCode", "GL-IMP-109")]
#[case::exporter("H3", "GoodsShipment/Consignor/Name", "GL-IMP-110")]
#[case::destination("H2", "GoodsShipment/Destination/CountryCode", "GL-IMP-121")]
#[case::statistical_value("H4", "item/StatisticalValueAmount", "GL-IMP-122")]
#[case::mode("H3", "GoodsShipment/Consignment/BorderTransportMeans/ModeCode", "GL-IMP-123")]
#[case::location("H4", "location/TypeCode", "GL-IMP-124")]
#[case::valuation_method("H3", "item/CustomsValuation/MethodCode", "GL-IMP-125")]
#[case::value("H4", "item/Commodity/InvoiceLine/ItemChargeAmount", "GL-IMP-126")]
#[case::dispatch("H3", "GoodsShipment/DispatchCountry/ID", "GL-IMP-127")]
#[case::nature("H4", "GoodsShipment/TransactionNatureCode", "GL-IMP-128")]
#[case::origin("H2", "item/Origin/CountryCode", "GL-IMP-129")]
#[case::container_indicator("H3", "GoodsShipment/Consignment/ContainerCode", "GL-IMP-130")]
#[case::net_mass("H4", "item/Commodity/GoodsMeasure/NetNetWeightMeasure", "GL-IMP-131")]
#[case::incoterm("H4", "GoodsShipment/TradeTerms/ConditionCode", "GL-IMP-132")]
#[case::guarantee("H4", "ObligationGuarantee/SecurityDetailsCode", "GL-IMP-133")]
#[case::warehouse("H2", "GoodsShipment/Warehouse/ID", "GL-H2-101")]
#[case::postal_value("H6", "item/Commodity/InvoiceLine/ItemChargeAmount", "GL-H6-101")]
#[case::postal_packages("H6", "item/Packaging/QuantityQuantity", "GL-H6-102")]
#[case::postal_item("H6", "waybill/ID", "GL-H6-103")]
#[case::location_of_simplified("I1", "location/TypeCode", "GL-I1-101")]
#[case::type_of_packages("I1", "item/Packaging/TypeCode", "GL-I1-102")]
#[case::packages("I1", "item/Packaging/QuantityQuantity", "GL-I1-103")]
fn required(#[case] set: &str, #[case] path: &str, #[case] rule: &str) {
    let rules = fired(&with(sample(set), &[(path, None)]), TODAY);
    assert!(rules.iter().any(|fired| fired == rule), "{rules:?}");
}

#[rstest]
#[case::warehousing("H2", "40", &["GL-PRC-001"])]
#[case::temporary_admission("H3", "40", &["GL-PRC-002"])]
#[case::inward_processing("H4", "40", &["GL-PRC-003"])]
#[case::simplified_goes_with_any("I1", "42", &["GL-PRC-015"])]
fn a_data_set_has_its_procedure(
    #[case] set: &str,
    #[case] procedure: &str,
    #[case] rules: &[&str],
) {
    let changes: &[Change] = &[
        ("item/GovernmentProcedure/CurrentCode", Some(procedure)),
        ("GoodsShipment/Destination/CountryCode", Some("BE")),
    ];
    let fired = fired(&with(sample(set), changes), TODAY);
    assert!(rules.iter().all(|rule| fired.iter().any(|f| f == rule)), "{fired:?}");
}
