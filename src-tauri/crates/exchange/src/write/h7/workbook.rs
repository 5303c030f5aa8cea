//! A table as an Excel workbook with one sheet. Every cell is text, so that leading zeros and long
//! numbers stay, and nothing is a formula.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, XlsxError};

use super::Table;
use crate::write::WriteError;

/// A workbook. Rows wait in a temporary file of the library's, not in memory.
pub(crate) struct Workbook<W> {
    book: rust_xlsxwriter::Workbook,
    text: Format,
    next: u32,
    out: W,
}

impl<W: Write + Send> Workbook<W> {
    pub(crate) fn new(out: W) -> Result<Self, WriteError> {
        let mut book = rust_xlsxwriter::Workbook::new();
        // The same declarations give the same bytes, whenever they are written.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        book.add_worksheet_with_constant_memory()?.set_name("H7")?;
        Ok(Self { book, text: Format::new().set_num_format("@"), next: 0, out })
    }
}

impl<W: Write + Send> Table for Workbook<W> {
    const MOST_ROWS: usize = 1_048_576;
    const LONGEST: usize = 32_767;

    fn row(&mut self, cells: &[&str]) -> Result<(), WriteError> {
        let sheet = self.book.worksheet_from_index(0)?;
        for (column, text) in (0_u16..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string_with_format(self.next, column, *text, &self.text)?;
        }
        self.next += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<(), WriteError> {
        self.book.save_to_writer(&mut self.out).map_err(of_output)?;
        Ok(self.out.flush()?)
    }
}

/// A disk that is full is told as such.
fn of_output(error: XlsxError) -> WriteError {
    match error {
        XlsxError::IoError(error) => WriteError::Io(error),
        other => WriteError::Workbook(other),
    }
}
