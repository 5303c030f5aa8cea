//! The bytes of a file as UTF-8 text that knows its place, refuses what contradicts its encoding and
//! never lets one value grow without bound.

mod encoding;

use std::io::{self, BufRead, Read};

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
    raw: Vec<u8>,
    ended: bool,
    text: Vec<u8>,
    read: usize,
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
        let mut raw = Vec::with_capacity(HEAD);
        (&mut input).take(HEAD as u64).read_to_end(&mut raw)?;
        let encoded = match sniff(&raw) {
            Ok(encoded) => encoded,
            Err(none) => return Ok(Err(none)),
        };
        raw.drain(..encoded.mark);
        Ok(Ok(Self {
            input,
            decoder: encoded.decoder(),
            encoding: encoded.encoding.name(),
            raw,
            ended: false,
            text: Vec::with_capacity(CHUNK),
            read: 0,
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

    /// Consumes white space and answers the first byte that is none.
    pub(crate) fn skip_blank(&mut self) -> io::Result<Option<u8>> {
        loop {
            let available = self.fill_buf()?;
            if available.is_empty() {
                return Ok(None);
            }
            let blank = available.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let first = available.get(blank).copied();
            self.consume(blank);
            if first.is_some() {
                return Ok(first);
            }
        }
    }

    /// What is left of the chunk at hand, for looking ahead.
    pub(crate) fn peek(&self) -> &[u8] {
        &self.text[self.read..]
    }

    fn refill(&mut self) {
        self.text.clear();
        self.read = 0;
        while self.text.is_empty() && self.pending.is_none() && !(self.ended && self.raw.is_empty())
        {
            if self.raw.is_empty() || !self.decode() {
                self.read_raw();
            }
        }
    }

    fn read_raw(&mut self) {
        let held = self.raw.len();
        self.raw.resize(held + CHUNK, 0);
        let got = loop {
            match self.input.read(&mut self.raw[held..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        match got {
            Ok(count) => {
                self.raw.truncate(held + count);
                self.ended = count == 0;
            }
            Err(error) => {
                self.raw.truncate(held);
                self.pending = Some(Fault::Io(error));
            }
        }
        if self.ended {
            self.decode();
            self.raw.clear();
        }
    }

    /// Turns raw bytes into text; false where more bytes are needed for the next character.
    fn decode(&mut self) -> bool {
        let Some(decoder) = &mut self.decoder else {
            std::mem::swap(&mut self.raw, &mut self.text);
            self.raw.clear();
            return true;
        };
        let room = decoder
            .max_utf8_buffer_length_without_replacement(self.raw.len())
            .unwrap_or(self.raw.len() * 4 + 16);
        let before = self.text.len();
        self.text.resize(before + room, 0);
        let (result, used, written) = decoder.decode_to_utf8_without_replacement(
            &self.raw,
            &mut self.text[before..],
            self.ended,
        );
        self.text.truncate(before + written);
        self.raw.drain(..used);
        if let DecoderResult::Malformed(..) = result {
            let cut_off = self.ended && self.raw.is_empty();
            self.pending = Some(match cut_off {
                true => Fault::CutOff,
                false => Fault::Malformed { encoding: self.encoding },
            });
        }
        written > 0
    }

    fn fail(&mut self, fault: Fault) -> io::Error {
        let error = io::Error::other("the text of the file ends here");
        self.fault = Some(fault);
        self.ended = true;
        self.raw.clear();
        self.text.clear();
        self.read = 0;
        error
    }

    fn advance(&mut self, upto: usize) {
        let mut column = self.place.column.unwrap_or(1);
        for &byte in &self.text[self.read..upto] {
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
        self.place.offset += (upto - self.read) as u64;
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.run > self.limit {
            return Err(self.fail(Fault::TooLong));
        }
        if self.read == self.text.len() && self.pending.is_none() {
            self.refill();
        }
        if self.read == self.text.len() {
            if let Some(fault) = self.pending.take() {
                return Err(self.fail(fault));
            }
        }
        Ok(&self.text[self.read..])
    }

    fn consume(&mut self, count: usize) {
        let upto = (self.read + count).min(self.text.len());
        self.run += (upto - self.read) as u64;
        self.advance(upto);
        self.read = upto;
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
