//! A cell as text. Spreadsheets keep numbers as binary fractions of 15 digits and days as counts;
//! what they show is made of these again, and what they have lost is said.

use calamine::{DataRef, ExcelDateTime, XlsxCellFormulaMetadataRecord};
use rust_decimal::Decimal;

use crate::limits::LONGEST_VALUE;
use crate::refusal::RefusalCode;

/// From here on a number of 15 digits has lost the last ones.
const DIGITS_LOST: f64 = 1e15;

/// A cell that holds something.
pub(super) struct Cell {
    /// From zero.
    pub(super) row: u32,
    /// From zero.
    pub(super) column: usize,
    pub(super) is_number: bool,
    /// Trimmed; or what is wrong with it.
    pub(super) text: Result<String, (RefusalCode, String)>,
}

impl Cell {
    /// `None` for a cell with nothing in it but its looks.
    pub(super) fn read(found: &XlsxCellFormulaMetadataRecord<'_>, sheet: &str) -> Option<Self> {
        let (row, column) = (found.pos.0, usize::try_from(found.pos.1).unwrap_or(usize::MAX));
        let is_number = matches!(found.value, DataRef::Float(_) | DataRef::Int(_));
        let text = match text(&found.value) {
            Ok(None) if found.formula.is_some() => {
                let trouble = "holds a formula that was never worked out".to_owned();
                Err((RefusalCode::CellError, trouble))
            }
            Ok(None) => return None,
            Ok(Some(text)) => Ok(text),
            Err(trouble) => Err(trouble),
        };
        let told = |(code, what)| {
            let cell = name_of(u64::from(row) + 1, column);
            (code, format!("Cell {cell} of the sheet “{sheet}” {what}."))
        };
        Some(Self { row, column, is_number, text: text.map_err(told) })
    }

    /// In bytes.
    pub(super) fn length(&self) -> usize {
        self.text.as_ref().map_or(0, String::len)
    }
}

/// What a cell says, or what is wrong with it; `None` where it is empty.
fn text(value: &DataRef<'_>) -> Result<Option<String>, (RefusalCode, String)> {
    let written = match value {
        DataRef::Empty => return Ok(None),
        DataRef::String(text) => words(text)?,
        DataRef::SharedString(text) => words(text)?,
        DataRef::Bool(value) => value.to_string(),
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => number(*value)?,
        DataRef::DateTime(value) => moment(*value),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
        }
        DataRef::Error(error) => {
            return Err((RefusalCode::CellError, format!("shows the error {error}")));
        }
    };
    Ok(Some(written))
}

fn words(text: &str) -> Result<String, (RefusalCode, String)> {
    if text.len() as u64 > LONGEST_VALUE {
        return Err((RefusalCode::ValueTooLong, "is longer than 1 MiB".to_owned()));
    }
    let illegal = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    match text.chars().find(illegal) {
        None => Ok(text.trim().to_owned()),
        Some(found) => {
            let what = format!("holds the control character U+{:04X}", u32::from(found));
            Err((RefusalCode::IllegalCharacter, what))
        }
    }
}

/// With the 15 digits that a spreadsheet keeps, as it shows them: 0.1 + 0.2 is 0.3.
fn number(value: f64) -> Result<String, (RefusalCode, String)> {
    let lost = |what: String| (RefusalCode::LostDigits, what);
    if value.is_nan() || value.abs() >= DIGITS_LOST {
        let what = format!("holds the number {value:e}, of which a spreadsheet keeps 15 digits");
        return Err(lost(what));
    }
    match Decimal::from_scientific(&format!("{value:.14e}")) {
        Ok(number) if number.is_zero() => Ok("0".to_owned()),
        Ok(number) => Ok(number.normalize().to_string()),
        Err(_) => Err(lost(format!("holds the number {value:e}, too small to be written out"))),
    }
}

/// A day as `2026-11-22`, with its time where it has one.
fn moment(value: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (value.is_duration() || value.as_f64() < 1.0, (hour, minute, second, milli)) {
        (true, _) => time,
        (false, (0, 0, 0, 0)) => day,
        (false, _) => format!("{day}T{time}"),
    }
}

/// `B12`, as a spreadsheet calls it. The line counts from one, the column from zero.
pub(super) fn name_of(line: u64, column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column.saturating_add(1);
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).expect("below 26")));
        left /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{line}")
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};
    use rstest::rstest;

    use super::*;

    fn day(value: f64) -> DataRef<'static> {
        DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false))
    }

    #[rstest]
    #[case::whole(DataRef::Float(611_595.0), "611595")]
    #[case::fraction(DataRef::Float(12.5), "12.5")]
    #[case::shown_as_entered(DataRef::Float(0.300_000_000_000_000_04), "0.3")]
    #[case::fifteen_digits(DataRef::Float(123_456_789_012_345.0), "123456789012345")]
    #[case::negative(DataRef::Float(-0.5), "-0.5")]
    #[case::nothing(DataRef::Float(-0.0), "0")]
    #[case::tiny(DataRef::Float(0.000_001), "0.000001")]
    #[case::text(DataRef::SharedString("  090121 "), "090121")]
    #[case::day(day(46_348.0), "2026-11-22")]
    #[case::moment(day(46_348.5), "2026-11-22T12:00:00")]
    #[case::time(day(0.75), "18:00:00")]
    #[case::written_out(DataRef::DateTimeIso("2026-11-22T00:00:00".into()), "2026-11-22")]
    #[case::truth(DataRef::Bool(true), "true")]
    fn reads_what_a_spreadsheet_shows(#[case] value: DataRef<'_>, #[case] expected: &str) {
        assert_eq!(text(&value), Ok(Some(expected.to_owned())));
    }

    #[rstest]
    #[case::too_many_digits(DataRef::Float(1e15), RefusalCode::LostDigits)]
    #[case::no_number(DataRef::Float(f64::NAN), RefusalCode::LostDigits)]
    #[case::too_small(DataRef::Float(1e-200), RefusalCode::LostDigits)]
    #[case::error(DataRef::Error(CellErrorType::NA), RefusalCode::CellError)]
    #[case::control(DataRef::SharedString("a\u{7}"), RefusalCode::IllegalCharacter)]
    fn says_what_is_lost(#[case] value: DataRef<'_>, #[case] expected: RefusalCode) {
        assert_eq!(text(&value).unwrap_err().0, expected);
    }

    #[rstest]
    #[case(1, 0, "A1")]
    #[case(12, 25, "Z12")]
    #[case(3, 26, "AA3")]
    #[case(1, 16_383, "XFD1")]
    fn cells_are_called_as_on_the_screen(#[case] line: u64, #[case] at: usize, #[case] name: &str) {
        assert_eq!(name_of(line, at), name);
    }
}
