//! What a form cannot hold.

use customs::{Element, Path};

use crate::dms::reference_of;

/// Something of a declaration that is not in what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unheld {
    /// The declaration's LRN, else its MRN, where it has one.
    pub reference: Option<String>,
    /// What, and why.
    pub why: Why,
}

/// What is not there, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The whole declaration: it follows another data set than H7.
    NotH7 {
        /// The one that it follows; empty where that is not known.
        data_set: String,
    },
    /// The whole declaration: rows are put together by LRN, and it has none.
    NoLrn,
    /// The whole declaration: the one before it has the same LRN, and their rows would be taken for one.
    LrnRepeated,
    /// The whole declaration: it has no goods item, and so no row.
    NoItems,
    /// The whole declaration: two of its goods items have this number.
    ItemRepeated {
        /// The number.
        number: String,
    },
    /// The whole declaration: this value, or the name of its element, holds a character that the form
    /// has no way to write, or is longer than it allows.
    Unwritable {
        /// Where it stands.
        path: Path,
    },
    /// The whole declaration: a sheet has 1,048,576 rows, and they are used up.
    SheetFull,
    /// This element: no column is for it. The rest of the declaration is there.
    Element {
        /// Where it stands.
        path: Path,
        /// What it says.
        value: String,
    },
}

impl Unheld {
    pub(super) fn new(body: &Element, why: Why) -> Self {
        Self { reference: reference_of(body), why }
    }

    /// Nothing of the declaration is in what was written.
    pub fn is_whole(&self) -> bool {
        !matches!(self.why, Why::Element { .. })
    }

    /// The machine code.
    pub fn code(&self) -> &'static str {
        match self.why {
            Why::NotH7 { .. } => "other_data_set",
            Why::NoLrn => "no_lrn",
            Why::LrnRepeated => "repeated_lrn",
            Why::NoItems => "no_items",
            Why::ItemRepeated { .. } => "repeated_item",
            Why::Unwritable { .. } => "unwritable_text",
            Why::SheetFull => "sheet_full",
            Why::Element { .. } => "no_column",
        }
    }

    /// The element that it is about, where it is about one.
    pub fn path(&self) -> Option<&Path> {
        match &self.why {
            Why::Unwritable { path } | Why::Element { path, .. } => Some(path),
            _ => None,
        }
    }

    /// What is not there, as a sentence that names the declaration and the place.
    pub fn reason(&self) -> String {
        let name = self.reference.as_deref().unwrap_or("A declaration without a reference");
        match &self.why {
            Why::NotH7 { data_set } if data_set.is_empty() => {
                format!("{name} is not written: it does not say that it is an H7.")
            }
            Why::NotH7 { data_set } => {
                format!("{name} is not written: it is a declaration of {data_set}, not an H7.")
            }
            Why::NoLrn => format!("{name} is not written: rows belong together by their LRN."),
            Why::LrnRepeated => {
                format!("{name} is not written: the declaration before it has the same LRN.")
            }
            Why::NoItems => format!("{name} is not written: it has no goods item."),
            Why::ItemRepeated { number } => {
                format!("{name} is not written: two of its goods items have the number {number}.")
            }
            Why::Unwritable { path } => {
                format!("{name} is not written: {path} cannot be written in this form.")
            }
            Why::SheetFull => format!("{name} is not written: a sheet holds no more rows."),
            Why::Element { path, value } => {
                format!("{name} is written without {path} “{value}”: there is no column for it.")
            }
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self.why {
            Why::NotH7 { .. } | Why::NoItems => "Export it as WCO XML or JSON.",
            Why::NoLrn | Why::ItemRepeated { .. } | Why::Unwritable { .. } => {
                "Amend the declaration, then export it again."
            }
            Why::LrnRepeated => "Export it in a file of its own.",
            Why::SheetFull => "Export fewer at a time, or as CSV.",
            Why::Element { .. } => "Export it as WCO XML or JSON where this is needed.",
        }
    }
}
