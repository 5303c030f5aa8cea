//! The whole declaration in WCO names. Box numbers are those of the single administrative document.

use std::collections::BTreeSet;

use customs::Element;

use super::item;
use super::values::{amount, leaf, lines, measure, text};
use crate::wco::group;

/// The declaration, with the document that it was made of.
pub(super) fn declaration(lrn: &str, document: Element) -> Element {
    let head = [
        Some(Element::leaf("FunctionCode", "9")),
        Some(Element::leaf("FunctionalReferenceID", lrn)),
        // Box 1. The second part, a digit, says which kind of procedure; the items say it exactly.
        leaf("TypeCode", &document, &["Identification", "Type", "Type_of_declaration"]),
        leaf(
            "DeclarationOfficeID",
            &document,
            &["Identification", "Office_segment", "Customs_clearance_office_code"],
        ),
        measure("GoodsItemQuantity", &document, &["Property", "Nbers", "Total_number_of_items"]),
        measure(
            "TotalPackageQuantity",
            &document,
            &["Property", "Nbers", "Total_number_of_packages"],
        ),
        // Box 22.
        amount(&document, "InvoiceAmount", &["Valuation", "Gs_Invoice"]),
        border_transport(&document),
        // Box 14.
        party("Declarant", &document, &["Declarant"], "Declarant"),
        shipment(&document),
    ];
    let mut body = Element::new("Declaration");
    body.children = head.into_iter().flatten().collect();
    body.children.push(document);
    body
}

/// Box 21 and 25.
fn border_transport(document: &Element) -> Option<Element> {
    let means = document.find(&["Transport", "Means_of_transport", "Border_information"])?;
    group(
        "BorderTransportMeans",
        [
            leaf("ID", means, &["Identity"]),
            leaf("RegistrationNationalityCode", means, &["Nationality"]),
            leaf("ModeCode", means, &["Mode"]),
        ],
    )
}

fn shipment(document: &Element) -> Option<Element> {
    let country =
        |of: &str, code: &str| text(document, &["General_information", "Country", of, code]);
    let fixed = [
        // Box 15a.
        country("Export", "Export_country_code")
            .map(|code| Element::new("ExportCountry").with(Element::leaf("ID", code))),
        consignment(document),
        group(
            "CustomsValuation",
            [amount(document, "FreightChargeAmount", &["Valuation", "Gs_external_freight"])],
        ),
        // Box 17a.
        country("Destination", "Destination_country_code")
            .map(|code| Element::new("Destination").with(Element::leaf("CountryCode", code))),
        // Box 2.
        party("Exporter", document, &["Traders", "Exporter"], "Exporter"),
        group(
            "GoodsMeasure",
            [measure("GrossMassMeasure", document, &["Valuation", "Weight", "Gross_weight"])],
        ),
    ];
    let items: Vec<_> = document.all("Item").collect();
    let items = items.into_iter().enumerate().map(|(index, item)| item::read(item, index + 1));
    let last = [
        // Box 8.
        party("Importer", document, &["Traders", "Consignee"], "Consignee"),
        // Box 20.
        group(
            "TradeTerms",
            [
                leaf("ConditionCode", document, &["Transport", "Delivery_terms", "Code"]),
                leaf("LocationName", document, &["Transport", "Delivery_terms", "Place"]),
            ],
        ),
    ];
    group("GoodsShipment", fixed.into_iter().chain(items).chain(last))
}

fn consignment(document: &Element) -> Option<Element> {
    let arrival = ["Transport", "Means_of_transport", "Departure_arrival_information"];
    let first = [
        // Box 18.
        document.find(&arrival).and_then(|means| {
            group(
                "ArrivalTransportMeans",
                [
                    leaf("ID", means, &["Identity"]),
                    leaf("RegistrationNationalityCode", means, &["Nationality"]),
                ],
            )
        }),
        // Box 30.
        leaf("Name", document, &["Transport", "Location_of_goods"])
            .map(|name| Element::new("GoodsLocation").with(name)),
        leaf("ID", document, &["Transport", "Place_of_loading", "Code"])
            .map(|code| Element::new("LoadingLocation").with(code)),
    ];
    group("Consignment", first.into_iter().chain(containers(document).map(Some)))
}

/// Box 31. A container is written once for each item that is in it.
fn containers(document: &Element) -> impl Iterator<Item = Element> {
    let written = document.all("Container");
    let each: BTreeSet<String> =
        written.filter_map(|container| text(container, &["Container_identity"])).collect();
    each.into_iter().enumerate().map(|(index, identity)| {
        Element::new("TransportEquipment")
            .with(Element::leaf("SequenceNumeric", (index + 1).to_string()))
            .with(Element::leaf("ID", identity))
    })
}

/// A party: its number, its name on the first line, and its address on the lines below.
fn party(name: &str, document: &Element, place: &[&str], prefix: &str) -> Option<Element> {
    let party = document.find(place)?;
    let mut lines = lines(party, &[&format!("{prefix}_name")]).into_iter();
    let first = lines.next();
    let address = lines.collect::<Vec<_>>().join(", ");
    group(
        name,
        [
            first.map(|first| Element::leaf("Name", first)),
            leaf("ID", party, &[&format!("{prefix}_code")]),
            (!address.is_empty())
                .then(|| Element::new("Address").with(Element::leaf("Line", address))),
        ],
    )
}
