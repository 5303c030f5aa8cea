//! Lets the rows of a CSV file through, but no field without bound: what is too long is cut, and the
//! row it stands in is marked, so that the rows behind it can still be read.

use std::collections::VecDeque;
use std::io::{self, Read};

use crate::limits::{LONGEST_ROW, LONGEST_VALUE};
use crate::record::Place;
use crate::source::{Fault, Source};

/// Where a row started and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    /// Bytes let through before it.
    start: u64,
    /// Where it starts in the file.
    pub(super) place: Place,
    /// The line on which a field was cut.
    pub(super) cut: Option<u64>,
    /// The line of the double quote that was still open when the file ended.
    pub(super) unclosed: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    RowStart,
    FieldStart,
    Bare,
    Quoted,
    /// After a double quote inside a quoted field: its end, or the first of two.
    QuoteInQuoted,
}

/// A reader of CSV rows, see the module. Follows the quoting rules of the `csv` crate.
pub(super) struct Guard<R> {
    source: Source<R>,
    /// What stands between two fields.
    separator: u8,
    state: State,
    /// Bytes of the field and of the row so far.
    field: u64,
    row: u64,
    /// Bytes let through.
    passed: u64,
    place: Place,
    after_cr: bool,
    quote_line: u64,
    /// A double quote of a field that is cut; let through when it turns out to end the field.
    held: bool,
    /// The rest of the field, or of the row, does not go through.
    cutting: bool,
    skipping: bool,
    marks: VecDeque<Mark>,
}

impl<R: Read> Guard<R> {
    pub(super) fn new(source: Source<R>, separator: u8) -> Self {
        let place = Place { column: None, ..source.place() };
        Self {
            source,
            separator,
            state: State::RowStart,
            field: 0,
            row: 0,
            passed: 0,
            place,
            after_cr: false,
            quote_line: 0,
            held: false,
            cutting: false,
            skipping: false,
            marks: VecDeque::new(),
        }
    }

    /// What is known of the row that ends before the byte `end` of what was let through.
    pub(super) fn mark(&mut self, end: u64) -> Option<Mark> {
        let mut found = None;
        while let Some(mark) = self.marks.front().copied().filter(|mark| mark.start < end) {
            self.marks.pop_front();
            found = Some(mark);
        }
        found
    }

    /// Why reading stopped, if it did, and where.
    pub(super) fn take_fault(&mut self) -> Option<(Fault, Place)> {
        self.source.take_fault().map(|fault| (fault, self.place))
    }

    /// Takes one byte in and says whether it goes through.
    fn step(&mut self, byte: u8) -> bool {
        let before = self.state;
        self.start(before);
        self.row += 1;
        self.field += 1;
        self.state = self.after(byte);
        // Cutting starts where the `csv` crate is in the same state with and without what is cut.
        self.cutting |= self.field > LONGEST_VALUE && before != State::QuoteInQuoted;
        self.skipping |= self.row > LONGEST_ROW && before == State::FieldStart;
        let through = match self.state {
            State::RowStart => true,
            _ if self.skipping => false,
            State::FieldStart => true,
            _ => !self.cutting || before == State::FieldStart,
        };
        if !through && let Some(mark) = self.marks.back_mut() {
            mark.cut.get_or_insert(self.place.line);
        }
        self.held |= !through && !self.skipping && self.state == State::QuoteInQuoted;
        self.count(byte);
        through
    }

    fn start(&mut self, state: State) {
        if state == State::RowStart {
            self.row = 0;
            self.skipping = false;
            let (start, place) = (self.passed, self.place);
            self.marks.push_back(Mark { start, place, cut: None, unclosed: None });
        }
        if matches!(state, State::RowStart | State::FieldStart) {
            self.field = 0;
            self.cutting = false;
            self.quote_line = self.place.line;
        }
    }

    fn after(&self, byte: u8) -> State {
        match (self.state, byte) {
            (State::RowStart | State::FieldStart | State::QuoteInQuoted, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Quoted, _) => State::Quoted,
            (_, byte) if byte == self.separator => State::FieldStart,
            (_, b'\n' | b'\r') => State::RowStart,
            _ => State::Bare,
        }
    }

    fn count(&mut self, byte: u8) {
        if byte == b'\r' || (byte == b'\n' && !self.after_cr) {
            self.place.line += 1;
        }
        self.after_cr = byte == b'\r';
        self.place.offset += 1;
    }

