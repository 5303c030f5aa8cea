use rstest::rstest;

use super::*;
use crate::language::Language;

#[rstest]
#[case::lrn("FunctionalReferenceID", "12 09 001 000", Group::Header)]
#[case::declarant("Declarant/ID", "13 05 017 000", Group::Party)]
#[case::second_item(
    "GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Description",
    "18 05 001 000",
    Group::Item
)]
#[case::attribute("InvoiceAmount@currencyID", "14 05 001 000", Group::Header)]
#[case::waybill(
    "GoodsShipment/Consignment/TransportContractDocument/ID",
    "12 05 001 000",
    Group::Document
)]
#[case::location(
    "GoodsShipment/Consignment/GoodsLocation/TypeCode",
    "16 15 045 000",
    Group::Shipment
)]
fn knows(#[case] path: &str, #[case] number: &str, #[case] group: Group) {
    let element = dictionary().of(&path.parse().unwrap()).unwrap();
    assert_eq!(element.number.as_deref(), Some(number));
    assert_eq!(element.group, group);
}

#[test]
fn unknown_places_answer_none() {
    assert_eq!(dictionary().of(&"GoodsShipment/Surprise".parse().unwrap()), None);
}

#[rstest]
#[case("H7", "14 14 014 000", "Intrinsic value")]
#[case("H1", "14 08 001 000", "Item amount invoiced")]
fn a_place_can_mean_something_else_in_another_data_set(
    #[case] set: &str,
    #[case] number: &str,
    #[case] label: &str,
) {
    let path = "GoodsShipment/GovernmentAgencyGoodsItem/Commodity/InvoiceLine/ItemChargeAmount";
    let element = dictionary().of_in(&path.parse().unwrap(), &DataSet(set.to_owned())).unwrap();
    assert_eq!(element.number.as_deref(), Some(number));
    assert_eq!(element.label.get(Language::English), label);
}

#[test]
fn every_element_has_a_label_in_each_language_and_a_well_formed_number() {
    for element in dictionary().all() {
        assert!(element.label.is_in_every_language(), "{element:?}");
        if let Some(number) = &element.number {
            let parts: Vec<usize> = number.split(' ').map(str::len).collect();
            assert_eq!(parts, [2, 2, 3, 3], "{}", element.shape);
        }
    }
}
