//! The rows of an H7 file, put together to declarations.

use std::collections::VecDeque;
use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};

use crate::record::{Place, Record};
use crate::refusal::{Refusal, RefusalCode};
use crate::source::{Fault, Source};

use super::guard::{Guard, Mark};
use super::header::{Header, Separator};
use super::shipment::Shipment;

/// One row with its values trimmed, or what is wrong with it.
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) fields: Vec<String>,
    pub(super) trouble: Option<(RefusalCode, String)>,
}

/// The records of an H7 file. Memory holds the rows of one LRN at a time.
pub(crate) struct Rows<R: Read> {
    csv: csv::Reader<Guard<R>>,
    raw: ByteRecord,
    header: Option<Header>,
    open: Option<Shipment>,
    separator: Separator,
    ready: VecDeque<Record>,
    rows: u64,
    ended: bool,
}

impl<R: Read> Rows<R> {
    pub(crate) fn new(source: Source<R>, separator: Separator) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(separator.byte()).has_headers(false).flexible(true);
        Self {
            csv: builder.from_reader(Guard::new(source, separator.byte())),
            raw: ByteRecord::new(),
            header: None,
            separator,
            open: None,
            ready: VecDeque::new(),
            rows: 0,
            ended: false,
        }
    }

    /// The LRN whose rows are being read.
    pub(crate) fn begun(&self) -> Option<&str> {
        self.open.as_ref().and_then(Shipment::lrn)
    }

    /// Reads on until a record is ready or the file ends.
    fn advance(&mut self) -> io::Result<()> {
        while self.ready.is_empty() && !self.ended {
            match self.row()? {
                Some(row) if row.fields.iter().all(String::is_empty) && row.trouble.is_none() => {}
                Some(row) if self.header.is_none() => self.start(&row),
                Some(row) => self.take(row),
                None => self.finish(),
            }
        }
        Ok(())
    }

    fn start(&mut self, row: &Row) {
        let read = match &row.trouble {
            Some((code, reason)) => Err(Refusal::new(row.place, *code, reason.clone())),
            None => Header::read(row.place, &row.fields, self.separator),
        };
        match read {
            Ok(header) => self.header = Some(header),
            Err(refusal) => {
                self.ready.push_back(Record::Refused(refusal));
                self.ended = true;
            }
        }
    }

    fn take(&mut self, row: Row) {
        let Some(header) = &self.header else { return };
        self.rows += 1;
        let row = row.checked_against(header);
        if let Some(open) = &mut self.open
            && open.continues_with(header, &row)
        {
            open.add(header, &row);
            return;
        }
        let next = Shipment::new(header, &row);
        self.close();
        self.open = Some(next);
    }

    fn close(&mut self) {
        self.ready.extend(self.open.take().map(Shipment::finish));
    }

    fn finish(&mut self) {
        self.ended = true;
        self.close();
        if self.rows == 0 && self.ready.is_empty() {
            let place = Place { line: 1, ..Place::default() };
            let reason = "The file has a header row and no other.";
            self.ready.push_back(Record::Refused(Refusal::new(place, RefusalCode::NoRows, reason)));
        }
    }

    fn row(&mut self) -> io::Result<Option<Row>> {
        match self.csv.read_byte_record(&mut self.raw) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let end = self.csv.position().byte();
                let mark = self.csv.get_mut().mark(end);
                Ok(Some(Row::read(mark, &self.raw)))
            }
            Err(error) => self.fault(error).map(|()| None),
        }
    }

    /// Text that cannot be decoded ends the file: what came before it comes in.
    fn fault(&mut self, error: csv::Error) -> io::Result<()> {
        match self.csv.get_mut().take_fault() {
            Some((Fault::Malformed { encoding }, place)) => {
                self.close();
                let reason = format!("The bytes on line {} are not {encoding} text.", place.line);
                let refusal = Refusal::new(place, RefusalCode::WrongEncoding, reason);
                self.rows += 1;
                self.ready.push_back(Record::Refused(refusal));
                Ok(())
            }
            Some((Fault::CutOff | Fault::TooLong, place)) => {
                self.close();
                let reason =
                    format!("The file ends on line {} in the middle of a character.", place.line);
                let refusal = Refusal::new(place, RefusalCode::Truncated, reason);
                self.rows += 1;
                self.ready.push_back(Record::Refused(refusal));
                Ok(())
            }
            Some((Fault::Io(error), _)) => Err(error),
            None => Err(error.into()),
        }
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.advance() {
            Ok(()) => self.ready.pop_front().map(Ok),
            Err(error) => {
                self.ended = true;
                Some(Err(error))
            }
        }
    }
}

impl Row {
    fn read(mark: Option<Mark>, raw: &ByteRecord) -> Self {
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
        Self { place, fields, trouble }
    }

    fn checked_against(mut self, header: &Header) -> Self {
        let (found, wanted) = (self.fields.len(), header.width);
        if found != wanted {
            self.trouble.get_or_insert_with(|| {
                let line = self.place.line;
                let reason =
                    format!("The row on line {line} has {found} columns; the header has {wanted}.");
                (RefusalCode::WrongColumnCount, reason)
            });
        }
        self
    }
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
