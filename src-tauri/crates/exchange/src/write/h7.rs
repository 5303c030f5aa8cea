//! H7 as a table: a header row, then one row for each goods item, with the columns that are read
//! (`crate::h7`).
//!
//! The Belgian fallback procedure of 2021 asks for semicolons, at least the elements of H7, and the
//! names of the data elements on top. Which names exactly could not be read, so the header has ours.
//!
//! What no column holds is found by putting the row together again as the reader does and comparing
//! (`row::Rows`), so that what is told is exactly what an import would lack.

mod cell;
mod csv;
mod row;
mod values;
mod workbook;

use std::collections::HashSet;

use customs::{Declaration, Element};

use super::{File, Unheld, Why, WriteError};

pub(super) use self::csv::Csv;
pub(super) use self::workbook::Workbook;
use row::Rows;

/// Why no row can be written of the declaration; `last` is the LRN of the one before it.
fn refusal(body: &Element, last: Option<&str>) -> Option<Why> {
    let data_set = data_set(body);
    if data_set != "H7" {
        return Some(Why::NotH7 { data_set });
    }
    let Some(lrn) = body.text(&["FunctionalReferenceID"]) else { return Some(Why::NoLrn) };
    if last == Some(lrn) {
        return Some(Why::LrnRepeated);
    }
    let mut numbers = HashSet::new();
    let repeated = items(body).filter_map(|item| item.text(&["SequenceNumeric"]));
    if let Some(number) = repeated.into_iter().find(|number| !numbers.insert(*number)) {
        return Some(Why::ItemRepeated { number: number.to_owned() });
    }
    items(body).next().is_none().then_some(Why::NoItems)
}

fn data_set(body: &Element) -> String {
    let stated = body.text(&["ProcedureCategory"]).map(str::to_owned);
    stated.unwrap_or_else(|| Declaration::read(body).data_set.0)
}

fn items(body: &Element) -> impl Iterator<Item = &Element> {
    let shipment = body.child("GoodsShipment").into_iter();
    shipment.flat_map(|shipment| shipment.all("GovernmentAgencyGoodsItem"))
}

/// Where rows go.
pub(super) trait Table {
    /// How many rows fit in, the header included.
    const MOST_ROWS: usize;
    /// Longest value in characters.
    const LONGEST: usize;

    /// Writes one row.
    fn row(&mut self, cells: &[&str]) -> Result<(), WriteError>;

    /// Ends the table.
    fn finish(self) -> Result<(), WriteError>;
}

/// A table of H7 declarations.
pub(super) struct Sheet<T> {
    table: T,
    /// Rows written.
    rows: usize,
    /// LRN of the declaration written last.
    last: Option<String>,
}

impl<T: Table> Sheet<T> {
    /// Begins with the header.
    pub(super) fn start(mut table: T) -> Result<Self, WriteError> {
        let names: Vec<&str> = crate::columns().iter().map(|column| column.name).collect();
        table.row(&names)?;
        Ok(Self { table, rows: 1, last: None })
    }

    fn refusal(&self, body: &Element, rows: &Rows) -> Option<Why> {
        if let Some(path) = rows.unwritable(body, T::LONGEST) {
            return Some(Why::Unwritable { path });
        }
        (self.rows + rows.count() > T::MOST_ROWS).then_some(Why::SheetFull)
    }
}

impl<T: Table> File for Sheet<T> {
    fn add(&mut self, body: &Element, tell: &mut dyn FnMut(Unheld)) -> Result<bool, WriteError> {
        if let Some(why) = refusal(body, self.last.as_deref()) {
            tell(Unheld::new(body, why));
            return Ok(false);
        }
        let rows = Rows::of(body);
        if let Some(why) = self.refusal(body, &rows) {
            tell(Unheld::new(body, why));
            return Ok(false);
        }
        for cells in rows.cells() {
            self.table.row(&cells)?;
        }
        self.rows += rows.count();
        self.last = body.text(&["FunctionalReferenceID"]).map(str::to_owned);
        rows.left_out(body).into_iter().for_each(tell);
        Ok(true)
    }

    fn finish(self) -> Result<(), WriteError> {
        self.table.finish()
    }
}
