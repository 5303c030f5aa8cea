//! Declarations in which nothing is wrong, to be spoilt by the tests.

use customs::{Declaration, Element, Finding, Language, Packs, Verdict, findings, verdict};

/// A place in the body and what to write there; `None` removes what stands there.
pub(crate) type Change<'a> = (&'a str, Option<&'a str>);

/// A body with these values at their paths.
pub(crate) fn body(values: &[(&str, &str)]) -> Element {
    let mut body = Element::new("Declaration");
    for (path, value) in values {
        set(&mut body, path, Some(value));
    }
    body
}

/// Short names of places that the tests write at, as in `item[2]/SequenceNumeric`.
const SHORT: [(&str, &str); 4] = [
    ("item", "GoodsShipment/GovernmentAgencyGoodsItem"),
    ("fiscal", "GoodsShipment/DomesticDutyTaxParty"),
    ("location", "GoodsShipment/Consignment/GoodsLocation"),
    ("waybill", "GoodsShipment/Consignment/TransportContractDocument"),
];

/// Writes at a path, which may begin with a short name.
pub(crate) fn set(body: &mut Element, path: &str, value: Option<&str>) {
    let full = |(short, full): &(&str, &str)| Some(format!("{full}{}", path.strip_prefix(short)?));
    let path = SHORT.iter().find_map(full).unwrap_or_else(|| path.to_owned());
    body.set(&path.parse().expect("the test's path is one"), value);
}

/// The sample with changes.
pub(crate) fn with(mut body: Element, changes: &[Change]) -> Element {
    for (path, value) in changes {
        set(&mut body, path, *value);
    }
    body
}

/// A parcel under IOSS, 48.40 USD, Liège.
pub(crate) fn h7() -> Element {
    body(&[
        ("ProcedureCategory", "H7"),
        ("FunctionalReferenceID", "LGG-26-0048217-03"),
        ("TypeCode", "IMA"),
        ("DeclarationOfficeID", "BE532000"),
        ("Declarant/ID", "BE0428759497"),
        ("GoodsShipment/Consignment/GoodsLocation/TypeCode", "A"),
        ("GoodsShipment/Consignment/GoodsLocation/IdentificationType", "V"),
        ("GoodsShipment/Consignment/GoodsLocation/CustomsOffice/identification", "BE532000"),
        ("GoodsShipment/Consignment/TransportContractDocument/ID", "784-12345675"),
        ("GoodsShipment/Consignment/TransportContractDocument/Type", "N740"),
        ("GoodsShipment/Consignor/Name", "杭州晨光电子有限公司"),
        ("GoodsShipment/Consignor/Address/CityName", "Hangzhou"),
        ("GoodsShipment/Consignor/Address/CountryCode", "CN"),
        ("GoodsShipment/DomesticDutyTaxParty/ID", "IM0561234567"),
        ("GoodsShipment/DomesticDutyTaxParty/RoleCode", "FR5"),
        ("GoodsShipment/Importer/Name", "Anneke Maes"),
        ("GoodsShipment/Importer/Address/Line", "Rue Hors-Château 12"),
        ("GoodsShipment/Importer/Address/PostcodeID", "4000"),
        ("GoodsShipment/Importer/Address/CityName", "Liège"),
        ("GoodsShipment/Importer/Address/CountryCode", "BE"),
        ("item/SequenceNumeric", "1"),
        ("item/Commodity/Description", "Bluetooth speaker, portable"),
        ("item/Commodity/Classification/ID", "851822"),
        ("item/Commodity/Classification/IdentificationTypeCode", "HS"),
        ("item/Commodity/GoodsMeasure/GrossMassMeasure", "0.62"),
        ("item/Commodity/InvoiceLine/ItemChargeAmount", "48.40"),
        ("item/Commodity/InvoiceLine/ItemChargeAmount@currencyID", "USD"),
        ("item/GovernmentProcedure/CurrentCode", "40"),
        ("item/GovernmentProcedure/PreviousCode", "00"),
        ("item/GovernmentProcedure[2]/CurrentCode", "F48"),
        ("item/Packaging/QuantityQuantity", "1"),
    ])
}

/// A second item for the parcel: a watch, 124.00 USD.
pub(crate) const SECOND_ITEM: [Change<'static>; 10] = [
    ("item[2]/SequenceNumeric", Some("2")),
    ("item[2]/Commodity/Description", Some("Smart watch with charging cable")),
    ("item[2]/Commodity/Classification/ID", Some("851762")),
    ("item[2]/Commodity/GoodsMeasure/GrossMassMeasure", Some("0.21")),
    ("item[2]/Commodity/InvoiceLine/ItemChargeAmount", Some("124.00")),
    ("item[2]/Commodity/InvoiceLine/ItemChargeAmount@currencyID", Some("USD")),
    ("item[2]/GovernmentProcedure/CurrentCode", Some("40")),
    ("item[2]/GovernmentProcedure/PreviousCode", Some("00")),
    ("item[2]/GovernmentProcedure[2]/CurrentCode", Some("F48")),
    ("item[2]/Packaging/QuantityQuantity", Some("1")),
];

