//! The parts of an XML document with their places; everything that is wrong with them is a refusal.

use std::io::{self, Read};

use customs::Element;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::limits::{DEEPEST, LONGEST_VALUE, MOST_ATTRIBUTES};
use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};
use crate::source::{Fault, Source};

use super::names::{Prefixes, is_plumbing};

/// One part of a document. Comments, processing instructions and the XML declaration are left out.
#[derive(Debug, PartialEq)]
pub(super) enum Token {
    Start(Start),
    End,
    /// Text with something in it, references resolved and line ends made `\n`.
    Text(String),
    /// White space of that many bytes.
    Blank(usize),
    Finish,
}

/// A start tag.
#[derive(Debug, PartialEq)]
pub(super) struct Start {
    pub(super) element: Element,
    /// It is closed already: `<null/>`.
    pub(super) empty: bool,
    /// The record that it belongs to must be refused.
    pub(super) trouble: Option<Box<Refusal>>,
}

/// Why the next part cannot be had.
#[derive(Debug)]
pub(super) enum Stop {
    /// The record is refused; the file can be read on behind it.
    Record(Box<Refusal>),
    /// The file cannot be read any further.
    File(Box<Refusal>),
    Io(io::Error),
}

impl Stop {
    pub(super) fn file(place: Place, code: RefusalCode, reason: impl Into<String>) -> Self {
        Self::File(Box::new(Refusal::new(place, code, reason)))
    }

    pub(super) fn record(place: Place, code: RefusalCode, reason: impl Into<String>) -> Self {
        Self::Record(Box::new(Refusal::new(place, code, reason)))
    }
}

/// Reads a document part by part.
pub(super) struct Tokens<R: Read> {
    reader: Reader<Source<R>>,
    buffer: Vec<u8>,
    prefixes: Prefixes,
}

impl<R: Read> Tokens<R> {
    pub(super) fn new(source: Source<R>) -> Self {
        let mut reader = Reader::from_reader(source);
        let config = reader.config_mut();
        config.check_end_names = true;
        // A comment that was closed wrongly hides the elements up to the next one; refuse, not lose.
        config.check_comments = true;
        Self { reader, buffer: Vec::new(), prefixes: Prefixes::default() }
    }

    /// Where the next part starts.
    pub(super) fn place(&self) -> Place {
        self.reader.get_ref().place()
    }

    pub(super) fn next(&mut self) -> Result<Token, Stop> {
        loop {
            let place = self.place();
            self.buffer.clear();
            self.reader.get_mut().start_value();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.stop(place, &error)),
            };
            return match event {
                Event::Start(tag) => start(&mut self.prefixes, place, &tag, false),
                Event::Empty(tag) => start(&mut self.prefixes, place, &tag, true),
                Event::End(_) => Ok(Token::End),
                Event::Text(text) => textual(place, &text.xml10_content()),
                Event::CData(text) => textual(place, &text.xml10_content()),
                Event::GeneralRef(reference) => resolve(place, &reference),
                Event::DocType(_) => Err(doctype(place)),
                Event::Eof => Ok(Token::Finish),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            };
        }
    }

    fn stop(&mut self, place: Place, error: &Error) -> Stop {
        match self.reader.get_mut().take_fault() {
            Some(Fault::TooLong) if is_doctype(&self.buffer) => doctype(place),
            Some(fault) => stop_of_fault(fault, place, self.place()),
            None => stop_of_error(error, place),
        }
    }
}

fn stop_of_fault(fault: Fault, started: Place, here: Place) -> Stop {
    match fault {
        Fault::Io(error) => Stop::Io(error),
        Fault::TooLong => Stop::file(started, RefusalCode::ValueTooLong, too_long(started)),
        Fault::CutOff => Stop::file(here, RefusalCode::Truncated, cut_off("a character", here)),
        Fault::Malformed { encoding } => Stop::file(
            here,
            RefusalCode::WrongEncoding,
            format!("The bytes on line {} are not {encoding} text as the file states.", here.line),
        ),
    }
}

fn too_long(started: Place) -> String {
    format!(
        "The value, tag or comment that starts on line {} is longer than {} KiB; the rest of the file was not read.",
        started.line,
        LONGEST_VALUE / 1024
    )
}

fn cut_off(inside: &str, here: Place) -> String {
    format!("The file ends on line {} in the middle of {inside}.", here.line)
}

fn stop_of_error(error: &Error, place: Place) -> Stop {
    let broken = |reason: String| Stop::file(place, RefusalCode::BrokenXml, reason);
    let line = place.line;
    match error {
        Error::Syntax(SyntaxError::InvalidBangMarkup) => {
            broken(format!("“<!” on line {line} starts neither a comment nor CDATA."))
        }
        Error::Syntax(SyntaxError::UnclosedDoctype) => doctype(place),
        Error::Syntax(unclosed) => {
            let inside = match unclosed {
                SyntaxError::UnclosedComment => "a comment",
                SyntaxError::UnclosedCData => "CDATA",
                _ => "a tag",
            };
            let reason = format!("The file ends inside {inside} that starts on line {line}.");
            Stop::file(place, RefusalCode::Truncated, reason)
        }
        Error::IllFormed(problem) => broken(ill_formed(problem, line)),
        other => broken(format!("The XML is broken on line {line}: {other}.")),
    }
}

