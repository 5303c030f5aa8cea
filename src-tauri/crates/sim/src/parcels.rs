//! The few parcels that everybody in a story works on.

use journal::DeclarationId;

/// How many there are.
pub(crate) const COUNT: usize = 5;

/// Who declares all of them.
const DECLARANT: &str = "BE0403019261";

/// Values that a file may give a parcel: a second desk may get another version of the same file.
const VALUES: [&str; 3] = ["41.20", "19.90", "88.00"];

pub(crate) fn lrn(number: usize) -> String {
    format!("SIM-26-{number:07}-01")
}

pub(crate) fn mrn(number: usize) -> String {
    format!("26BEA{number:012}R")
}

/// An H7 file with these parcels, each as (number, version).
pub(crate) fn manifest(parcels: &[(usize, usize)]) -> String {
    let header = "lrn;declaration_type;additional_type;declarant_id;importer_name;importer_street;\
        importer_postcode;importer_city;importer_country;exporter_name;exporter_country;\
        fiscal_reference_role;fiscal_reference_id;transport_document_type;transport_document;\
        item_number;procedure;previous_procedure;additional_procedures;value;currency;\
        item_gross_mass;description;commodity_code;origin;packages;transport_costs;\
        transport_costs_currency;location_type;location_qualifier;location";
    let rows = parcels.iter().map(|(number, version)| {
        let value = VALUES[version % VALUES.len()];
        format!(
            "{};IM;A;{DECLARANT};Importer {number};Rue Haute {number};4000;Liège;BE;Sender;CN;FR5;\
             IM0561234567;N740;784-12345675;1;40;00;F48;{value};EUR;0.62;Cotton T-shirts;610910;CN;1;\
             0.00;EUR;B;Y;BEWHS2024000117",
            lrn(*number)
        )
    });
    std::iter::once(header.to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
}

/// A message of the authority about a parcel. `function`: 11 accepted, 05 released, for example.
pub(crate) fn reply(number: usize, function: &str, minute: usize) -> String {
    let (lrn, mrn) = (lrn(number), mrn(number));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<MetaData xmlns="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"><WCOTypeName>RES</WCOTypeName>
<Response><FunctionCode>{function}</FunctionCode><FunctionalReferenceID>{function}-{lrn}-{minute}</FunctionalReferenceID>
<IssueDateTime><DateTimeString formatCode="304">202611200900{minute:02}Z</DateTimeString></IssueDateTime>
<Declaration><FunctionalReferenceID>{lrn}</FunctionalReferenceID><ID>{mrn}</ID><VersionID>1</VersionID></Declaration>
</Response></MetaData>"#
    )
}

/// The id that every desk gives a parcel.
pub(crate) fn id(number: usize) -> DeclarationId {
    DeclarationId::of(Some(DECLARANT), &lrn(number))
}
