//! The columns of an H7 file: their names, data element numbers and what they describe.

/// A column that is understood.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The name that we write.
    pub name: &'static str,
    /// Data element number (EUCDM 6.1), which a header may carry instead; empty where the column has
    /// none of its own.
    pub number: &'static str,
    /// What it describes.
    pub level: Level,
    /// Every file must have it.
    pub required: bool,
    /// Its values are numbers, so a decimal comma is read as a point.
    pub numeric: bool,
}

/// What a column describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The declaration and its shipment: the same in all rows of one LRN.
    Shipment,
    /// The goods item of the row.
    Item,
}

/// All columns, in the order in which they are written.
pub fn columns() -> &'static [Column] {
    COLUMNS
}

pub(super) fn position(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.name == name)
}

const fn shipment(name: &'static str, number: &'static str) -> Column {
    Column { name, number, level: Level::Shipment, required: false, numeric: false }
}

const fn item(name: &'static str, number: &'static str) -> Column {
    Column { level: Level::Item, ..shipment(name, number) }
}

impl Column {
    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn numeric(self) -> Self {
        Self { numeric: true, ..self }
    }
}

pub(super) const COLUMN_COUNT: usize = COLUMNS.len();

#[rustfmt::skip]
const COLUMNS: &[Column] = &[
    shipment("lrn", "12 09 001").required(),
    shipment("declaration_type", "11 01 001"),
    shipment("additional_type", "11 02 001"),
    shipment("acceptance_date", ""),
    shipment("declarant_id", "13 05 017").required(),
    shipment("representative_id", "13 06 017"),
    shipment("representative_status", "13 06 030"),
    shipment("exporter_name", "13 01 016"),
    shipment("exporter_street", "13 01 018 019"),
    shipment("exporter_postcode", "13 01 018 021"),
    shipment("exporter_city", "13 01 018 022"),
    shipment("exporter_country", "13 01 018 020"),
    shipment("importer_id", "13 04 017"),
    shipment("importer_name", "13 04 016"),
    shipment("importer_street", "13 04 018 019"),
    shipment("importer_postcode", "13 04 018 021"),
    shipment("importer_city", "13 04 018 022"),
    shipment("importer_country", "13 04 018 020"),
    shipment("fiscal_reference_role", "13 16 031"),
    shipment("fiscal_reference_id", "13 16 034"),
    shipment("transport_document_type", "12 05 002"),
    shipment("transport_document", "12 05 001"),
    shipment("house_document_type", ""),
    shipment("house_document", ""),
    shipment("previous_document_type", "12 01 002"),
    shipment("previous_document", "12 01 001"),
    shipment("location_type", "16 15 045"),
    shipment("location_qualifier", "16 15 046"),
    shipment("location", ""),
    shipment("transport_costs", "14 15 014").numeric(),
    shipment("transport_costs_currency", "14 15 012"),
    shipment("gross_mass", "").numeric(),
    item("item_number", "11 03 001").required().numeric(),
    item("procedure", "11 09 001"),
    item("previous_procedure", "11 09 002"),
    item("additional_procedures", "11 10 001"),
    item("value", "14 14 014").required().numeric(),
    item("currency", "14 14 012").required(),
    item("item_gross_mass", "18 04 001").numeric(),
    item("description", "18 05 001").required(),
    item("commodity_code", "18 09 056").required(),
    item("origin", "16 08 020"),
    item("packages", "18 06 004").numeric(),
    item("supplementary_units", "18 02 001").numeric(),
    item("supporting_document_type", "12 03 002"),
    item("supporting_document", "12 03 001"),
];
