//! H7 declarations as a table: a header row that names data elements, then one row for each goods item.
//! A CSV file with semicolons, commas or tabs between the values, or a sheet of an Excel workbook.
//! Rows of one LRN that follow each other are one declaration.
//!
//! A row that holds nothing is passed over. What a declaration's rows say about the shipment is taken
//! from the first one; a later row may repeat it or leave it blank.

mod columns;
mod guard;
mod header;
mod lines;
mod mapping;
mod names;
mod number;
mod offers;
mod rows;
mod sheet;
mod shipment;

pub use columns::{Column, Level, columns};
pub(crate) use header::{Separator, is_header, may_be_header};
pub(crate) use lines::Lines;
pub use mapping::{Mapping, NotMapped, column_of, is_same_header};
pub(crate) use number::with_point;
pub use offers::UnknownHeader;
pub(crate) use rows::{RowSource, Rows};
pub(crate) use sheet::{Sheet, in_reading};
pub(crate) use shipment::tree;
