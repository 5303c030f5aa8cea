//! The rows of a CSV file.

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};

use crate::record::{Format, Place};
use crate::refusal::{Refusal, RefusalCode};
use crate::source::{Fault, Source};

use super::guard::{Guard, Mark};
use super::header::{Separator, Style};
use super::rows::{Next, Row, RowSource};

/// The rows of a CSV file, one after the other.
pub(crate) struct Lines<R: Read> {
    csv: csv::Reader<Guard<R>>,
    raw: ByteRecord,
    separator: Separator,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: Source<R>, separator: Separator) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(separator.byte()).has_headers(false).flexible(true);
        let csv = builder.from_reader(Guard::new(source, separator.byte()));
        Self { csv, raw: ByteRecord::new(), separator }
    }

    /// Text that cannot be decoded ends the file.
    fn fault(&mut self, error: csv::Error) -> io::Result<Next> {
        let refused =
            |place, code, reason: String| Ok(Next::Broken(Refusal::new(place, code, reason)));
        match self.csv.get_mut().take_fault() {
            Some((Fault::Malformed { encoding }, place)) => {
                let reason = format!("The bytes on line {} are not {encoding} text.", place.line);
                refused(place, RefusalCode::WrongEncoding, reason)
            }
            Some((Fault::CutOff | Fault::TooLong, place)) => {
                let reason =
                    format!("The file ends on line {} in the middle of a character.", place.line);
                refused(place, RefusalCode::Truncated, reason)
            }
            Some((Fault::Io(error), _)) => Err(error),
            None => Err(error.into()),
        }
    }
}

impl<R: Read> RowSource for Lines<R> {
    fn next(&mut self) -> io::Result<Next> {
        match self.csv.read_byte_record(&mut self.raw) {
            Ok(false) => Ok(Next::End),
            Ok(true) => {
                let end = self.csv.position().byte();
                let mark = self.csv.get_mut().mark(end);
                Ok(Next::Row(row(mark, &self.raw)))
            }
            Err(error) => self.fault(error),
        }
    }

    fn style(&self) -> Style {
        let comma_may_group = self.separator != Separator::Semicolon;
        Style { format: Format::H7Csv, comma_may_group }
    }
}

fn row(mark: Option<Mark>, raw: &ByteRecord) -> Row {
    let place = mark.map_or_else(Place::default, |mark| mark.place);
    let mut trouble = mark.and_then(|mark| trouble_of(&mark));
    let mut fields = Vec::with_capacity(raw.len());
    for (index, field) in raw.iter().enumerate() {
        let text = String::from_utf8_lossy(field);
        let found = match std::str::from_utf8(field) {
            Err(_) => Some(not_utf8(place, index)),
            Ok(text) => control_character(place, index, text),
        };
        trouble = trouble.or(found);
        fields.push(text.trim().to_owned());
    }
    Row { place, fields, trouble, numbers: Vec::new() }
}

fn trouble_of(mark: &Mark) -> Option<(RefusalCode, String)> {
    if let Some(line) = mark.cut {
        let reason =
            format!("A value on line {line} is longer than 1 MiB, or its row longer than 4 MiB.");
        return Some((RefusalCode::ValueTooLong, reason));
    }
    let line = mark.unclosed?;
    let reason = format!(
        "The double quote on line {line} is never closed, so the rest of the file belongs to its value and was not read."
    );
    Some((RefusalCode::UnclosedQuote, reason))
}

fn not_utf8(place: Place, index: usize) -> (RefusalCode, String) {
    let column = index + 1;
    let reason = format!("Column {column} of the row on line {} is not UTF-8 text.", place.line);
    (RefusalCode::WrongEncoding, reason)
}

fn control_character(place: Place, index: usize, text: &str) -> Option<(RefusalCode, String)> {
    let illegal = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let found = text.chars().find(illegal)?;
    let reason = format!(
        "Column {} of the row on line {} holds the control character U+{:04X}.",
        index + 1,
        place.line,
        u32::from(found)
    );
    Some((RefusalCode::IllegalCharacter, reason))
}
