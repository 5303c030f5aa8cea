//! A shipment as a declaration's body, under the names of the WCO data model.

use super::draw::{Line, Trade};
use super::plan::Flaw;
use crate::check;
use crate::figures::{Cents, Grams, share};
use crate::xml::Element;

/// The broker who lodges everything on the sample desk.
const BROKER: u64 = 9_990_417;

/// The office of Bierset, where the desk works.
const OFFICE: &str = "BE532000";

pub(super) fn body(trade: &Trade) -> Element {
    let import = trade.plan.is_import();
    let mut body = Element::new("Declaration")
        .with(leaf("FunctionCode", "9"))
        .with(leaf("ProcedureCategory", trade.data_set()))
        .with(leaf("FunctionalReferenceID", &trade.lrn))
        .with(leaf("TypeCode", if import { "IMA" } else { "EXA" }))
        .with(leaf("GoodsItemQuantity", trade.lines.len()))
        .with(leaf("DeclarationOfficeID", OFFICE))
        .with(amount("InvoiceAmount", stated_total(trade), trade.currency))
        .with(leaf("TotalPackageQuantity", stated_packages(trade)))
        .with(agent())
        .with(border_transport(trade))
        .with(Element::new("Declarant").with(leaf("ID", declarant(trade))));
    if !import {
        if !trade.has(Flaw::ExitOfficeMissing) {
            body = body.with(Element::new("ExitOffice").with(leaf("ID", "BE101000")));
        }
        body = body.with(Element::new("Exporter").with(leaf("ID", trade.company_eori())));
    }
    body.with(shipment(trade)).with(office(import))
}

fn agent() -> Element {
    Element::new("Agent")
        .with(leaf("ID", check::belgian_eori(BROKER)))
        .with(leaf("FunctionCode", "2"))
}

/// Under direct representation the declarant is the company itself.
fn declarant(trade: &Trade) -> String {
    let eori = trade.company_eori();
    if trade.has(Flaw::EoriCheckDigit) { check::spoil(&eori) } else { eori }
}

fn stated_total(trade: &Trade) -> u64 {
    let total = trade.invoice_total();
    if trade.has(Flaw::InvoiceTotal) { total - total / 10 } else { total }
}

fn stated_packages(trade: &Trade) -> u64 {
    let packages: u64 = trade.lines.iter().map(|line| line.packages).sum();
    if trade.has(Flaw::TotalPackages) { packages + 3 } else { packages }
}

fn stated_gross(trade: &Trade) -> u64 {
    let gross: u64 = trade.lines.iter().map(|line| line.gross).sum();
    if trade.has(Flaw::GrossMass) { gross - gross / 8 } else { gross }
}

fn border_transport(trade: &Trade) -> Element {
    Element::new("BorderTransportMeans")
        .with(leaf("ID", &trade.carriage.means.1))
        .with(leaf("IdentificationTypeCode", trade.carriage.means.0))
        .with(leaf("RegistrationNationalityCode", "BE"))
        .with(leaf("ModeCode", trade.carriage.mode))
}

fn office(import: bool) -> Element {
    if import {
        Element::new("PresentationOffice").with(leaf("ID", OFFICE))
    } else {
        Element::new("ExportOffice").with(leaf("identification", OFFICE))
    }
}

fn shipment(trade: &Trade) -> Element {
    let (import, abroad) = (trade.plan.is_import(), trade.partner.4);
    let (from, to) = if import { (abroad, "BE") } else { ("BE", abroad) };
    let mut shipment = Element::new("GoodsShipment")
        .with(leaf("TransactionNatureCode", "11"))
        .with(consignment(trade))
        .with(partner(trade))
        .with(Element::new("Destination").with(leaf("CountryCode", to)))
        .with(
            Element::new(if import { "DispatchCountry" } else { "ExportCountry" })
                .with(leaf("ID", from)),
        )
        .with(Element::new("GoodsMeasure").with(mass("GrossMassMeasure", stated_gross(trade))));
    for (index, line) in trade.lines.iter().enumerate() {
        shipment = shipment.with(item(trade, index + 1, line));
    }
    if import {
        shipment = shipment.with(importer(trade));
    }
    shipment
        .with(previous_document(trade))
        .with(
            Element::new("TradeTerms")
                .with(leaf("ConditionCode", trade.carriage.delivery))
                .with(leaf("LocationName", if import { "Liège" } else { trade.partner.3 }))
                .with(leaf("CountryCode", to)),
        )
        .with(Element::new("UCR").with(leaf(
            "TraderAssignedReferenceID",
            format!("6{}-{}", check::belgian_eori(BROKER), trade.plan.number),
        )))
}

