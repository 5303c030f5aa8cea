//! Rows of cells of a reference file that is held in memory, whether it is text or a spreadsheet.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};

/// One row: where it stands, and its cells as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Line of a text, row of a spreadsheet; from one.
    pub(crate) line: u64,
    pub(crate) cells: Vec<String>,
}

/// What separates the columns of a text: `;` is that of spreadsheets where a comma stands in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    /// None in a spreadsheet.
    pub(crate) separator: Option<u8>,
}

/// Columns beyond are passed over; the official files have eight.
const MOST_COLUMNS: u32 = 64;
/// Rows of a file. All nomenclatures together have less, and so has all that the central bank published.
const MOST_ROWS: usize = 500_000;
/// What the parts of a spreadsheet may unpack to together, in bytes.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;

/// The rows of a file.
///
/// # Errors
/// The spreadsheet is damaged or grows beyond measure.
pub(crate) fn table(bytes: &[u8]) -> Result<Table, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Table { rows: of_spreadsheet(bytes)?, separator: None });
    }
    of_text(bytes)
}

fn of_text(bytes: &[u8]) -> Result<Table, Refusal> {
    let text = decoded(bytes);
    let head = text.lines().next().unwrap_or_default();
    let count = |separator: u8| head.bytes().filter(|byte| *byte == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|each| count(*each)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        // The text is UTF-8 by now and rows may be of any length, so nothing is left to go wrong.
        let Ok(record) = record else { break };
        let begin = begin_of(&record, text.as_bytes());
        line +=
            text.as_bytes()[counted..begin].iter().filter(|byte| **byte == b'\n').count() as u64;
        counted = begin;
        let cells = record.iter().take(MOST_COLUMNS as usize);
        push(&mut rows, Row { line, cells: cells.map(str::to_owned).collect() })?;
    }
    Ok(Table { rows, separator: Some(separator) })
}

/// Where a record begins: behind the ends of lines that come before it, which `csv` leaves to it.
fn begin_of(record: &csv::StringRecord, text: &[u8]) -> usize {
    let told = record.position().map_or(0, csv::Position::byte);
    let told = usize::try_from(told).unwrap_or(text.len()).min(text.len());
    let ends = text[told..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    told + ends
}

/// The text: by its byte order mark, else UTF-8 where that holds, else Windows-1252, in which public
/// files of the Combined Nomenclature still come.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn push(rows: &mut Vec<Row>, row: Row) -> Result<(), Refusal> {
    if rows.len() == MOST_ROWS {
        let place = Place { record: 1, line: row.line, ..Place::default() };
        let reason = format!("The file has more than {MOST_ROWS} rows.");
        return Err(Refusal::new(place, RefusalCode::RecordTooLarge, reason));
    }
    rows.push(row);
    Ok(())
}

/// The first sheet of the workbook.
fn of_spreadsheet(bytes: &[u8]) -> Result<Vec<Row>, Refusal> {
    weigh(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|why| damaged(&why))?;
    let names = workbook.sheet_names();
    let Some(sheet) = names.first() else { return Ok(Vec::new()) };
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|why| damaged(&why))?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|why| damaged(&why))? {
        let (row, column) = cell.get_position();
        let line = u64::from(row) + 1;
        if column >= MOST_COLUMNS {
            continue;
        }
        if rows.last().is_none_or(|last| last.line != line) {
            push(&mut rows, Row { line, cells: Vec::new() })?;
        }
        if let Some(last) = rows.last_mut() {
            let at = column as usize;
            last.cells.resize(last.cells.len().max(at + 1), String::new());
            last.cells[at] = text(cell.get_value());
        }
    }
    Ok(rows)
}

/// A cell as a file of text would have it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Unpacks all parts once and only counts, for what the archive says of its sizes is not believed.
fn weigh(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|why| damaged(&why))?;
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|why| damaged(&why))?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|why| damaged(&why))?;
        left = left.checked_sub(unpacked).ok_or_else(|| {
            let reason = "The spreadsheet unpacks to more than 512 MiB.";
            Refusal::of_file(RefusalCode::DamagedSpreadsheet, reason)
        })?;
    }
    Ok(())
}

fn damaged(why: &dyn std::fmt::Display) -> Refusal {
    let reason = format!("The file begins as a spreadsheet, but is none ({why}).");
    Refusal::of_file(RefusalCode::DamagedSpreadsheet, reason)
}
