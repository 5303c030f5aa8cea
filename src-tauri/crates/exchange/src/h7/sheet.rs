//! The rows of a sheet, from the cells that it holds.

use std::io::{self, Read, Seek};

use calamine::{XlsxCellReader, XlsxError};

use crate::limits::{LONGEST_ROW, MOST_COLUMNS};
use crate::record::{Format, Place};
use crate::refusal::{Refusal, RefusalCode};

use super::header::Style;
use super::rows::{Next, Row, RowSource};

mod cell;

use cell::{Cell, name_of};

/// The rows of one sheet, from its header row on. `S` is the workbook's file.
pub(crate) struct Sheet<'w, S: Read + Seek> {
    cells: XlsxCellReader<'w, S>,
    name: String,
    /// The header row, from zero; what stands above it is a title.
    header: u32,
    /// So many columns has each row; from the header row.
    width: Option<usize>,
    /// The first cell of the row that comes next.
    held: Option<Cell>,
    ended: bool,
}

/// A fault of the workbook, or of the disk that it lies on.
enum Stop {
    Broken(Refusal),
    Io(io::Error),
}

impl<'w, S: Read + Seek> Sheet<'w, S> {
    pub(crate) fn new(cells: XlsxCellReader<'w, S>, name: &str, header: u32) -> Self {
        Self { cells, name: name.to_owned(), header, width: None, held: None, ended: false }
    }

    /// The rows that hold something as far as they can be read, with their numbers from zero.
    pub(crate) fn first_rows(mut self, most: usize) -> Vec<(u32, Vec<String>)> {
        let mut rows = Vec::new();
        while rows.len() < most
            && let Ok(Some((number, row))) = self.row()
        {
            if !row.is_blank() {
                rows.push((number, row.fields));
            }
        }
        rows
    }

    fn cell(&mut self) -> Result<Option<Cell>, Stop> {
        if let Some(held) = self.held.take() {
            return Ok(Some(held));
        }
        while !self.ended {
            match self.cells.next_cell_with_formula_metadata() {
                Ok(None) => self.ended = true,
                Ok(Some(found)) => {
                    if let Some(cell) = Cell::read(&found, &self.name) {
                        return Ok(Some(cell));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Err(self.stop(error));
                }
            }
        }
        Ok(None)
    }

    /// The next row that has cells, with its number from zero.
    fn row(&mut self) -> Result<Option<(u32, Row)>, Stop> {
        let Some(first) = self.cell()? else { return Ok(None) };
        let number = first.row;
        let place = Place { line: u64::from(number) + 1, ..Place::default() };
        let mut row = Row { place, ..Row::default() };
        let mut text = 0;
        let mut next = Some(first);
        while let Some(cell) = next {
            if cell.row != number {
                self.held = Some(cell);
                break;
            }
            text += cell.length();
            if text as u64 > LONGEST_ROW {
                let reason = format!("Row {} of the sheet is longer than 4 MiB.", place.line);
                row.trouble.get_or_insert((RefusalCode::ValueTooLong, reason));
            } else {
                self.put(&mut row, cell);
            }
            next = self.cell()?;
        }
        Ok(Some((number, row)))
    }

    fn put(&self, row: &mut Row, cell: Cell) {
        let column = cell.column;
        if column >= MOST_COLUMNS {
            let reason = format!("Row {} has a cell beyond the last column.", row.place.line);
            row.trouble.get_or_insert((RefusalCode::WrongColumnCount, reason));
            return;
        }
        if row.fields.len() <= column {
            row.fields.resize(column + 1, String::new());
        }
        match cell.text {
            Ok(text) => {
                row.numbers.extend(cell.is_number.then_some(column));
                row.fields[column] = text;
            }
            Err(trouble) if row.trouble.is_none() => {
                row.place.column = Some(column as u64 + 1);
                row.trouble = Some(trouble);
            }
            Err(_) => {}
        }
    }

    /// A row has as many columns as the header; what stands beside the table is told, not lost.
    fn in_table(&mut self, mut row: Row) -> Row {
        let width = *self.width.get_or_insert(row.fields.len());
        if row.fields.len() > width {
            let beside = (width..row.fields.len()).find(|column| !row.fields[*column].is_empty());
            if let Some(column) = beside {
                let cell = name_of(row.place.line, column);
                let reason = format!(
                    "Cell {cell} of the sheet “{}” holds a value, and its column has no name in the header.",
                    self.name
                );
                row.trouble.get_or_insert((RefusalCode::WrongColumnCount, reason));
            }
        }
        row.fields.resize(width, String::new());
        row
    }

    fn stop(&self, error: XlsxError) -> Stop {
        match in_reading(error) {
            Ok(error) => Stop::Io(error),
            Err(error) => {
                let reason =
                    format!("The sheet “{}” cannot be read to its end ({error}).", self.name);
                Stop::Broken(Refusal::of_file(RefusalCode::DamagedWorkbook, reason))
            }
        }
    }
}

impl<S: Read + Seek> RowSource for Sheet<'_, S> {
    fn next(&mut self) -> io::Result<Next> {
        loop {
            match self.row() {
                Ok(Some((number, _))) if number < self.header => {}
                Ok(Some((_, row))) => return Ok(Next::Row(self.in_table(row))),
                Ok(None) => return Ok(Next::End),
                Err(Stop::Broken(refusal)) => return Ok(Next::Broken(refusal)),
                Err(Stop::Io(error)) => return Err(error),
            }
        }
    }

    fn style(&self) -> Style {
        Style { format: Format::H7Xlsx, comma_may_group: true }
    }
}

/// The error of the disk, if it is one: the workbook's parts were found sound before.
pub(crate) fn in_reading(error: XlsxError) -> Result<io::Error, XlsxError> {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    match error {
        XlsxError::Io(cause)
            if !matches!(cause.kind(), UnexpectedEof | InvalidData | InvalidInput | Other) =>
        {
            Ok(cause)
        }
        other => Err(other),
    }
}
