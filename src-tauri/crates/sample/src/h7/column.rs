//! The columns of the file and how each is written.

use std::io::Write as _;

use super::Layout;
use super::parcel::{Item, Parcel};
use crate::figures::{Cents, Grams};

type Out = Vec<u8>;

pub(super) struct Column {
    name: &'static str,
    write: fn(&Parcel, &Item, &mut Out),
}

const fn column(name: &'static str, write: fn(&Parcel, &Item, &mut Out)) -> Column {
    Column { name, write }
}

/// `item_number` is written by [`write_row`], which alone knows it.
const ITEM_NUMBER: &str = "item_number";

const COLUMNS: &[Column] = &[
    column("lrn", |p, _, out| text(&p.lrn, out)),
    column("declaration_type", |_, _, out| text("IM", out)),
    column("additional_type", |p, _, out| text(p.additional_type, out)),
    column("acceptance_date", |p, _, out| text(&p.acceptance_date, out)),
    column("declarant_id", |p, _, out| text(&p.declarant, out)),
    column("representative_id", |p, _, out| text(&p.representative, out)),
    column("representative_status", |p, _, out| text(p.representative_status, out)),
    column("exporter_name", |p, _, out| text(&p.exporter.name, out)),
    column("exporter_street", |p, _, out| text(&p.exporter.street, out)),
    column("exporter_postcode", |p, _, out| text(&p.exporter.postcode, out)),
    column("exporter_city", |p, _, out| text(&p.exporter.city, out)),
    column("exporter_country", |p, _, out| text(&p.exporter.country, out)),
    column("importer_id", |p, _, out| text(&p.importer_id, out)),
    column("importer_name", |p, _, out| text(&p.importer.name, out)),
    column("importer_street", |p, _, out| text(&p.importer.street, out)),
    column("importer_postcode", |p, _, out| text(&p.importer.postcode, out)),
    column("importer_city", |p, _, out| text(&p.importer.city, out)),
    column("importer_country", |p, _, out| text(&p.importer.country, out)),
    column("fiscal_reference_role", |p, _, out| text(p.fiscal_role, out)),
    column("fiscal_reference_id", |p, _, out| text(&p.fiscal_id, out)),
    column("transport_document_type", |_, _, out| text("N740", out)),
    column("transport_document", |p, _, out| text(&p.transport_document, out)),
    column("house_document_type", |p, _, out| text(p.house_document_type, out)),
    column("house_document", |p, _, out| text(&p.house_document, out)),
    column("previous_document_type", |_, _, out| text("N337", out)),
    column("previous_document", |p, _, out| text(&p.previous_document, out)),
    column("location_type", |_, _, out| text("A", out)),
    column("location_qualifier", |_, _, out| text("V", out)),
    column("location", |_, _, out| text("BE532000", out)),
    column("transport_costs", |p, _, out| optional(p.transport_costs, cents, out)),
    column("transport_costs_currency", |p, _, out| {
        text(if p.transport_costs.is_some() { &p.transport_currency } else { "" }, out);
    }),
    column("gross_mass", |p, _, out| grams(p.gross_mass, out)),
    column(ITEM_NUMBER, |_, _, _| {}),
    column("procedure", |_, _, out| text("40", out)),
    column("previous_procedure", |_, _, out| text("00", out)),
    column("additional_procedures", |_, i, out| text(&i.additional_procedures, out)),
    column("value", |_, i, out| cents(i.value, out)),
    column("currency", |_, i, out| text(&i.currency, out)),
    column("item_gross_mass", |_, i, out| grams(i.gross_mass, out)),
    column("description", |_, i, out| text(&i.description, out)),
    column("commodity_code", |_, i, out| text(&i.commodity, out)),
    column("origin", |_, i, out| text(&i.origin, out)),
    column("packages", |_, i, out| whole(i.packages, out)),
    column("supplementary_units", |_, i, out| optional(i.supplementary_units, whole, out)),
    column("supporting_document_type", |_, i, out| text(i.supporting_document_type, out)),
    column("supporting_document", |_, i, out| text(&i.supporting_document, out)),
];

/// Steps of seven visit every column once, for seven and the number of columns share no factor.
const STRIDE: usize = 7;

/// The columns' names in canonical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|column| column.name)
}

/// The columns in a layout's order.
pub(super) fn order(layout: Layout) -> Vec<&'static Column> {
    match layout {
        Layout::Canonical => COLUMNS.iter().collect(),
        Layout::Shuffled => (0..COLUMNS.len())
            .map(|place| &COLUMNS[(place * STRIDE + STRIDE) % COLUMNS.len()])
            .collect(),
    }
}

/// The header row.
pub(super) fn write_header(columns: &[&Column], out: &mut Out) {
    separated(columns, out, |column, out| text(column.name, out));
}

/// One goods item's row; `index` counts from zero.
pub(super) fn write_row(
    columns: &[&Column],
    parcel: &Parcel,
    index: usize,
    item: &Item,
    out: &mut Out,
) {
    separated(columns, out, |column, out| {
        if column.name == ITEM_NUMBER {
            push(out, format_args!("{}", index + 1));
        } else {
            (column.write)(parcel, item, out);
        }
    });
}

fn separated(columns: &[&Column], out: &mut Out, mut write: impl FnMut(&Column, &mut Out)) {
    for (place, column) in columns.iter().enumerate() {
        if place > 0 {
            out.push(b';');
        }
        write(column, out);
    }
    out.extend_from_slice(b"\r\n");
}

fn text(value: &str, out: &mut Out) {
    if !value.contains([';', '"', '\n', '\r']) {
        out.extend_from_slice(value.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(value.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

fn cents(amount: u64, out: &mut Out) {
    push(out, format_args!("{}", Cents(amount)));
}

fn grams(mass: u64, out: &mut Out) {
    push(out, format_args!("{}", Grams(mass)));
}

fn whole(number: u64, out: &mut Out) {
    push(out, format_args!("{number}"));
}

fn optional(value: Option<u64>, write: fn(u64, &mut Out), out: &mut Out) {
    if let Some(value) = value {
        write(value, out);
    }
}

fn push(out: &mut Out, written: std::fmt::Arguments<'_>) {
    out.write_fmt(written).expect("writing into memory does not fail");
}