/// A standard import of 2,000 T-shirts, 7,500 EUR, Liège.
pub(crate) fn h1() -> Element {
    body(&[
        ("ProcedureCategory", "H1"),
        ("FunctionalReferenceID", "LGG-26-H1-000417"),
        ("TypeCode", "IMA"),
        ("DeclarationOfficeID", "BE532000"),
        ("InvoiceAmount", "7500.00"),
        ("InvoiceAmount@currencyID", "EUR"),
        ("Declarant/ID", "BE0428759497"),
        ("Agent/ID", "BE0403019261"),
        ("Agent/FunctionCode", "2"),
        ("GoodsShipment/Consignment/BorderTransportMeans/ModeCode", "4"),
        ("GoodsShipment/Consignment/ContainerCode", "0"),
        ("GoodsShipment/Consignment/GoodsLocation/TypeCode", "B"),
        ("GoodsShipment/Consignment/GoodsLocation/IdentificationType", "Y"),
        ("GoodsShipment/Consignment/GoodsLocation/authorisationReferenceNumber", "BETST0001"),
        ("GoodsShipment/Consignor/Name", "Dhaka Knitwear Ltd"),
        ("GoodsShipment/Consignor/Address/CountryCode", "BD"),
        ("GoodsShipment/Destination/CountryCode", "BE"),
        ("GoodsShipment/DispatchCountry/ID", "BD"),
        ("GoodsShipment/GoodsMeasure/GrossMassMeasure", "420"),
        ("GoodsShipment/Importer/ID", "BE0202239951"),
        ("GoodsShipment/TradeTerms/ConditionCode", "CIP"),
        ("GoodsShipment/TransactionNatureCode", "11"),
        ("item/SequenceNumeric", "1"),
        ("item/SupportingDocument/ID", "DK-2026-1187"),
        ("item/SupportingDocument/TypeCode", "N935"),
        ("item/StatisticalValueAmount", "7500"),
        ("item/Commodity/Description", "T-shirts of cotton, knitted"),
        ("item/Commodity/Classification/ID", "610910"),
        ("item/Commodity/Classification/IdentificationTypeCode", "HS"),
        ("item/Commodity/Classification[2]/ID", "00"),
        ("item/Commodity/Classification[2]/IdentificationTypeCode", "CN"),
        ("item/Commodity/Classification[3]/ID", "10"),
        ("item/Commodity/Classification[3]/IdentificationTypeCode", "TRC"),
        ("item/Commodity/DutyTaxFee/DutyRegimeCode", "100"),
        ("item/Commodity/GoodsMeasure/GrossMassMeasure", "420"),
        ("item/Commodity/GoodsMeasure/NetNetWeightMeasure", "390"),
        ("item/Commodity/InvoiceLine/ItemChargeAmount", "7500.00"),
        ("item/CustomsValuation/MethodCode", "1"),
        ("item/GovernmentProcedure/CurrentCode", "40"),
        ("item/GovernmentProcedure/PreviousCode", "00"),
        ("item/GovernmentProcedure[2]/CurrentCode", "000"),
        ("item/Origin/CountryCode", "BD"),
        ("item/Packaging/QuantityQuantity", "40"),
        ("item/Packaging/TypeCode", "CT"),
    ])
}

/// A postal parcel of a private sender, 30 USD.
pub(crate) fn h6() -> Element {
    with(
        h7(),
        &[
            ("ProcedureCategory", Some("H6")),
            ("fiscal/ID", None),
            ("fiscal/RoleCode", None),
            ("waybill/ID", Some("RR287043775IN")),
            ("waybill/Type", Some("N750")),
            ("item/Commodity/Classification[2]/ID", Some("00")),
            ("item/Commodity/Classification[2]/IdentificationTypeCode", Some("CN")),
            ("item/Commodity/InvoiceLine/ItemChargeAmount", Some("30")),
            ("item/GovernmentProcedure[2]/CurrentCode", Some("C08")),
        ],
    )
}

