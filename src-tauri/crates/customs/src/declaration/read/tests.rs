use rstest::rstest;

use super::*;
use crate::element::Path;

/// A body with these values, each written at its path.
fn body(values: &[(&str, &str)]) -> Element {
    let mut body = Element::new("Declaration");
    for (path, value) in values {
        body.set(&path.parse::<Path>().unwrap(), Some(value));
    }
    body
}

const ITEM: &str = "GoodsShipment/GovernmentAgencyGoodsItem";

fn of_item(values: &[(&str, &str)]) -> super::super::GoodsItem {
    let values: Vec<(String, &str)> =
        values.iter().map(|(path, value)| (format!("{ITEM}/{path}"), *value)).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (p.as_str(), *v)).collect();
    Declaration::read(&body(&values)).items.remove(0)
}

#[rstest]
#[case::named("IMA", "40", Some("H7"), "H7")]
#[case::free_circulation("IMA", "40", None, "H1")]
#[case::end_use("IMA", "44", None, "H1")]
#[case::warehousing("IMA", "71", None, "H2")]
#[case::temporary_admission("IMD", "53", None, "H3")]
#[case::inward_processing("IMA", "51", None, "H4")]
#[case::simplified_import("IMC", "40", None, "I1")]
#[case::export("EXA", "10", None, "B1")]
#[case::outward_processing("EXD", "21", None, "B2")]
#[case::export_from_warehouse("EXA", "76", None, "B3")]
#[case::simplified_export("EXF", "10", None, "C1")]
#[case::dispatch_to_special_territory("COA", "10", None, "B4")]
#[case::introduction_from_special_territory("COA", "40", None, "H5")]
#[case::request_about_a_declaration("COR", "40", None, "")]
#[case::unknown("INV", "", None, "")]
fn data_set(
    #[case] kind: &str,
    #[case] procedure: &str,
    #[case] named: Option<&str>,
    #[case] expected: &str,
) {
    let procedure_at = format!("{ITEM}/GovernmentProcedure/CurrentCode");
    let mut body = body(&[("TypeCode", kind), (&procedure_at, procedure)]);
    body.set(&"ProcedureCategory".parse().unwrap(), named);
    assert_eq!(Declaration::read(&body).data_set.0, expected);
}

#[rstest]
#[case::eu(&[("HS", "080430"), ("CN", "00"), ("TRC", "90")], "0804300090")]
#[case::any_order(&[("TRC", "90"), ("HS", "080430"), ("CN", "00")], "0804300090")]
#[case::british(&[("TSP", "07019010"), ("TRC", "00"), ("GN", "VATZ")], "0701901000")]
#[case::parcel(&[("HS", "900150")], "900150")]
#[case::no_kind(&[("", "900150")], "900150")]
fn commodity_code(#[case] parts: &[(&str, &str)], #[case] expected: &str) {
    let mut values = Vec::new();
    for (index, (kind, id)) in parts.iter().enumerate() {
        let at = format!("Commodity/Classification[{}]", index + 1);
        values.push((format!("{at}/IdentificationTypeCode"), *kind));
        values.push((format!("{at}/ID"), *id));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (p.as_str(), *v)).collect();
    assert_eq!(of_item(&values).commodity_code.unwrap().value, expected);
}

#[rstest]
#[case::procedure_first(&["40/00", "C07", "F48"])]
#[case::procedure_last(&["C07", "F48", "40/00"])]
fn procedures(#[case] written: &[&str]) {
    let mut values = Vec::new();
    for (index, code) in written.iter().enumerate() {
        let at = format!("GovernmentProcedure[{}]", index + 1);
        let (current, previous) = code.split_once('/').unwrap_or((code, ""));
        values.push((format!("{at}/CurrentCode"), current));
        values.push((format!("{at}/PreviousCode"), previous));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (p.as_str(), *v)).collect();
    let item = of_item(&values);
    assert_eq!(item.procedure.unwrap().value, "40");
    assert_eq!(item.previous_procedure.unwrap().value, "00");
    let additional: Vec<&str> =
        item.additional_procedures.iter().map(|at| at.value.as_str()).collect();
    assert_eq!(additional, ["C07", "F48"]);
}

#[rstest]
#[case::beside_the_amount(Some("USD"), Some("EUR"), "USD")]
#[case::of_the_invoice(None, Some("EUR"), "EUR")]
#[case::none(None, None, "")]
fn currency_of_an_item(
    #[case] beside: Option<&str>,
    #[case] invoice: Option<&str>,
    #[case] expected: &str,
) {
    let amount = format!("{ITEM}/Commodity/InvoiceLine/ItemChargeAmount");
    let mut body = body(&[(&amount, "12.50"), ("InvoiceAmount", "12.50")]);
    body.set(&format!("{amount}@currencyID").parse().unwrap(), beside);
    body.set(&"InvoiceAmount@currencyID".parse().unwrap(), invoice);
    let value = Declaration::read(&body).items[0].value.clone().unwrap().value;
    assert_eq!(value.currency.0, expected);
}

#[rstest]
#[case::compact_with_zone("20251110160818+01", Some("2025-11-10"))]
#[case::compact_utc("20210719145535Z", Some("2021-07-19"))]
#[case::iso("2026-11-01T09:00:00Z", Some("2026-11-01"))]
#[case::nonsense("soon", None)]
#[case::not_ascii("２０２６１１０１", None)]
fn acceptance_date(#[case] written: &str, #[case] expected: Option<&str>) {
    let read = Declaration::read(&body(&[("AcceptanceDateTime/DateTimeString", written)]));
    assert_eq!(read.acceptance_date, expected.map(|day| day.parse().unwrap()));
}

#[rstest]
#[case::office_of_location(
    "CustomsOffice/identification",
    "BE532000",
    "V",
    "B",
    "BE532000 (V, authorised place B)"
)]
#[case::locode("Name", "BELGG", "U", "A", "BELGG (U, designated place A)")]
fn goods_location(
    #[case] part: &str,
    #[case] id: &str,
    #[case] qualifier: &str,
    #[case] kind: &str,
    #[case] expected: &str,
) {
    const AT: &str = "GoodsShipment/Consignment/GoodsLocation";
    let read = Declaration::read(&body(&[
        (&format!("{AT}/{part}"), id),
        (&format!("{AT}/IdentificationType"), qualifier),
        (&format!("{AT}/TypeCode"), kind),
    ]));
    assert_eq!(read.goods_location.unwrap().value, expected);
}

#[rstest]
#[case::office("DeclarationOfficeID", "BE532000", Some("BE"))]
#[case::declarant("Declarant/ID", "GB123", Some("GB"))]
#[case::placeholder("Declarant/ID", "{{EORI}}", None)]
fn country(#[case] path: &str, #[case] value: &str, #[case] expected: Option<&str>) {
    assert_eq!(Declaration::read(&body(&[(path, value)])).country(), expected);
}

#[test]
fn packages_of_an_item_add_up() {
    let item =
        of_item(&[("Packaging/QuantityQuantity", "2"), ("Packaging[2]/QuantityQuantity", "3")]);
    assert_eq!(item.packages.unwrap().value, 5.into());
}

#[test]
fn what_is_not_a_number_is_absent_and_stays_in_the_tree() {
    let at = format!("{ITEM}/Commodity/GoodsMeasure/GrossMassMeasure");
    let body = body(&[(&at, "about 3")]);
    assert_eq!(Declaration::read(&body).items[0].gross_mass, None);
    assert_eq!(body.get(&at.parse().unwrap()), Some("about 3"));
}
