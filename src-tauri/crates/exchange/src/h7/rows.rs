//! The rows of a table of H7, put together to declarations.

use std::collections::VecDeque;
use std::io;

use crate::record::{Format, Place, Record};
use crate::refusal::{Refusal, RefusalCode};

use super::header::{Header, Style};
use super::mapping::Mapping;
use super::offers::{ROWS_LOOKED_AT, Unknown, UnknownHeader};
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
    mapping: Mapping,
    header: Option<Header>,
    unknown: Option<Unknown>,
    open: Option<Shipment>,
    ready: VecDeque<Record>,
    rows: u64,
    ended: bool,
}

impl<'r> Rows<'r> {
    pub(crate) fn new(source: impl RowSource + 'r, mapping: &Mapping) -> Self {
        Self {
            source: Box::new(source),
            mapping: mapping.clone(),
            header: None,
            unknown: None,
            open: None,
            ready: VecDeque::new(),
            rows: 0,
            ended: false,
        }
    }

    pub(crate) fn format(&self) -> Format {
        self.source.style().format
    }

    /// The headers that are not known, as far as the rows have been read.
    pub(crate) fn unknown(&self) -> Vec<UnknownHeader> {
        self.unknown.as_ref().map(Unknown::told).unwrap_or_default()
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
                Next::Row(row) if self.header.is_none() => self.start(&row)?,
                Next::Row(row) => self.take(row),
                Next::Broken(refusal) => self.stop(refusal),
                Next::End => self.finish(),
            }
        }
        Ok(())
    }

    fn start(&mut self, row: &Row) -> io::Result<()> {
        let style = self.source.style();
        let read = match &row.trouble {
            Some((code, reason)) => Err(Refusal::new(row.place, *code, reason.clone())),
            None => Header::of(row.place, &row.fields, style, &self.mapping),
        };
        let refusal = match read {
            Ok(header) => {
                self.unknown = Some(Unknown::of(&header));
                let incomplete = header.incomplete(row.place, &row.fields);
                self.header = Some(header);
                incomplete
            }
            Err(refusal) => Some(refusal),
        };
        if let Some(refusal) = refusal {
            self.ready.push_back(Record::Refused(refusal));
            self.ended = true;
            self.look_on()?;
        }
        Ok(())
    }

    /// Looks at the first rows of a table that cannot be read, so that what its columns may mean can
    /// be said.
    fn look_on(&mut self) -> io::Result<()> {
        let Some(unknown) = &mut self.unknown else { return Ok(()) };
        for _ in 0..ROWS_LOOKED_AT {
            match self.source.next()? {
                Next::Row(row) => unknown.see(&row),
                Next::Broken(_) | Next::End => return Ok(()),
            }
        }
        Ok(())
    }

    fn take(&mut self, row: Row) {
        let Some(header) = &self.header else { return };
        self.rows += 1;
        if self.rows <= ROWS_LOOKED_AT
            && let Some(unknown) = &mut self.unknown
        {
            unknown.see(&row);
        }
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
