use rstest::rstest;

use crate::{Declaration, Element};

/// `shipment supporting N703 H1` is a supporting document of the shipment, of that type and number.
fn declared(documents: &[&str]) -> Declaration {
    let mut consignment = Element::new("Consignment");
    let mut item = Element::new("GovernmentAgencyGoodsItem");
    let mut shipment = Element::new("GoodsShipment");
    for line in documents {
        let words: Vec<&str> = line.split(' ').collect();
        let [place, name, kind, reference] = words[..] else { panic!("{line}") };
        let element = match name {
            "waybill" => "TransportContractDocument",
            _ => "SupportingDocument",
        };
        let document = Element::new(element)
            .with(Element::leaf("ID", reference))
            .with(Element::leaf("Type", kind));
        match place {
            "consignment" => consignment = consignment.with(document),
            "shipment" => shipment = shipment.with(document),
            _ => item = item.with(document),
        }
    }
    let shipment = shipment.with(consignment).with(item);
    Declaration::read(&Element::new("Declaration").with(shipment))
}

#[rstest]
#[case::none(&[], &[], &[])]
#[case::master_before_the_rest(
    &["consignment waybill N730 R1", "consignment waybill N741 M1"],
    &["M1", "R1"],
    &[]
)]
#[case::unknown_kinds_last(
    &["consignment waybill N999 X1", "consignment waybill N740 A1"],
    &["A1", "X1"],
    &[]
)]
#[case::house_waybills_are_parcels(
    &["consignment waybill N703 H1", "consignment waybill N740 A1"],
    &["A1"],
    &["H1"]
)]
#[case::a_house_waybill_among_the_documents(&["shipment supporting N714 H1"], &[], &["H1"])]
#[case::of_an_item_once(
    &["item waybill N703 H1", "item supporting N750 P1"],
    &[],
    &["H1", "P1"]
)]
#[case::of_the_shipment_before_those_of_items(
    &["item waybill N740 A2", "consignment waybill N740 A1"],
    &["A1", "A2"],
    &[]
)]
fn numbers_of_transport_and_parcels(
    #[case] documents: &[&str],
    #[case] transports: &[&str],
    #[case] parcels: &[&str],
) {
    let declaration = declared(documents);
    assert_eq!(declaration.transport_numbers().collect::<Vec<_>>(), transports);
    assert_eq!(declaration.parcel_numbers().collect::<Vec<_>>(), parcels);
    assert_eq!(declaration.transport_document(), transports.first().copied().unwrap_or_default());
    assert_eq!(declaration.parcel_number(), parcels.first().copied().unwrap_or_default());
}
