//! File formats in and out, as streams. Pure: reads from anything that implements
//! [`std::io::Read`], writes to anything that implements [`std::io::Write`], opens no file and never
//! looks at a clock. How declarations go out, [`mod@write`] says; how they come in:
//!
//! [`each_file`] finds the files in a ZIP archive, the tables in an Excel workbook, or the one file
//! where it is neither; [`read`] recognises
//! a file by its content and answers its records one by one: declarations,
//! messages of the authority, and refusals. For every file
//! `declarations + messages + refused` is the number of records in it; a file in which nothing is
//! recognised counts as one refused record. Memory holds one record at a time.
//!
//! # What comes in
//!
//! | in the file | becomes |
//! | --- | --- |
//! | `Declaration` with function code 9, or none | [`Record::Declaration`] |
//! | `Declaration` that asks for something later: amendment, invalidation, presentation ... | [`Record::Message`] |
//! | `Response` of the authority | [`Record::Message`] |
//! | H7 rows of one LRN that follow each other, in a CSV file or a sheet | [`Record::Declaration`] |
//! | `CC015C`, a transit declaration | [`Record::Declaration`] |
//! | `CC029C` and others, answers to it | [`Record::Message`] |
//! | `ASYCUDA`, a single administrative document of ASYCUDA World | [`Record::Declaration`] |
//! | templates whose LRN is still a placeholder, messages of other systems, broken records | [`Record::Refused`] |
//!
//! Placeholders in other values than the reference come in as they are; a check finds them later.
//!
//! Headers of a table that are not known stay with their values in the declaration; a [`Mapping`] says
//! what they mean, and [`Reader::unknown_headers`] offers what they may mean.
//!
//! # What a fault costs
//!
//! | fault | the rest of the file |
//! | --- | --- |
//! | in one record: no LRN, control character, unknown entity, too deep, too large | is read |
//! | in one row: columns, encoding, a value beyond 1 MiB, contradictions | is read |
//! | in a cell: an error in place of a value, a number of which digits are lost | is read |
//! | in the parts of a workbook | is not read, nor is any of its sheets |
//! | XML that is not well-formed, cut off, or not in its encoding | is not read |
//! | a DOCTYPE, or a value, tag or comment beyond 1 MiB in XML | is not read |
//! | a double quote that is never closed in CSV | belongs to that value |
//! | a file in an archive that cannot be unpacked | is not read; the other files are |
//!
//! Rows of one LRN with others between them are two declarations of the same LRN: to join them, all
//! LRNs of a file would have to be remembered.

mod archive;
mod dms;
mod h7;
pub mod limits;
mod ncts;
mod nomenclature;
mod rates;
mod reader;
mod record;
mod refusal;
mod sad;
mod source;
mod table;
mod wco;
mod workbook;
pub mod write;
mod xml;

pub use archive::each_file;
pub use h7::{
    Column, Level, Mapping, NotMapped, UnknownHeader, column_of, columns, is_same_header,
};
pub use nomenclature::{NomenclatureFile, read_nomenclature};
pub use rates::{RatesFile, read_rates};
pub use reader::{Reader, read, read_mapped};
pub use record::{DeclarationRecord, Format, MessageRecord, Place, Record};
pub use refusal::{Refusal, RefusalCode};