    /// Moves what goes through of `into[1..=got]` to the front and answers how much that is.
    fn filter(&mut self, into: &mut [u8], got: usize) -> usize {
        let (mut index, mut written) = (1, 0);
        while index <= got {
            let run = self.inside(&into[index..=got]);
            if let Some(through) = self.take_run(run) {
                if through {
                    into.copy_within(index..index + run, written);
                    written += run;
                }
                index += run;
                continue;
            }
            let byte = into[index];
            index += 1;
            let held = std::mem::take(&mut self.held);
            let through = self.step(byte);
            // Two double quotes are one that belongs to the value, and the value is cut.
            let quote = held && self.state != State::Quoted;
            for byte in [quote.then_some(b'"'), through.then_some(byte)].into_iter().flatten() {
                into[written] = byte;
                written += 1;
                self.passed += 1;
            }
        }
        written
    }

    /// How many bytes at the front lie inside a value and change nothing.
    fn inside(&self, bytes: &[u8]) -> usize {
        let changes = match self.state {
            State::Bare => [self.separator, b'\n', b'\r'],
            State::Quoted => *b"\"\n\r",
            State::RowStart | State::FieldStart | State::QuoteInQuoted => return 0,
        };
        bytes.iter().position(|byte| changes.contains(byte)).unwrap_or(bytes.len())
    }

    /// Takes so many bytes inside a value in at once and says whether they go through; `None` where
    /// they must be looked at one by one.
    fn take_run(&mut self, run: usize) -> Option<bool> {
        let length = run as u64;
        let dropped = self.cutting || self.skipping;
        let fits = self.field + length <= LONGEST_VALUE && self.row + length <= LONGEST_ROW;
        if run == 0 || !(dropped || fits) {
            return None;
        }
        self.field += length;
        self.row += length;
        self.passed += if dropped { 0 } else { length };
        self.place.offset += length;
        self.after_cr = false;
        Some(!dropped)
    }

    fn end(&mut self, into: &mut [u8]) -> usize {
        if self.state == State::Quoted
            && let Some(mark) = self.marks.back_mut()
        {
            mark.unclosed = Some(self.quote_line);
        }
        let held = std::mem::take(&mut self.held);
        if held {
            into[0] = b'"';
        }
        usize::from(held)
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.len() < 2 {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "rows are read in blocks"));
        }
        loop {
            // One byte is kept free for a double quote that was held back from the block before.
            let got = self.source.read(&mut into[1..])?;
            if got == 0 {
                return Ok(self.end(into));
            }
            let written = self.filter(into, got);
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn through(text: &str) -> (String, Vec<Mark>) {
        let source = Source::open(text.as_bytes()).unwrap().unwrap();
        let mut guard = Guard::new(source, b';');
        let mut out = vec![0; 7000];
        let mut passed = String::new();
        loop {
            let got = guard.read(&mut out).unwrap();
            passed.push_str(std::str::from_utf8(&out[..got]).unwrap());
            if got == 0 {
                return (passed, guard.marks.into_iter().collect());
            }
        }
    }

    #[rstest]
    #[case::plain("a;b\nc;d\n")]
    #[case::quoted("\"a;\"\"b\";c\r\n\"d\ne\";f")]
    #[case::quote_in_bare("a\"b;c\"\n")]
    #[case::blank_lines("\n\na;b\n\n")]
    fn lets_short_rows_through(#[case] text: &str) {
        assert_eq!(through(text).0, text);
    }

    #[test]
    fn cuts_a_long_field_and_keeps_the_rest() {
        let limit = usize::try_from(LONGEST_VALUE).unwrap();
        for long in ["x".repeat(2 * limit), format!("\"{}\"", "\"\"".repeat(limit))] {
            let (passed, marks) = through(&format!("a;b\n{long};c\nd;e\n"));
            assert!(passed.len() < limit + 64, "{}", passed.len());
            assert!(passed.ends_with(";c\nd;e\n"));
            let cut: Vec<_> = marks.iter().map(|mark| (mark.place.line, mark.cut)).collect();
            assert_eq!(cut, [(1, None), (2, Some(2)), (3, None)]);
        }
    }

    #[test]
    fn tells_where_an_open_quote_began() {
        let (_, marks) = through("a;b\nc;\"d\ne;f\n");
        assert_eq!(marks.last().and_then(|mark| mark.unclosed), Some(2));
    }
}
