//! File formats in and out, as streams. Pure: reads from anything that implements
//! [`std::io::Read`], opens no file and never looks at a clock.
//!
//! [`read`] recognises a file by its content and answers its records one by one: declarations,
//! messages of the authority, and refusals. For every file
//! `declarations + messages + refused` is the number of records in it; a file in which nothing is
//! recognised counts as one refused record.

mod dms;
mod h7;
pub mod limits;
mod reader;
mod record;
mod refusal;
mod source;
mod xml;

pub use h7::{Column, Level, columns};
pub use reader::{Reader, read};
pub use record::{DeclarationRecord, Format, MessageRecord, Place, Record};
pub use refusal::{Refusal, RefusalCode};
