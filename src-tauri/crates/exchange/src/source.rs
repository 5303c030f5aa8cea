//! The bytes of a file as UTF-8 text that knows its place, refuses what contradicts its encoding and
//! never lets one value grow without bound.

mod encoding;

use std::io::{self, BufRead, Read};
use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult};

use crate::limits::LONGEST_VALUE;
use crate::record::Place;

pub(crate) use encoding::NoEncoding;
use encoding::sniff;

const CHUNK: usize = 32 * 1024;
/// Enough to see a byte order mark, the XML declaration and a file's magic number.
const HEAD: usize = 1024;

/// Why no more text can be had.
#[derive(Debug)]
pub(crate) enum Fault {
    /// One value runs beyond [`LONGEST_VALUE`].
    TooLong,
    /// Bytes that the encoding does not allow.
    Malformed { encoding: &'static str },
    /// The file ends in the middle of a character.
    CutOff,
    /// Reading failed.
    Io(io::Error),
}

/// A file as text, see the module.
pub(crate) struct Source<R> {
    input: R,
    /// `None` hands the bytes on as they are: the rows of a CSV file are checked one by one.
    decoder: Option<Decoder>,
    encoding: &'static str,
    /// Bytes as they stand in the file; those that are not decoded yet.
    raw: Vec<u8>,
    held: Range<usize>,
    ended: bool,
    /// Decoded text; the part that was not taken yet.
    text: Vec<u8>,
    ready: Range<usize>,
    pending: Option<Fault>,
    fault: Option<Fault>,
    run: u64,
    limit: u64,
    place: Place,
    after_cr: bool,
}

impl<R: Read> Source<R> {
    /// Reads the head of the file and settles its encoding.
    pub(crate) fn open(mut input: R) -> io::Result<Result<Self, NoEncoding>> {
        let mut raw = Vec::with_capacity(CHUNK);
        (&mut input).take(HEAD as u64).read_to_end(&mut raw)?;
        let encoded = match sniff(&raw) {
            Ok(encoded) => encoded,
            Err(none) => return Ok(Err(none)),
        };
        let held = encoded.mark..raw.len();
        raw.resize(CHUNK, 0);
        let decoder = encoded.decoder();
        let room = decoder.as_ref().map_or(Some(CHUNK), |decoder| {
            decoder.max_utf8_buffer_length_without_replacement(CHUNK)
        });
        Ok(Ok(Self {
            input,
            decoder,
            encoding: encoded.encoding.name(),
            raw,
            held,
            ended: false,
            // No character takes more than four bytes in UTF-8, whatever it takes in the file.
            text: vec![0; room.unwrap_or(4 * CHUNK + 16)],
            ready: 0..0,
            pending: None,
            fault: None,
            run: 0,
            limit: u64::MAX,
            place: Place {
                record: 0,
                line: 1,
                column: Some(1),
                offset: if encoded.is_utf8() { encoded.mark as u64 } else { 0 },
            },
            after_cr: false,
        }))
    }

    /// The place of the next byte.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// Starts counting anew: the next tag, text or comment begins here.
    pub(crate) fn start_value(&mut self) {
        self.run = 0;
        self.limit = LONGEST_VALUE;
    }

    /// Why reading stopped, if it did.
    pub(crate) fn take_fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// Consumes what is blank and answers the first byte that is not.
    pub(crate) fn skip(&mut self, blank: impl Fn(u8) -> bool) -> io::Result<Option<u8>> {
        loop {
            let available = self.fill_buf()?;
            if available.is_empty() {
                return Ok(None);
            }
            let skipped = available.iter().take_while(|byte| blank(**byte)).count();
            let first = available.get(skipped).copied();
            self.consume(skipped);
            if first.is_some() {
                return Ok(first);
            }
        }
    }

    /// What is left of the chunk at hand, for looking ahead.
    pub(crate) fn peek(&self) -> &[u8] {
        &self.text[self.ready.clone()]
    }

    fn refill(&mut self) {
        self.ready = 0..0;
        while self.ready.is_empty() && self.pending.is_none() {
            if self.held.is_empty() {
                if self.ended {
                    return;
                }
                self.read_raw();
            }
            self.decode();
        }
    }

    fn read_raw(&mut self) {
        let got = loop {
            match self.input.read(&mut self.raw) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        match got {
            Ok(count) => {
                self.held = 0..count;
                self.ended = count == 0;
            }
            Err(error) => self.pending = Some(Fault::Io(error)),
        }
    }

    /// Turns the bytes held into text. The decoder itself keeps the start of a character whose rest
    /// has not been read yet.
    fn decode(&mut self) {
        let bytes = &self.raw[self.held.clone()];
        let Some(decoder) = &mut self.decoder else {
            self.text[..bytes.len()].copy_from_slice(bytes);
            self.ready = 0..bytes.len();
            self.held = 0..0;
            return;
        };
        let (result, used, written) =
            decoder.decode_to_utf8_without_replacement(bytes, &mut self.text, self.ended);
        self.held.start += used;
        self.ready = 0..written;
        if let DecoderResult::Malformed(..) = result {
            let cut_off = self.ended && self.held.is_empty();
            self.pending = Some(match cut_off {
                true => Fault::CutOff,
                false => Fault::Malformed { encoding: self.encoding },
            });
        }
    }

    fn fail(&mut self, fault: Fault) -> io::Error {
        self.fault = Some(fault);
        self.ended = true;
        self.held = 0..0;
        self.ready = 0..0;
        io::Error::other("the text of the file ends here")
    }

    fn advance(&mut self, upto: usize) {
        let mut column = self.place.column.unwrap_or(1);
        for &byte in &self.text[self.ready.start..upto] {
            match byte {
                b'\n' if self.after_cr => {}
                b'\n' | b'\r' => {
                    self.place.line += 1;
                    column = 1;
                }
                // The bytes after the first of a character do not start a new column.
                0x80..=0xBF => {}
                _ => column += 1,
            }
            self.after_cr = byte == b'\r';
        }
        self.place.column = Some(column);
        self.place.offset += (upto - self.ready.start) as u64;
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.run > self.limit {
            return Err(self.fail(Fault::TooLong));
        }
        if self.ready.is_empty() && self.pending.is_none() {
            self.refill();
        }
        if self.ready.is_empty()
            && let Some(fault) = self.pending.take()
        {
            return Err(self.fail(fault));
        }
        Ok(self.peek())
    }

    fn consume(&mut self, count: usize) {
        let upto = (self.ready.start + count).min(self.ready.end);
        self.run += (upto - self.ready.start) as u64;
        self.advance(upto);
        self.ready.start = upto;
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}
