//! What data sets do not have, and how often an element may stand.

use customs::Element;
use rstest::rstest;

use crate::samples::{b1, export, fired, h1, h6, h7, i1, set, with};

const TODAY: &str = "2026-11-21";

fn sample(set: &str) -> Element {
    match set {
        "H1" => h1(),
        "H6" => h6(),
        "H7" => h7(),
        "I1" => i1(),
        "B1" => b1(),
        _ => export("C1", "10"),
    }
}

#[rstest]
#[case::warehouse("H7", "GoodsShipment/Warehouse/ID", "GL-H7-301")]
#[case::valuation_method("H7", "item/CustomsValuation/MethodCode", "GL-H7-312")]
#[case::net_mass("H7", "item/Commodity/GoodsMeasure/NetNetWeightMeasure", "GL-H7-315")]
#[case::quota("H7", "item/Commodity/DutyTaxFee/QuotaOrderID", "GL-H7-321")]
#[case::guarantee("H7", "ObligationGuarantee/ReferenceID", "GL-H7-322")]
#[case::delivery_terms("H6", "GoodsShipment/TradeTerms/ConditionCode", "GL-H6-304")]
#[case::supplementary_units("H6", "item/Commodity/GoodsMeasure/TariffQuantity", "GL-H6-312")]
#[case::mode("I1", "GoodsShipment/Consignment/BorderTransportMeans/ModeCode", "GL-I1-310")]
#[case::transport_costs("H1", "GoodsShipment/Consignment/Freight/rate", "GL-H1-301")]
#[case::exit_office("H1", "ExitOffice/ID", "GL-H1-304")]
#[case::dispatch("B1", "GoodsShipment/DispatchCountry/ID", "GL-B1-307")]
#[case::preference("B1", "item/Commodity/DutyTaxFee/DutyRegimeCode", "GL-B1-312")]
#[case::container_indicator("C1", "GoodsShipment/Consignment/ContainerCode", "GL-C1-317")]
fn does_not_belong(#[case] set: &str, #[case] path: &str, #[case] rule: &str) {
    let body = sample(set);
    assert!(!fired(&body, TODAY).contains(&rule.to_owned()));
    let rules = fired(&with(body, &[(path, Some("1"))]), TODAY);
    assert!(rules.iter().any(|fired| fired == rule), "{rules:?}");
}

#[rstest]
#[case::additional_procedures(98, "item/GovernmentProcedure", "/CurrentCode", 2, None)]
#[case::one_too_many(100, "item/GovernmentProcedure", "/CurrentCode", 2, Some("GL-CNT-001"))]
#[case::documents(99, "item/SupportingDocument", "/ID", 1, None)]
#[case::one_document_too_many(100, "item/SupportingDocument", "/ID", 1, Some("GL-CNT-008"))]
fn stands_so_often(
    #[case] times: usize,
    #[case] before: &str,
    #[case] after: &str,
    #[case] first: usize,
    #[case] rule: Option<&str>,
) {
    let mut body = h7();
    for number in first..first + times {
        set(&mut body, &format!("{before}[{number}]{after}"), Some("000"));
    }
    let counted: Vec<String> =
        fired(&body, TODAY).into_iter().filter(|fired| fired.contains("CNT")).collect();
    assert_eq!(counted, rule.into_iter().collect::<Vec<_>>());
}