fn ill_formed(problem: &IllFormedError, line: u64) -> String {
    match problem {
        IllFormedError::DoubleHyphenInComment => format!(
            "The comment that starts on line {line} has “--” in it. It was probably closed with “->”, which would hide the elements after it."
        ),
        IllFormedError::MismatchedEndTag { expected, found } => {
            format!("</{found}> on line {line} closes <{expected}>.")
        }
        IllFormedError::UnmatchedEndTag(found) => {
            format!("</{found}> on line {line} closes an element that is not open.")
        }
        IllFormedError::UnclosedReference => {
            format!("There is a bare “&” on line {line}.")
        }
        other => format!("The XML is broken on line {line}: {other}."),
    }
}

fn is_doctype(text: &[u8]) -> bool {
    text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"<!DOCTYPE"))
}

fn doctype(place: Place) -> Stop {
    let reason = format!("Line {} has a DOCTYPE. The file was not read beyond it.", place.line);
    Stop::file(place, RefusalCode::DoctypeForbidden, reason)
}

pub(super) fn too_deep(place: Place, name: &str) -> Box<Refusal> {
    let reason = format!("<{name}> on line {} lies deeper than {DEEPEST} elements.", place.line);
    Box::new(Refusal::new(place, RefusalCode::TooDeep, reason))
}

pub(super) fn truncated(place: Place, name: &str, opened: Place) -> Stop {
    let reason = format!(
        "The file ends on line {} inside <{name}>, opened on line {}.",
        place.line, opened.line
    );
    Stop::file(place, RefusalCode::Truncated, reason)
}

fn start(
    prefixes: &mut Prefixes,
    place: Place,
    tag: &BytesStart<'_>,
    empty: bool,
) -> Result<Token, Stop> {
    let raw = tag.name().into_inner();
    if !is_name(raw) {
        let reason = format!("“<{raw}” on line {} is not an element name.", place.line);
        return Err(Stop::file(place, RefusalCode::BrokenXml, reason));
    }
    let mut start = Start { element: Element::new(prefixes.local(raw)), empty, trouble: None };
    match attributes(place, raw, tag) {
        Ok(attributes) => start.element.attributes = attributes,
        Err(Stop::Record(trouble)) => start.trouble = Some(trouble),
        Err(stop) => return Err(stop),
    }
    Ok(Token::Start(start))
}

type Attributes = Vec<(String, String)>;

fn attributes(place: Place, name: &str, tag: &BytesStart<'_>) -> Result<Attributes, Stop> {
    let broken = |what: &dyn std::fmt::Display| {
        let reason = format!("<{name}> on line {} has a broken attribute: {what}.", place.line);
        Stop::file(place, RefusalCode::BrokenXml, reason)
    };
    let mut found = Vec::new();
    for (index, attribute) in tag.attributes().enumerate() {
        if index == MOST_ATTRIBUTES {
            let reason =
                format!("<{name}> on line {} has more than {index} attributes.", place.line);
            return Err(Stop::record(place, RefusalCode::TooManyAttributes, reason));
        }
        let attribute = attribute.map_err(|error| broken(&error))?;
        let raw = attribute.key.into_inner();
        if !is_name(raw) {
            return Err(broken(&format_args!("“{raw}” is not a name")));
        }
        if is_plumbing(raw) {
            continue;
        }
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error))?;
        check_characters(place, &value)?;
        found.push((raw.rsplit(':').next().unwrap_or(raw).to_owned(), value.into_owned()));
    }
    Ok(found)
}

fn textual(place: Place, text: &str) -> Result<Token, Stop> {
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return Ok(Token::Blank(text.len()));
    }
    check_characters(place, text)?;
    Ok(Token::Text(text.to_owned()))
}

fn resolve(place: Place, reference: &BytesRef<'_>) -> Result<Token, Stop> {
    let unknown = || {
        let name = reference.xml10_content();
        let reason = format!("“&{name};” on line {} stands for no character.", place.line);
        Stop::record(place, RefusalCode::UnknownEntity, reason)
    };
    if let Some(character) = reference.resolve_char_ref().map_err(|_| unknown())? {
        let text = character.to_string();
        check_characters(place, &text)?;
        return Ok(Token::Text(text));
    }
    let character = match &*reference.xml10_content() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return Err(unknown()),
    };
    Ok(Token::Text(character.to_owned()))
}

/// Refuses what XML 1.0 does not allow as a character.
fn check_characters(place: Place, text: &str) -> Result<(), Stop> {
    let illegal = |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    let Some(found) = text.chars().find(|c| illegal(*c)) else { return Ok(()) };
    let reason = format!(
        "The text that starts on line {} holds the control character U+{:04X}.",
        place.line,
        u32::from(found)
    );
    Err(Stop::record(place, RefusalCode::IllegalCharacter, reason))
}

fn is_name(text: &str) -> bool {
    let first = |c: char| c.is_alphabetic() || c == '_' || c == ':';
    let rest = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.' | '·');
    text.starts_with(first) && text.chars().all(rest)
}
