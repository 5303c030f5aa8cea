//! From the tree of WCO elements to the typed view.
//!
//! Two ways of writing the same model are in use and both are read: the British one (type IMA, codes
//! of documents in two parts, exporter at the header, no data set named) and the EU customs data
//! model as Denmark writes it (data set named, `Consignor`, documents by kind). Parcels from a table
//! come as the second. Nothing is refused: what cannot be read is absent here and kept in the tree.

mod data_set;
mod documents;
mod item;
mod location;
mod party;
mod place;
#[cfg(test)]
mod tests;

use crate::element::Element;
use crate::money::Currency;

use super::{At, Declaration};
use place::Place;

impl Declaration {
    /// Reads the typed view out of a declaration's body, whose root stands for `Declaration`.
    pub fn read(body: &Element) -> Self {
        let root = Place::root(body);
        let shipment = root.child("GoodsShipment");
        let consignment = shipment.as_ref().and_then(|shipment| shipment.child("Consignment"));
        let mut declaration = header(&root);
        if let Some(shipment) = &shipment {
            read_shipment(&mut declaration, shipment);
        }
        if let Some(consignment) = &consignment {
            read_consignment(&mut declaration, consignment);
        }
        declaration.data_set = data_set::of(&root, &declaration);
        declaration
    }
}

fn header(root: &Place) -> Declaration {
    let (declaration_type, additional_type) = data_set::types(root);
    let mut declaration = Declaration {
        lrn: root
            .text(&["FunctionalReferenceID"])
            .or_else(|| root.text(&["functionalReference", "Identifier.Content"])),
        mrn: root.text(&["ID"]).or_else(|| root.text(&["id", "Identifier.Content"])),
        acceptance_date: place::date(root, &["AcceptanceDateTime", "DateTimeString"])
            .or_else(|| place::date(root, &["AcceptanceDateTime"])),
        declarant: party::read(root, "Declarant"),
        representative: party::read_with_role(root, "Agent", "FunctionCode"),
        exporter: party::read(root, "Exporter"),
        importer: party::read(root, "Importer"),
        invoice_currency: invoice_currency(root),
        stated_items: root.decimal(&["GoodsItemQuantity"]),
        total_packages: root.decimal(&["TotalPackageQuantity"]),
        office: office(root),
        containers: texts(root, &["TransportEquipment"], "ID"),
        documents: documents::read(root),
        ..Declaration::default()
    };
    declaration.declaration_type = declaration_type;
    declaration.additional_type = additional_type;
    declaration.invoice_total =
        root.money(&["InvoiceAmount"], declaration.invoice_currency.as_ref());
    declaration
}

fn office(root: &Place) -> Option<At<String>> {
    const PLACES: [&[&str]; 6] = [
        &["DeclarationOfficeID"],
        &["DeclarationOffice", "ID"],
        &["PresentationOffice", "ID"],
        &["ExportOffice", "identification"],
        &["SupervisingOffice", "ID"],
        &["ExitOffice", "ID"],
    ];
    PLACES.iter().find_map(|names| root.text(names))
}

fn invoice_currency(root: &Place) -> Option<Currency> {
    let of_total = root.find(&["InvoiceAmount"]).and_then(|amount| amount.attribute("currencyID"));
    of_total
        .or_else(|| root.text(&["CurrencyExchange", "CurrencyTypeCode"]).map(|code| code.value))
        .map(Currency)
}

fn read_shipment(declaration: &mut Declaration, shipment: &Place) {
    let currency = declaration.invoice_currency.clone();
    declaration.ucr = shipment
        .text(&["UCR", "TraderAssignedReferenceID"])
        .or_else(|| documents::declaration_ucr(shipment));
    declaration.exporter = declaration
        .exporter
        .take()
        .or_else(|| party::read(shipment, "Exporter"))
        .or_else(|| party::read(shipment, "Consignor"));
    declaration.importer =
        party::read(shipment, "Importer").or_else(|| declaration.importer.take());
    declaration.consignee = party::read(shipment, "Consignee");
    declaration.fiscal_references =
        party::read_all_with_role(shipment, "DomesticDutyTaxParty", "RoleCode");
    declaration.documents.extend(documents::read(shipment));
    declaration.dispatch_country = shipment
        .text(&["DispatchCountry", "ID"])
        .or_else(|| shipment.text(&["ExportCountry", "ID"]));
    declaration.destination_country = shipment.text(&["Destination", "CountryCode"]);
    declaration.transport_costs =
        shipment.money(&["CustomsValuation", "FreightChargeAmount"], currency.as_ref());
    declaration.adjustments = item::adjustments(shipment, currency.as_ref());
    declaration.delivery_terms = shipment.text(&["TradeTerms", "ConditionCode"]);
    declaration.gross_mass = shipment.decimal(&["GoodsMeasure", "GrossMassMeasure"]);
    declaration.items = shipment
        .all("GovernmentAgencyGoodsItem")
        .enumerate()
        .map(|(index, place)| item::read(&place, index + 1, currency.as_ref()))
        .collect();
}

fn read_consignment(declaration: &mut Declaration, consignment: &Place) {
    let currency = declaration.invoice_currency.clone();
    declaration.transport_documents = documents::transport(consignment);
    declaration.location = location::read(consignment);
    declaration.goods_location = declaration.location.as_ref().and_then(location::in_words);
    declaration.containers.extend(texts(consignment, &["TransportEquipment"], "ID"));
    if let Some(freight) = consignment.money(&["Freight", "rate"], currency.as_ref()) {
        declaration.transport_costs = Some(freight);
    }
}

fn texts(place: &Place, names: &[&str], leaf: &str) -> Vec<At<String>> {
    let Some((last, parents)) = names.split_last() else { return Vec::new() };
    let Some(parent) = place.find(parents) else { return Vec::new() };
    parent.all(last).filter_map(|each| each.text(&[leaf])).collect()
}
