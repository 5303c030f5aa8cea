//! Data sets B1 to B4 and C1.

use customs::Element;
use rstest::rstest;

use crate::samples::{b1, export, fired, with};

const TODAY: &str = "2026-11-21";

fn sample(set: &str) -> Element {
    match set {
        "B1" => b1(),
        "B2" => export("B2", "21"),
        "B3" => export("B3", "76"),
        _ => export(set, "10"),
    }
}

#[rstest]
#[case::export("B1")]
#[case::outward_processing("B2")]
#[case::warehousing("B3")]
#[case::simplified("C1")]
fn nothing_is_wrong_with_the_sample(#[case] set: &str) {
    assert_eq!(fired(&sample(set), TODAY), [""; 0]);
}

#[rstest]
#[case::exit_office("B1", "ExitOffice/ID", "GL-B1-104")]
#[case::additional_procedure("B1", "item/GovernmentProcedure[2]/CurrentCode", "GL-EXP-125")]
#[case::lrn("C1", "FunctionalReferenceID", "GL-EXP-101")]
#[case::declarant("C1", "Declarant/ID", "GL-EXP-102")]
#[case::exporter("B2", "Exporter/ID", "GL-EXP-103")]
#[case::description("B3", "item/Commodity/Description", "GL-EXP-105")]
#[case::procedure("C1", "item/GovernmentProcedure/CurrentCode", "GL-EXP-106")]
#[case::gross_mass("C1", "item/Commodity/GoodsMeasure/GrossMassMeasure", "GL-EXP-107")]
#[case::type_of_declaration("B2", "TypeCode", "GL-EXP-108")]
#[case::exit_office_of_simplified("C1", "ExitOffice/ID", "GL-EXP-121")]
#[case::net_mass("B2", "item/Commodity/GoodsMeasure/NetNetWeightMeasure", "GL-EXP-122")]
#[case::type_of_packages("C1", "item/Packaging/TypeCode", "GL-EXP-123")]
#[case::destination("B3", "GoodsShipment/Destination/CountryCode", "GL-EXP-124")]
fn required(#[case] set: &str, #[case] path: &str, #[case] rule: &str) {
    let rules = fired(&with(sample(set), &[(path, None)]), TODAY);
    assert!(rules.iter().any(|fired| fired == rule), "{rules:?}");
}

/// The office that it is lodged with is the office of export, where no other is named.
#[rstest]
#[case::none(None, None, &["GL-B1-105"])]
#[case::of_export(None, Some("BE532000"), &[])]
#[case::lodged_with(Some("BE532000"), None, &[])]
fn office_of_export(
    #[case] lodged: Option<&str>,
    #[case] export: Option<&str>,
    #[case] rules: &[&str],
) {
    let changes = [("DeclarationOfficeID", lodged), ("ExportOffice/ID", export)];
    assert_eq!(fired(&with(b1(), &changes), TODAY), rules);
}

#[rstest]
#[case::outward_processing("B2", "10", "GL-PRC-005")]
#[case::warehousing("B3", "10", "GL-PRC-006")]
#[case::simplified("C1", "40", "GL-PRC-007")]
#[case::export("B1", "76", "GL-COD-021")]
fn a_data_set_has_its_procedure(#[case] set: &str, #[case] procedure: &str, #[case] rule: &str) {
    let changed = with(sample(set), &[("item/GovernmentProcedure/CurrentCode", Some(procedure))]);
    assert_eq!(fired(&changed, TODAY), [rule]);
}
