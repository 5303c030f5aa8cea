//! Which element each column of an H7 file becomes. The tree is that of the H7 message in WCO names.

use customs::Element;

use crate::h7::columns::Column;
use crate::wco::{group, numbered};

/// The values of a row, by column.
pub(crate) struct Values<'a>(pub(crate) &'a [(&'static Column, String)]);

impl Values<'_> {
    pub(crate) fn get(&self, column: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.name == column).map(|(_, value)| value.as_str())
    }

    fn leaf(&self, name: &str, column: &str) -> Option<Element> {
        self.get(column).map(|value| Element::leaf(name, value))
    }

    fn amount(&self, name: &str, column: &str, currency: &str) -> Option<Element> {
        let amount = self.leaf(name, column)?;
        Some(match self.get(currency) {
            Some(currency) => amount.with_attribute("currencyID", currency),
            None => amount,
        })
    }
}

/// The whole declaration.
pub(crate) fn declaration(values: &Values<'_>, items: Vec<Element>) -> Element {
    let head = [
        Some(Element::leaf("FunctionCode", "9")),
        Some(Element::leaf("ProcedureCategory", "H7")),
        values.leaf("FunctionalReferenceID", "lrn"),
        type_code(values),
        acceptance(values),
        group(
            "Agent",
            [
                values.leaf("ID", "representative_id"),
                values.leaf("FunctionCode", "representative_status"),
            ],
        ),
        group("Declarant", [values.leaf("ID", "declarant_id")]),
        Some(shipment(values, items)),
    ];
    Element { children: head.into_iter().flatten().collect(), ..Element::new("Declaration") }
}

fn shipment(values: &Values<'_>, items: Vec<Element>) -> Element {
    let before = [
        consignment(values),
        group("Consignor", [values.leaf("Name", "exporter_name"), address(values, "exporter")]),
        numbered(
            "DomesticDutyTaxParty",
            1,
            [
                values.leaf("ID", "fiscal_reference_id"),
                values.leaf("RoleCode", "fiscal_reference_role"),
            ],
        ),
        group("GoodsMeasure", [values.leaf("GrossMassMeasure", "gross_mass")]),
    ];
    let after = [
        group(
            "Importer",
            [
                values.leaf("Name", "importer_name"),
                values.leaf("ID", "importer_id"),
                address(values, "importer"),
            ],
        ),
        numbered(
            "PreviousDocument",
            1,
            [
                values.leaf("ID", "previous_document"),
                values.leaf("TypeCode", "previous_document_type"),
            ],
        ),
    ];
    let mut children: Vec<Element> = before.into_iter().flatten().collect();
    children.extend(items);
    children.extend(after.into_iter().flatten());
    Element { children, ..Element::new("GoodsShipment") }
}

fn consignment(values: &Values<'_>) -> Option<Element> {
    let transport = ["transport_document", "house_document"].into_iter().filter_map(|column| {
        let kind = format!("{column}_type");
        let document = [values.leaf("ID", column), values.leaf("Type", &kind)];
        document.iter().any(Option::is_some).then_some(document)
    });
    let mut children = vec![location(values)];
    let documents = transport.enumerate();
    children.extend(documents.map(|(n, d)| numbered("TransportContractDocument", n + 1, d)));
    let costs = values.amount("rate", "transport_costs", "transport_costs_currency");
    children.push(group("Freight", [costs]));
    group("Consignment", children)
}

/// The goods location. Its qualifier says what kind of reference the location is, and so where it
/// belongs: a postcode, office, coordinates, EORI, authorisation, address or UN/LOCODE.
fn location(values: &Values<'_>) -> Option<Element> {
    let inside = |outer: &str, inner| vec![group(outer, [values.leaf(inner, "location")])];
    let reference = match values.get("location_qualifier") {
        Some("T") => inside("Address", "PostcodeID"),
        Some("V") => inside("CustomsOffice", "identification"),
        Some("W") => coordinates(values),
        Some("X") => inside("EconomicOperator", "identification"),
        Some("Y") => vec![values.leaf("authorisationReferenceNumber", "location")],
        Some("Z") => inside("Address", "Line"),
        _ => vec![values.leaf("Name", "location")],
    };
    let kind = values.leaf("TypeCode", "location_type");
    let qualifier = values.leaf("IdentificationType", "location_qualifier");
    group("GoodsLocation", [kind, qualifier].into_iter().chain(reference))
}

