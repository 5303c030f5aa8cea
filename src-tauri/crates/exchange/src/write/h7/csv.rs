//! A table as CSV: semicolons, UTF-8 with a byte order mark for spreadsheets, lines ended by CR LF.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use super::{Table, cell};
use crate::limits::LONGEST_VALUE;
use crate::write::WriteError;

/// A CSV file.
pub(crate) struct Csv<W: Write>(Writer<W>);

impl<W: Write> Csv<W> {
    pub(crate) fn new(mut out: W) -> Result<Self, WriteError> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut builder = WriterBuilder::new();
        Ok(Self(builder.delimiter(b';').terminator(Terminator::CRLF).from_writer(out)))
    }
}

impl<W: Write> Table for Csv<W> {
    const MOST_ROWS: usize = usize::MAX;
    // A character takes four bytes at most.
    const LONGEST: usize = (LONGEST_VALUE / 4) as usize;

    fn row(&mut self, cells: &[&str]) -> Result<(), WriteError> {
        for text in cells {
            self.0.write_field(cell::guarded(text).as_bytes()).map_err(std::io::Error::from)?;
        }
        Ok(self.0.write_record(None::<&[u8]>).map_err(std::io::Error::from)?)
    }

    fn finish(mut self) -> Result<(), WriteError> {
        Ok(self.0.flush()?)
    }
}
