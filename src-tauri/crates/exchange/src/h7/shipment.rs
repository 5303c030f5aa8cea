//! The rows of one LRN as one declaration in the WCO tree of H7.

use std::collections::HashSet;

use customs::Element;
use customs::declaration::DataSet;

use crate::dms::is_placeholder;
use crate::limits::{MOST_ITEMS, MOST_TEXT};
use crate::record::{DeclarationRecord, Format, Place, Record};
use crate::refusal::{Refusal, RefusalCode};

use super::columns::{Column, Level};
use super::header::Header;
use super::number::with_point;
use super::rows::Row;

pub(crate) mod tree;

use tree::Values;

/// The rows of one LRN, as far as they have been read.
pub(super) struct Shipment {
    place: Place,
    format: Format,
    lrn: Option<String>,
    /// What the first row says about the shipment, as column and value.
    stated: Vec<(&'static Column, String)>,
    items: Vec<Element>,
    numbers: HashSet<String>,
    rows: usize,
    /// Bytes of all values.
    text: usize,
    trouble: Option<(RefusalCode, String)>,
}

impl Shipment {
    /// Starts with the first row of an LRN.
    pub(super) fn new(header: &Header, row: &Row) -> Self {
        let mut shipment = Self {
            place: row.place,
            format: header.style.format,
            lrn: lrn(header, row),
            stated: values(header, row, Level::Shipment),
            items: Vec::new(),
            numbers: HashSet::new(),
            rows: 0,
            text: 0,
            trouble: None,
        };
        shipment.trouble = row.trouble.clone().or_else(|| shipment.trouble_of_lrn());
        shipment.add_item(header, row);
        shipment
    }

    /// The row belongs to the same declaration.
    pub(super) fn continues_with(&self, header: &Header, row: &Row) -> bool {
        self.lrn.is_some() && self.lrn == lrn(header, row)
    }

    pub(super) fn lrn(&self) -> Option<&str> {
        self.lrn.as_deref()
    }

    /// Takes in one more row of the same LRN.
    pub(super) fn add(&mut self, header: &Header, row: &Row) {
        let trouble = row.trouble.clone().or_else(|| self.contradiction(header, row));
        self.trouble = self.trouble.take().or(trouble);
        self.add_item(header, row);
    }

    /// The declaration, or why it does not come in.
    pub(super) fn finish(self) -> Record {
        if let Some((code, reason)) = self.trouble {
            return Record::Refused(Refusal::new(self.place, code, reason).about(self.lrn));
        }
        let body = tree::declaration(&Values(&self.stated), self.items);
        let data_set = Some(DataSet("H7".to_owned()));
        Record::Declaration(DeclarationRecord {
            place: self.place,
            format: self.format,
            body,
            data_set,
        })
    }

    fn add_item(&mut self, header: &Header, row: &Row) {
        self.rows += 1;
        if self.rows > MOST_ITEMS && self.trouble.is_none() {
            let reason = format!("The declaration has more than {MOST_ITEMS} rows.");
            self.trouble = Some((RefusalCode::TooManyItems, reason));
        }
        // A workbook holds a text once, however many rows have it.
        self.text += row.fields.iter().map(String::len).sum::<usize>();
        if self.text > MOST_TEXT && self.trouble.is_none() {
            let reason = "The rows of this LRN hold more text than a declaration can.".to_owned();
            self.trouble = Some((RefusalCode::RecordTooLarge, reason));
        }
        if self.trouble.is_some() {
            // Nothing of it will come in, so nothing is kept either.
            self.items = Vec::new();
            self.numbers = HashSet::new();
            return;
        }
        let stated = values(header, row, Level::Item);
        let values = Values(&stated);
        if let Some(number) = values.get("item_number")
            && !self.numbers.insert(number.to_owned())
        {
            let line = row.place.line;
            let reason = format!("The row on line {line} repeats goods item {number}.");
            self.trouble = Some((RefusalCode::DuplicateItem, reason));
            return;
        }
        let unmapped = header.unknown.iter().filter_map(|(name, index)| {
            let value = row.fields.get(*index).filter(|value| !value.is_empty())?;
            Some(Element::leaf("Unmapped", value).with_attribute("column", name))
        });
        self.items.push(tree::item(&values, unmapped));
    }

    fn trouble_of_lrn(&self) -> Option<(RefusalCode, String)> {
        let line = self.place.line;
        match &self.lrn {
            None => {
                let reason = format!("The row on line {line} has no LRN.");
                Some((RefusalCode::MissingLrn, reason))
            }
            Some(lrn) if is_placeholder(lrn) => {
                let reason = format!("The LRN is the placeholder {lrn}.");
                Some((RefusalCode::PlaceholderReference, reason))
            }
            Some(_) => None,
        }
    }

    fn contradiction(&self, header: &Header, row: &Row) -> Option<(RefusalCode, String)> {
        let first = Values(&self.stated);
        let later = values(header, row, Level::Shipment);
        let (column, value) =
            later.iter().find(|(column, value)| first.get(column.name) != Some(value.as_str()))?;
        let stated = first.get(column.name).unwrap_or("nothing");
        let reason = format!(
            "The row on line {} says {} “{value}”; the first row of this LRN, on line {}, says “{stated}”.",
            row.place.line, column.name, self.place.line
        );
        Some((RefusalCode::ContradictingRows, reason))
    }
}

fn lrn(header: &Header, row: &Row) -> Option<String> {
    let text = row.fields.get(header.index("lrn")?)?;
    (!text.is_empty()).then(|| text.clone())
}

/// The values that the row states about one level; blank ones are left out.
fn values(header: &Header, row: &Row, level: Level) -> Vec<(&'static Column, String)> {
    let columns = header.known().filter(|(column, _)| column.level == level);
    columns
        .filter_map(|(column, index)| {
            let text = row.fields.get(index).filter(|text| !text.is_empty())?;
            let comma_may_group = header.style.comma_may_group;
            let value =
                if column.numeric { with_point(text, comma_may_group) } else { text.clone() };
            Some((column, value))
        })
        .collect()
}
