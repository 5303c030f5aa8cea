//! H7 declarations as CSV: a header row that names data elements, then one row for each goods item,
//! with semicolons, commas or tabs between the values. Rows of one LRN that follow each other are one declaration.
//!
//! A row that holds nothing is passed over. What a declaration's rows say about the shipment is taken
//! from the first one; a later row may repeat it or leave it blank.

mod columns;
mod guard;
mod header;
mod names;
mod number;
mod rows;
mod shipment;

pub use columns::{Column, Level, columns};
pub(crate) use header::Separator;
pub(crate) use number::with_point;
pub(crate) use rows::Rows;
pub(crate) use shipment::tree;
