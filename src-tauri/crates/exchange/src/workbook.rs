//! Excel workbooks: every sheet whose header row names columns of H7 is read as a table.
//!
//! The workbook's own parser believes what a part says of itself, so each part is first looked at by
//! ours, which has limits (`workbook/parts.rs`).

mod kind;
mod parts;

use std::io::{self, Read, Seek, SeekFrom};

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::h7::{Mapping, Sheet, in_reading, is_header, may_be_header};
use crate::limits::LARGEST_WORKBOOK;
use crate::reader::Reader;
use crate::refusal::{Refusal, RefusalCode};

pub(crate) use kind::{Kind, OLE, of_ole};

/// Rows with something in them that may stand above the header: a title, a date, whom to call.
const MOST_TITLES: usize = 20;

/// Why there is nothing to read.
enum Trouble {
    Refused(Refusal),
    Io(io::Error),
}

/// A sheet with a table.
struct Table {
    sheet: String,
    /// Its header row, from zero.
    header: u32,
    has_rows: bool,
}

/// Reads the tables of a workbook. `visit` gets a reader for each, under the name `name`, or
/// `name/sheet` where there are several; what cannot be read is a reader with one refusal.
///
/// # Errors
/// Those of `visit`; `visit` gets those of `input`.
pub(crate) fn each_table<R: Read + Seek, E>(
    input: R,
    name: &str,
    mapping: &Mapping,
    visit: &mut impl FnMut(io::Result<Reader<'_>>) -> Result<(), E>,
) -> Result<(), E> {
    let mut workbook = match open(input, name) {
        Ok(workbook) => workbook,
        Err(trouble) => return visit(trouble.told(name)),
    };
    let tables = match tables(&mut workbook, name, mapping) {
        Ok(tables) => tables,
        Err(trouble) => return visit(trouble.told(name)),
    };
    let alone = tables.len() == 1;
    for Table { sheet, header, .. } in tables {
        let path = if alone { name.to_owned() } else { format!("{name}/{sheet}") };
        match workbook.worksheet_cells_reader(&sheet) {
            Ok(cells) => {
                let rows = Sheet::new(cells, &sheet, header);
                visit(Ok(Reader::of_rows(&path, rows, mapping)))?;
            }
            Err(error) => visit(damaged(error, name).told(&path))?,
        }
    }
    Ok(())
}

impl Trouble {
    fn told<'r>(self, name: &str) -> io::Result<Reader<'r>> {
        match self {
            Self::Refused(refusal) => Ok(Reader::of_refusal(name, refusal)),
            Self::Io(error) => Err(error),
        }
    }
}

fn open<R: Read + Seek>(mut input: R, name: &str) -> Result<Xlsx<R>, Trouble> {
    let size = input.seek(SeekFrom::End(0)).map_err(Trouble::Io)?;
    if size > LARGEST_WORKBOOK {
        let reason = format!("The workbook “{name}” has {} MiB.", size >> 20);
        return Err(Trouble::Refused(Refusal::of_file(RefusalCode::WorkbookTooLarge, reason)));
    }
    parts::check(&mut input, size, name)?;
    input.seek(SeekFrom::Start(0)).map_err(Trouble::Io)?;
    Xlsx::new(input).map_err(|error| damaged(error, name))
}

/// The sheets that are tables. Hidden ones are somebody's lists.
fn tables<R: Read + Seek>(
    workbook: &mut Xlsx<R>,
    name: &str,
    mapping: &Mapping,
) -> Result<Vec<Table>, Trouble> {
    let shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let sheets = workbook.sheets_metadata().iter().filter(shown);
    let sheets: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut with_header = |is: &dyn Fn(&[String]) -> bool| -> Result<Vec<Table>, XlsxError> {
        let tables = sheets.iter().map(|sheet| table(workbook, sheet, is));
        Ok(tables.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    };
    let known = with_header(&|names| is_header(names, mapping));
    let mut tables = known.map_err(|error| damaged(error, name))?;
    if tables.is_empty() {
        // In words that nobody has met yet: the first one's refusal offers what they may mean.
        tables = with_header(&may_be_header).map_err(|error| damaged(error, name))?;
        tables.truncate(1);
    }
    let Some(first) = tables.first() else { return Err(no_table(name, &sheets)) };
    // A header alone is a form to fill in, unless it is all there is.
    let empty = Table { sheet: first.sheet.clone(), ..*first };
    tables.retain(|table| table.has_rows);
    Ok(if tables.is_empty() { vec![empty] } else { tables })
}

fn table<R: Read + Seek>(
    workbook: &mut Xlsx<R>,
    sheet: &str,
    is: &dyn Fn(&[String]) -> bool,
) -> Result<Option<Table>, XlsxError> {
    let cells = workbook.worksheet_cells_reader(sheet)?;
    let rows = Sheet::new(cells, sheet, 0).first_rows(MOST_TITLES);
    let header = rows.iter().position(|(_, fields)| is(fields));
    Ok(header.map(|at| Table {
        sheet: sheet.to_owned(),
        header: rows[at].0,
        has_rows: at + 1 < rows.len() || rows.len() == MOST_TITLES,
    }))
}

fn no_table(name: &str, sheets: &[String]) -> Trouble {
    let sheets = sheets.join(", ");
    let reason = format!("No sheet of “{name}” names the columns of H7. Its sheets: {sheets}.");
    Trouble::Refused(Refusal::of_file(RefusalCode::UnknownFormat, reason))
}

fn damaged(error: XlsxError, name: &str) -> Trouble {
    match in_reading(error) {
        Ok(error) => Trouble::Io(error),
        Err(error) => {
            let reason = format!("The workbook “{name}” cannot be read ({error}).");
            Trouble::Refused(Refusal::of_file(RefusalCode::DamagedWorkbook, reason))
        }
    }
}
