//! The transit declaration (IE015) in WCO names.

use customs::Element;

use super::{leaf, operation, text};
use crate::wco::{group, numbered};

/// The data set of standard transit declarations.
pub(super) const DATA_SET: &str = "D1";

/// The declaration, with the message that it was made of.
pub(super) fn read(message: Element) -> Element {
    let kind = operation(&message, "declarationType");
    let additional = operation(&message, "additionalDeclarationType").unwrap_or_default();
    let head = [
        Some(Element::leaf("FunctionCode", "9")),
        Some(Element::leaf("ProcedureCategory", DATA_SET)),
        leaf("FunctionalReferenceID", &message, &["TransitOperation", "LRN"]),
        kind.map(|kind| Element::leaf("TypeCode", format!("{kind}{additional}"))),
        leaf("DeclarationOfficeID", &message, &["CustomsOfficeOfDeparture", "referenceNumber"]),
        representative(&message),
        // Whoever lodges it for a transit is the holder of the procedure.
        party("Declarant", message.child("HolderOfTheTransitProcedure")),
        message.child("Consignment").and_then(shipment),
    ];
    let mut body = Element::new("Declaration");
    body.children = head.into_iter().flatten().collect();
    body.children.push(message);
    body
}

fn representative(message: &Element) -> Option<Element> {
    let written = message.child("Representative")?;
    group(
        "Agent",
        [
            leaf("Name", written, &["name"]),
            leaf("ID", written, &["identificationNumber"]),
            leaf("FunctionCode", written, &["status"]),
        ],
    )
}

fn shipment(consignment: &Element) -> Option<Element> {
    let houses: Vec<&Element> = consignment.all("HouseConsignment").collect();
    // A single house consignment may name the parties in the place of the whole.
    let only = if let [house] = houses[..] { Some(house) } else { None };
    let of_any = |name: &str| consignment.child(name).or_else(|| only?.child(name));
    let fixed = [
        leaf("ID", consignment, &["countryOfDispatch"])
            .map(|code| Element::new("ExportCountry").with(code)),
        transport(consignment),
        party("Consignee", of_any("Consignee")),
        party("Consignor", of_any("Consignor")),
        leaf("CountryCode", consignment, &["countryOfDestination"])
            .map(|code| Element::new("Destination").with(code)),
        group("GoodsMeasure", [leaf("GrossMassMeasure", consignment, &["grossMass"])]),
    ];
    let items = houses.iter().flat_map(|house| house.all("ConsignmentItem"));
    let items = items.enumerate().map(|(index, written)| item(written, index + 1));
    let documents = each(consignment, "PreviousDocument", previous_document);
    group("GoodsShipment", fixed.into_iter().chain(items).chain(documents.into_iter().map(Some)))
}

fn transport(consignment: &Element) -> Option<Element> {
    let first = [consignment.child("LocationOfGoods").and_then(location)];
    let documents = each(consignment, "TransportDocument", |written, number| {
        let parts =
            [leaf("ID", written, &["referenceNumber"]), leaf("TypeCode", written, &["type"])];
        numbered("TransportContractDocument", number, parts)
    });
    let containers = each(consignment, "TransportEquipment", |written, number| {
        let identity = leaf("ID", written, &["containerIdentificationNumber"]);
        numbered("TransportEquipment", number, [identity])
    });
    group("Consignment", first.into_iter().chain(documents.into_iter().chain(containers).map(Some)))
}

/// The goods location; its qualifier says what kind of reference it is.
fn location(written: &Element) -> Option<Element> {
    let inside = |outer: &str, element| group(outer, [element]);
    group(
        "GoodsLocation",
        [
            leaf("TypeCode", written, &["typeOfLocation"]),
            leaf("IdentificationType", written, &["qualifierOfIdentification"]),
            leaf("Name", written, &["UNLocode"]),
            leaf("authorisationReferenceNumber", written, &["authorisationNumber"]),
            inside(
                "EconomicOperator",
                leaf("identification", written, &["EconomicOperator", "identificationNumber"]),
            ),
            inside(
                "CustomsOffice",
                leaf("identification", written, &["CustomsOffice", "referenceNumber"]),
            ),
            leaf("latitude", written, &["GNSS", "latitude"]),
            leaf("longitude", written, &["GNSS", "longitude"]),
            address(written),
        ],
    )
}

fn party(name: &str, written: Option<&Element>) -> Option<Element> {
    let written = written?;
    group(
        name,
        [
            leaf("Name", written, &["name"]),
            leaf("ID", written, &["identificationNumber"]),
            address(written),
        ],
    )
}

fn address(written: &Element) -> Option<Element> {
    let written = written.child("Address")?;
    group(
        "Address",
        [
            leaf("CityName", written, &["city"]),
            leaf("CountryCode", written, &["country"]),
            leaf("Line", written, &["streetAndNumber"]),
            leaf("PostcodeID", written, &["postcode"]),
        ],
    )
}

/// One goods item. Items are numbered through the whole declaration, beside their number in the house
/// consignment.
fn item(written: &Element, position: usize) -> Option<Element> {
    let number = text(written, &["declarationGoodsItemNumber"])
        .or_else(|| text(written, &["goodsItemNumber"]))
        .unwrap_or_else(|| position.to_string());
    let documents = each(written, "SupportingDocument", |written, number| {
        let parts =
            [leaf("ID", written, &["referenceNumber"]), leaf("TypeCode", written, &["type"])];
        numbered("AdditionalDocument", number, parts)
    });
    let packaging = each(written, "Packaging", |written, number| {
        let parts = [
            leaf("MarksNumbersID", written, &["shippingMarks"]),
            leaf("QuantityQuantity", written, &["numberOfPackages"]),
            leaf("TypeCode", written, &["typeOfPackages"]),
        ];
        numbered("Packaging", number, parts)
    });
    let mut children = vec![Element::leaf("SequenceNumeric", number)];
    children.extend(documents);
    children.extend(written.child("Commodity").and_then(commodity));
    children.extend(packaging);
    children.extend(each(written, "PreviousDocument", previous_document));
    Some(Element { children, ..Element::new("GovernmentAgencyGoodsItem") })
}

fn commodity(written: &Element) -> Option<Element> {
    let code = |name| text(written, &["CommodityCode", name]);
    let classification = code("harmonizedSystemSubHeadingCode").map(|heading| {
        let code = heading + &code("combinedNomenclatureCode").unwrap_or_default();
        Element::new("Classification")
            .with(Element::leaf("ID", code))
            .with(Element::leaf("IdentificationTypeCode", "TSP"))
    });
    group(
        "Commodity",
        [
            leaf("Description", written, &["descriptionOfGoods"]),
            classification,
            group(
                "GoodsMeasure",
                [
                    leaf("GrossMassMeasure", written, &["GoodsMeasure", "grossMass"]),
                    leaf("NetNetWeightMeasure", written, &["GoodsMeasure", "netMass"]),
                ],
            ),
        ],
    )
}

fn previous_document(written: &Element, number: usize) -> Option<Element> {
    let parts = [leaf("ID", written, &["referenceNumber"]), leaf("TypeCode", written, &["type"])];
    numbered("PreviousDocument", number, parts)
}

/// What each of the children of that name becomes, numbered from one.
fn each(
    parent: &Element,
    name: &str,
    read: impl Fn(&Element, usize) -> Option<Element>,
) -> Vec<Element> {
    parent.all(name).enumerate().filter_map(|(index, written)| read(written, index + 1)).collect()
}