fn consignment(trade: &Trade) -> Element {
    let boxed = !trade.carriage.containers.is_empty();
    let mut consignment = Element::new("Consignment")
        .with(leaf("ContainerCode", if boxed { "1" } else { "0" }))
        .with(
            Element::new("GoodsLocation")
                .with(leaf("TypeCode", "A"))
                .with(leaf("IdentificationType", "V"))
                .with(Element::new("CustomsOffice").with(leaf("identification", OFFICE))),
        )
        .with(
            numbered("TransportContractDocument", 1)
                .with(leaf("ID", &trade.carriage.document.1))
                .with(leaf("Type", trade.carriage.document.0)),
        );
    for (index, container) in trade.carriage.containers.iter().enumerate() {
        let seal = numbered("Seal", 1).with(leaf("ID", format!("BE{}{index}", &container[4..])));
        consignment = consignment
            .with(numbered("TransportEquipment", index + 1).with(leaf("ID", container)).with(seal));
    }
    consignment
}

fn partner(trade: &Trade) -> Element {
    let (name, street, postcode, city, country) = trade.partner;
    let role = if trade.plan.is_import() { "Consignor" } else { "Consignee" };
    let mut address =
        Element::new("Address").with(leaf("CityName", city)).with(leaf("CountryCode", country));
    address = address.with(leaf("Line", street));
    if !postcode.is_empty() {
        address = address.with(leaf("PostcodeID", postcode));
    }
    Element::new(role).with(leaf("Name", name)).with(address)
}

fn importer(trade: &Trade) -> Element {
    let (name, street, postcode, city, _) = trade.company;
    let mut importer = Element::new("Importer").with(leaf("Name", name));
    if !trade.has(Flaw::ImporterMissing) {
        importer = importer.with(leaf("ID", trade.company_eori()));
    }
    importer.with(
        Element::new("Address")
            .with(leaf("CityName", city))
            .with(leaf("CountryCode", "BE"))
            .with(leaf("Line", street))
            .with(leaf("PostcodeID", postcode)),
    )
}

fn previous_document(trade: &Trade) -> Element {
    let (kind, reference) = if trade.plan.is_import() {
        ("N337", check::mrn(&format!("26BE5320004{:05}U", 10_000 + trade.plan.number)))
    } else {
        ("N380", trade.invoice.clone())
    };
    numbered("PreviousDocument", 1).with(leaf("ID", reference)).with(leaf("TypeCode", kind))
}

fn item(trade: &Trade, number: usize, line: &Line) -> Element {
    let import = trade.plan.is_import();
    let mut item = Element::new("GovernmentAgencyGoodsItem")
        .with(leaf("SequenceNumeric", number))
        .with(leaf("StatisticalValueAmount", share(trade.in_euros(line.price), 1, 100)))
        .with(commodity(trade, line));
    if import {
        item = item.with(Element::new("CustomsValuation").with(leaf("MethodCode", "1")));
    }
    item = item
        .with(procedure(1, if import { "40" } else { "10" }).with(leaf("PreviousCode", "00")))
        .with(procedure(2, "000"))
        .with(
            numbered("Origin", 1)
                .with(leaf("CountryCode", line.cargo.origin))
                .with(leaf("TypeCode", "1")),
        )
        .with(packaging(trade, number, line));
    for (index, (kind, reference)) in documents(trade, line).into_iter().enumerate() {
        item = item.with(
            numbered("SupportingDocument", index + 1)
                .with(leaf("ID", reference))
                .with(leaf("TypeCode", kind)),
        );
    }
    item
}

