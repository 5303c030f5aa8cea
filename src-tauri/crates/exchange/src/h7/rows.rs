//! The rows of a table of H7, put together to declarations.

use std::collections::VecDeque;
use std::io;

use crate::record::{Format, Place, Record};
use crate::refusal::{Refusal, RefusalCode};

use super::header::{Header, Style};
use super::shipment::Shipment;

/// One row with its values trimmed, or what is wrong with it.
#[derive(Default)]
pub(crate) struct Row {
    pub(super) place: Place,
    pub(super) fields: Vec<String>,
    /// Which of the values the file holds as numbers, which have no leading zeros.
    pub(super) numbers: Vec<usize>,
    pub(super) trouble: Option<(RefusalCode, String)>,
}

/// What comes next in a table.
pub(crate) enum Next {
    Row(Row),
    /// Something that cannot be read, and nothing behind it either.
    Broken(Refusal),
    End,
}

/// A table, row by row.
pub(crate) trait RowSource {
    /// # Errors
    /// Those of the input.
    fn next(&mut self) -> io::Result<Next>;

    fn style(&self) -> Style;
}

/// The records of a table. Memory holds the rows of one LRN at a time.
pub(crate) struct Rows<'r> {
    source: Box<dyn RowSource + 'r>,
    header: Option<Header>,
    open: Option<Shipment>,
    ready: VecDeque<Record>,
    rows: u64,
    ended: bool,
}

impl<'r> Rows<'r> {
    pub(crate) fn new(source: impl RowSource + 'r) -> Self {
        Self {
            source: Box::new(source),
            header: None,
            open: None,
            ready: VecDeque::new(),
            rows: 0,
            ended: false,
        }
    }

    pub(crate) fn format(&self) -> Format {
        self.source.style().format
    }

    /// The LRN whose rows are being read.
    pub(crate) fn begun(&self) -> Option<&str> {
        self.open.as_ref().and_then(Shipment::lrn)
    }

    /// Reads on until a record is ready or the file ends.
    fn advance(&mut self) -> io::Result<()> {
        while self.ready.is_empty() && !self.ended {
            match self.source.next()? {
                Next::Row(row) if row.is_blank() => {}
                Next::Row(row) if self.header.is_none() => self.start(&row),
                Next::Row(row) => self.take(row),
                Next::Broken(refusal) => self.stop(refusal),
                Next::End => self.finish(),
            }
        }
        Ok(())
    }

    fn start(&mut self, row: &Row) {
        let read = match &row.trouble {
            Some((code, reason)) => Err(Refusal::new(row.place, *code, reason.clone())),
            None => Header::read(row.place, &row.fields, self.source.style()),
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

    /// What came before the trouble comes in.
    fn stop(&mut self, refusal: Refusal) {
        self.ended = true;
        self.close();
        self.ready.push_back(Record::Refused(refusal));
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
}

impl Iterator for Rows<'_> {
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
    pub(super) fn is_blank(&self) -> bool {
        self.trouble.is_none() && self.fields.iter().all(String::is_empty)
    }

    fn checked_against(mut self, header: &Header) -> Self {
        let trouble = self.of_another_width(header).or_else(|| self.lost_zero(header));
        self.trouble = self.trouble.or(trouble);
        self
    }

    fn of_another_width(&self, header: &Header) -> Option<(RefusalCode, String)> {
        let (found, wanted) = (self.fields.len(), header.width);
        (found != wanted).then(|| {
            let line = self.place.line;
            let reason =
                format!("The row on line {line} has {found} columns; the header has {wanted}.");
            (RefusalCode::WrongColumnCount, reason)
        })
    }

    /// Commodity codes have 6, 8 or 10 digits: a number with an odd count of them began with a zero, and
    /// one with a point was written with it.
    fn lost_zero(&self, header: &Header) -> Option<(RefusalCode, String)> {
        let index = header.index("commodity_code")?;
        let code = self.fields.get(index).filter(|_| self.numbers.contains(&index))?;
        let whole = code.len() % 2 == 0 && code.bytes().all(|byte| byte.is_ascii_digit());
        (!whole).then(|| {
            let reason = format!(
                "The commodity code on line {} is the number {code}: a zero at its beginning or its end is lost.",
                self.place.line
            );
            (RefusalCode::LostDigits, reason)
        })
    }
}