/// Latitude and longitude with a space, comma or slash between them; otherwise the text as it is.
fn coordinates(values: &Values<'_>) -> Vec<Option<Element>> {
    let split = values.get("location").and_then(|text| text.split_once([' ', ',', '/']));
    match split {
        Some((latitude, longitude)) => vec![
            Some(Element::leaf("latitude", latitude)),
            Some(Element::leaf("longitude", longitude.trim())),
        ],
        None => vec![values.leaf("Name", "location")],
    }
}

fn address(values: &Values<'_>, party: &str) -> Option<Element> {
    let part = |name, column: &str| values.leaf(name, &format!("{party}_{column}"));
    group(
        "Address",
        [
            part("CityName", "city"),
            part("CountryCode", "country"),
            part("Line", "street"),
            part("PostcodeID", "postcode"),
        ],
    )
}

/// 11 01 and 11 02 stand in one element: IM and A are `IMA`. An H7 is an import where it does not say.
fn type_code(values: &Values<'_>) -> Option<Element> {
    let kind = values.get("declaration_type");
    let additional = values.get("additional_type");
    kind.or(additional)?;
    let code = format!("{}{}", kind.unwrap_or("IM"), additional.unwrap_or_default());
    Some(Element::leaf("TypeCode", code))
}

/// The day of acceptance in format 102, `20260701`; what is no ISO date stays as it is written.
fn acceptance(values: &Values<'_>) -> Option<Element> {
    let written = values.get("acceptance_date")?;
    let date = match chrono::NaiveDate::parse_from_str(written, "%Y-%m-%d") {
        Ok(day) => Element::leaf("DateTimeString", day.format("%Y%m%d").to_string())
            .with_attribute("formatCode", "102"),
        Err(_) => Element::leaf("DateTimeString", written),
    };
    Some(Element::new("AcceptanceDateTime").with(date))
}

/// One goods item.
pub(crate) fn item(values: &Values<'_>, unmapped: impl Iterator<Item = Element>) -> Element {
    let mut children: Vec<Option<Element>> =
        vec![values.leaf("SequenceNumeric", "item_number"), commodity(values)];
    children.extend(procedures(values).into_iter().map(Some));
    children.push(group("Origin", [values.leaf("CountryCode", "origin")]));
    children.push(numbered("Packaging", 1, [values.leaf("QuantityQuantity", "packages")]));
    children.push(numbered(
        "SupportingDocument",
        1,
        [
            values.leaf("ID", "supporting_document"),
            values.leaf("TypeCode", "supporting_document_type"),
        ],
    ));
    children.extend(unmapped.map(Some));
    let children = children.into_iter().flatten().collect();
    Element { children, ..Element::new("GovernmentAgencyGoodsItem") }
}

fn commodity(values: &Values<'_>) -> Option<Element> {
    let code = values.leaf("ID", "commodity_code");
    let kind = code.is_some().then(|| Element::leaf("IdentificationTypeCode", "HS"));
    group(
        "Commodity",
        [
            values.leaf("Description", "description"),
            numbered("Classification", 1, [code, kind]),
            group(
                "GoodsMeasure",
                [
                    values.leaf("GrossMassMeasure", "item_gross_mass"),
                    values.leaf("TariffQuantity", "supplementary_units"),
                ],
            ),
            group("InvoiceLine", [values.amount("ItemChargeAmount", "value", "currency")]),
        ],
    )
}

/// The requested and previous procedure first, then each additional procedure.
fn procedures(values: &Values<'_>) -> Vec<Element> {
    let requested = [
        values.leaf("CurrentCode", "procedure"),
        values.leaf("PreviousCode", "previous_procedure"),
    ];
    let additional = values.get("additional_procedures").unwrap_or_default();
    let additional = additional.split(',').map(str::trim).filter(|code| !code.is_empty());
    let additional = additional.map(|code| vec![Some(Element::leaf("CurrentCode", code))]);
    let all = std::iter::once(requested.to_vec()).filter(|codes| codes.iter().any(Option::is_some));
    all.chain(additional)
        .enumerate()
        .filter_map(|(index, codes)| numbered("GovernmentProcedure", index + 1, codes))
        .collect()
}