fn packaging(trade: &Trade, number: usize, line: &Line) -> Element {
    numbered("Packaging", 1)
        .with(leaf("MarksNumbersID", format!("{} {number}/{}", trade.invoice, trade.lines.len())))
        .with(leaf("QuantityQuantity", line.packages))
        .with(leaf("TypeCode", line.cargo.package.0))
}

fn procedure(number: usize, code: &str) -> Element {
    numbered("GovernmentProcedure", number).with(leaf("CurrentCode", code))
}

/// Food and plants that are not organic say so (Y929).
fn documents(trade: &Trade, line: &Line) -> Vec<(&'static str, String)> {
    let mut documents = vec![("N380", trade.invoice.clone())];
    if trade.plan.is_import() {
        if !trade.has(Flaw::InvoiceMissing) {
            documents.push(("N935", trade.invoice.clone()));
        }
        if ["03", "06", "09"].contains(&&line.cargo.taric[..2]) {
            documents.push(("Y929", "NOT ORGANIC".to_owned()));
        }
    }
    documents
}

fn commodity(trade: &Trade, line: &Line) -> Element {
    let mut commodity = Element::new("Commodity").with(leaf("Description", line.cargo.what));
    let code = if trade.has(Flaw::CommodityUnknown) { "8517999999" } else { line.cargo.taric };
    let parts = [("HS", &code[..6]), ("CN", &code[6..8]), ("TRC", &code[8..])];
    let declared = if trade.plan.is_import() { 3 } else { 2 };
    for (index, (kind, digits)) in parts.into_iter().take(declared).enumerate() {
        commodity = commodity.with(
            numbered("Classification", index + 1)
                .with(leaf("ID", digits))
                .with(leaf("IdentificationTypeCode", kind)),
        );
    }
    if trade.plan.is_import() {
        commodity = commodity.with(duty(1, "A00", Cents(line.cargo.duty))).with(duty(
            2,
            "B00",
            Cents(line.cargo.vat * 100),
        ));
    }
    commodity.with(measure(trade, line)).with(Element::new("InvoiceLine").with(amount(
        "ItemChargeAmount",
        line.price,
        trade.currency,
    )))
}

/// Rates in percent. Both taxes go on the importer's deferred account.
fn duty(number: usize, tax: &str, rate: Cents) -> Element {
    let mut duty = numbered("DutyTaxFee", number);
    if tax == "A00" {
        duty = duty.with(leaf("DutyRegimeCode", "100"));
    }
    duty.with(leaf("TaxRateNumeric", rate))
        .with(leaf("TypeCode", tax))
        .with(Element::new("Payment").with(leaf("MethodCode", "E")))
}

fn measure(trade: &Trade, line: &Line) -> Element {
    let net = if trade.has(Flaw::NetAboveGross) { line.gross + 1_000 } else { line.net };
    let mut measure = Element::new("GoodsMeasure")
        .with(mass("GrossMassMeasure", line.gross))
        .with(mass("NetNetWeightMeasure", net));
    if line.cargo.counted {
        measure = measure.with(leaf("TariffQuantity", line.pieces));
    }
    measure
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "numbers and texts are written alike at the call"
)]
fn leaf(name: &str, value: impl ToString) -> Element {
    Element::leaf(name, value.to_string())
}

fn numbered(name: &str, number: usize) -> Element {
    Element::new(name).with(leaf("SequenceNumeric", number))
}

fn amount(name: &str, cents: u64, currency: &str) -> Element {
    leaf(name, Cents(cents)).with_attribute("currencyID", currency)
}

fn mass(name: &str, grams: u64) -> Element {
    leaf(name, Grams(grams)).with_attribute("unitCode", "KGM")
}
