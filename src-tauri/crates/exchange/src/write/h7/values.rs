//! What a body says, by column: the way back from the tree that the reader makes of a row
//! (`crate::h7::tree`).

use customs::Element;

use crate::h7::{Column, columns};

/// What is said, as column and value; columns without a value are left out.
pub(super) type Stated = Vec<(&'static Column, String)>;

/// Columns of the shipment whose value stands in one place, below the declaration.
const OF_SHIPMENT: &[(&str, &[&str])] = &[
    ("lrn", &["FunctionalReferenceID"]),
    ("declarant_id", &["Declarant", "ID"]),
    ("representative_id", &["Agent", "ID"]),
    ("representative_status", &["Agent", "FunctionCode"]),
    ("exporter_name", &["GoodsShipment", "Consignor", "Name"]),
    ("exporter_street", &["GoodsShipment", "Consignor", "Address", "Line"]),
    ("exporter_postcode", &["GoodsShipment", "Consignor", "Address", "PostcodeID"]),
    ("exporter_city", &["GoodsShipment", "Consignor", "Address", "CityName"]),
    ("exporter_country", &["GoodsShipment", "Consignor", "Address", "CountryCode"]),
    ("importer_id", &["GoodsShipment", "Importer", "ID"]),
    ("importer_name", &["GoodsShipment", "Importer", "Name"]),
    ("importer_street", &["GoodsShipment", "Importer", "Address", "Line"]),
    ("importer_postcode", &["GoodsShipment", "Importer", "Address", "PostcodeID"]),
    ("importer_city", &["GoodsShipment", "Importer", "Address", "CityName"]),
    ("importer_country", &["GoodsShipment", "Importer", "Address", "CountryCode"]),
    ("fiscal_reference_role", &["GoodsShipment", "DomesticDutyTaxParty", "RoleCode"]),
    ("fiscal_reference_id", &["GoodsShipment", "DomesticDutyTaxParty", "ID"]),
    ("previous_document_type", &["GoodsShipment", "PreviousDocument", "TypeCode"]),
    ("previous_document", &["GoodsShipment", "PreviousDocument", "ID"]),
    ("location_type", &["GoodsShipment", "Consignment", "GoodsLocation", "TypeCode"]),
    ("transport_costs", &["GoodsShipment", "Consignment", "Freight", "rate"]),
    ("gross_mass", &["GoodsShipment", "GoodsMeasure", "GrossMassMeasure"]),
];

/// The same for columns of the goods item, below the item.
const OF_ITEM: &[(&str, &[&str])] = &[
    ("item_number", &["SequenceNumeric"]),
    ("value", &["Commodity", "InvoiceLine", "ItemChargeAmount"]),
    ("item_gross_mass", &["Commodity", "GoodsMeasure", "GrossMassMeasure"]),
    ("description", &["Commodity", "Description"]),
    ("commodity_code", &["Commodity", "Classification", "ID"]),
    ("origin", &["Origin", "CountryCode"]),
    ("packages", &["Packaging", "QuantityQuantity"]),
    ("supplementary_units", &["Commodity", "GoodsMeasure", "TariffQuantity"]),
    ("supporting_document_type", &["SupportingDocument", "TypeCode"]),
    ("supporting_document", &["SupportingDocument", "ID"]),
];

/// What is said of the declaration and its shipment.
pub(super) fn shipment(body: &Element) -> Stated {
    let mut stated = Writer::reading(body, OF_SHIPMENT);
    stated.type_code(body);
    stated.put("acceptance_date", acceptance(body));
    let consignment = body.find(&["GoodsShipment", "Consignment"]);
    if let Some(consignment) = consignment {
        stated.currency(consignment, "transport_costs_currency", &["Freight", "rate"]);
        stated.documents(consignment);
    }
    if let Some(location) = consignment.and_then(|found| found.child("GoodsLocation")) {
        stated.location(location);
    }
    stated.0
}

/// What is said of one goods item.
pub(super) fn item(item: &Element) -> Stated {
    let mut stated = Writer::reading(item, OF_ITEM);
    stated.currency(item, "currency", &["Commodity", "InvoiceLine", "ItemChargeAmount"]);
    stated.procedures(item);
    stated.0
}

struct Writer(Stated);

impl Writer {
    fn reading(element: &Element, places: &[(&str, &[&str])]) -> Self {
        let mut stated = Self(Vec::new());
        for (column, names) in places {
            stated.put(column, element.text(names).map(str::to_owned));
        }
        stated
    }

    fn put(&mut self, name: &str, value: Option<String>) {
        let column = columns().iter().find(|column| column.name == name);
        self.0.extend(column.zip(value.filter(|value| !value.trim().is_empty())));
    }

    fn currency(&mut self, element: &Element, column: &str, names: &[&str]) {
        let amount = element.find(names).and_then(|amount| amount.attribute("currencyID"));
        self.put(column, amount.map(str::to_owned));
    }

    /// 11 01 and 11 02 stand in one element: `IMA` is IM and A.
    fn type_code(&mut self, body: &Element) {
        let Some((kind, additional)) =
            body.text(&["TypeCode"]).and_then(|code| code.split_at_checked(2))
        else {
            return;
        };
        self.put("declaration_type", Some(kind.to_owned()));
        self.put("additional_type", Some(additional.to_owned()));
    }

    /// The first document is the transport's, the second that of the house.
    fn documents(&mut self, consignment: &Element) {
        let documents = consignment.all("TransportContractDocument");
        for (column, document) in ["transport_document", "house_document"].iter().zip(documents) {
            self.put(column, document.text(&["ID"]).map(str::to_owned));
            self.put(&format!("{column}_type"), document.text(&["Type"]).map(str::to_owned));
        }
    }

    /// Where the reference stands depends on the qualifier.
    fn location(&mut self, location: &Element) {
        let qualifier = location.text(&["IdentificationType"]);
        self.put("location_qualifier", qualifier.map(str::to_owned));
        let names: &[&str] = match qualifier {
            Some("T") => &["Address", "PostcodeID"],
            Some("V") => &["CustomsOffice", "identification"],
            Some("X") => &["EconomicOperator", "identification"],
            Some("Y") => &["authorisationReferenceNumber"],
            Some("Z") => &["Address", "Line"],
            _ => &["Name"],
        };
        let coordinates = location.text(&["latitude"]).zip(location.text(&["longitude"]));
        let coordinates = coordinates.filter(|_| qualifier == Some("W"));
        let reference = coordinates.map(|(latitude, longitude)| format!("{latitude} {longitude}"));
        self.put("location", reference.or_else(|| location.text(names).map(str::to_owned)));
    }

    /// The requested and previous procedure are in the first element, if that is not an additional one.
    fn procedures(&mut self, item: &Element) {
        let mut all = item.all("GovernmentProcedure").peekable();
        if let Some(requested) = all.next_if(|first| is_requested(first)) {
            self.put("procedure", requested.text(&["CurrentCode"]).map(str::to_owned));
            self.put("previous_procedure", requested.text(&["PreviousCode"]).map(str::to_owned));
        }
        let codes: Vec<&str> = all.filter_map(|each| each.text(&["CurrentCode"])).collect();
        self.put("additional_procedures", Some(codes.join(",")));
    }
}

fn is_requested(procedure: &Element) -> bool {
    let two_digits = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_digit());
    procedure.child("PreviousCode").is_some()
        || procedure.text(&["CurrentCode"]).is_some_and(two_digits)
}

/// The day of acceptance as an ISO date, where it is written in format 102; else as it is written.
fn acceptance(body: &Element) -> Option<String> {
    let written = body.find(&["AcceptanceDateTime", "DateTimeString"])?;
    let text = written.value.as_deref()?;
    let day = chrono::NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    let day = day.filter(|_| written.attribute("formatCode") == Some("102"));
    Some(day.map_or_else(|| text.to_owned(), |day| day.format("%Y-%m-%d").to_string()))
}