/// The T-shirts once more, by a simplified declaration.
pub(crate) fn i1() -> Element {
    with(
        h1(),
        &[
            ("ProcedureCategory", Some("I1")),
            ("TypeCode", Some("IMC")),
            ("GoodsShipment/Consignment/BorderTransportMeans/ModeCode", None),
            ("GoodsShipment/Consignment/ContainerCode", None),
            ("GoodsShipment/Destination/CountryCode", None),
            ("GoodsShipment/TradeTerms/ConditionCode", None),
            ("GoodsShipment/TransactionNatureCode", None),
            ("item/CustomsValuation/MethodCode", None),
            ("item/StatisticalValueAmount", None),
        ],
    )
}

/// The T-shirts into a procedure of another data set.
pub(crate) fn import(set: &str, procedure: &str) -> Element {
    with(
        h1(),
        &[
            ("ProcedureCategory", Some(set)),
            ("item/GovernmentProcedure/CurrentCode", Some(procedure)),
            ("ObligationGuarantee/SecurityDetailsCode", Some("1")),
            ("Authorisation/ID", Some("BEIPO2024BE00012345")),
            ("Authorisation/Type", Some(if set == "H2" { "C517" } else { "C601" })),
            ("GoodsShipment/Warehouse/ID", Some("BE-W-0012")),
            ("GoodsShipment/Warehouse/TypeCode", Some("U")),
        ],
    )
}

/// Beer for Bergen, by road.
pub(crate) fn b1() -> Element {
    body(&[
        ("ProcedureCategory", "B1"),
        ("FunctionalReferenceID", "LGG26-E000201"),
        ("TypeCode", "EXA"),
        ("DeclarationOfficeID", "BE532000"),
        ("InvoiceAmount", "991.20"),
        ("InvoiceAmount@currencyID", "EUR"),
        ("Declarant/ID", "BE0428759497"),
        ("ExitOffice/ID", "BE101000"),
        ("ExportOffice/ID", "BE532000"),
        ("Exporter/ID", "BE0428759497"),
        ("GoodsShipment/TransactionNatureCode", "11"),
        ("GoodsShipment/Consignment/BorderTransportMeans/ModeCode", "3"),
        ("GoodsShipment/Consignment/ContainerCode", "0"),
        ("GoodsShipment/Consignee/Name", "Fjordmat AS"),
        ("GoodsShipment/Destination/CountryCode", "NO"),
        ("GoodsShipment/ExportCountry/ID", "BE"),
        ("item/SequenceNumeric", "1"),
        ("item/StatisticalValueAmount", "991"),
        ("item/Commodity/Description", "Abbey beer in bottles of 33 cl"),
        ("item/Commodity/Classification/ID", "220300"),
        ("item/Commodity/Classification/IdentificationTypeCode", "HS"),
        ("item/Commodity/Classification[2]/ID", "09"),
        ("item/Commodity/Classification[2]/IdentificationTypeCode", "CN"),
        ("item/Commodity/GoodsMeasure/GrossMassMeasure", "543.144"),
        ("item/Commodity/GoodsMeasure/NetNetWeightMeasure", "512.400"),
        ("item/GovernmentProcedure/CurrentCode", "10"),
        ("item/GovernmentProcedure/PreviousCode", "00"),
        ("item/GovernmentProcedure[2]/CurrentCode", "000"),
        ("item/Origin/CountryCode", "BE"),
        ("item/Packaging/QuantityQuantity", "35"),
        ("item/Packaging/TypeCode", "CT"),
    ])
}

/// The beer once more, under another export data set.
pub(crate) fn export(set: &str, procedure: &str) -> Element {
    with(
        b1(),
        &[
            ("ProcedureCategory", Some(set)),
            ("TypeCode", Some(if set == "C1" { "EXC" } else { "EXA" })),
            ("item/GovernmentProcedure/CurrentCode", Some(procedure)),
            ("GoodsShipment/Consignment/BorderTransportMeans/ModeCode", None),
            ("GoodsShipment/Consignment/ContainerCode", None),
        ],
    )
}

/// The verdict under the rules of a day.
pub(crate) fn judged(body: &Element, day: &str) -> Verdict {
    let day = day.parse().expect("the test's day is one");
    verdict(body, Packs::builtin(), day, Language::English).1
}

/// The findings under the rules of a day.
pub(crate) fn found(body: &Element, day: &str) -> Vec<Finding> {
    let rules = Packs::builtin().on(day.parse().expect("the test's day is one"));
    findings(&Declaration::read(body), body, rules, Language::English)
}

/// The identifiers of the rules that fired, each once.
pub(crate) fn fired(body: &Element, day: &str) -> Vec<String> {
    let mut rules: Vec<String> = found(body, day).into_iter().map(|f| f.rule).collect();
    rules.sort();
    rules.dedup();
    rules
}
