//! Records out of an XML document of any shape: a bare `Declaration`, `MetaData` with a
//! `Declaration` or `Response`, the same inside a request or a batch.
//!
//! Elements around the records are passed through; whatever they are called, the records in them are
//! found. Memory holds one record at a time.

mod names;
mod roots;
mod tokens;
mod tree;

use std::io::{self, Read};

use customs::Element;

use crate::limits::DEEPEST;
use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};
use crate::source::Source;

use tokens::{Start, Stop, Token, Tokens};

/// What the document holds, in order.
pub(crate) enum Found {
    /// A `Declaration` or `Response` with everything in it.
    Tree { place: Place, root: Element },
    /// A record that cannot come in.
    Refused(Refusal),
}

/// The records of a document, see the module.
pub(crate) struct Documents<R: Read> {
    tokens: Tokens<R>,
    /// The open elements around the records.
    around: Vec<(String, Place)>,
    /// Records found since the outermost element began.
    found: u64,
    /// Depth below `around` of a refused record whose rest is still to be passed over.
    passing_over: usize,
    seen_root: bool,
    done: bool,
}

impl<R: Read> Documents<R> {
    pub(crate) fn new(source: Source<R>) -> Self {
        Self {
            tokens: Tokens::new(source),
            around: Vec::new(),
            found: 0,
            passing_over: 0,
            seen_root: false,
            done: false,
        }
    }

    fn step(&mut self) -> Result<Option<Found>, Stop> {
        while self.passing_over > 0 {
            self.pass_over()?;
        }
        if self.done {
            return Ok(None);
        }
        loop {
            let place = self.tokens.place();
            match self.tokens.next()? {
                Token::Start(start) => {
                    if let Some(found) = self.start(place, start)? {
                        return Ok(Some(found));
                    }
                }
                Token::End => {
                    if let Some(found) = self.end() {
                        return Ok(Some(found));
                    }
                }
                Token::Text(_) if self.around.is_empty() => return Err(text_outside(place)),
                Token::Text(_) | Token::Blank(_) => {}
                Token::Finish => return self.finish(place),
            }
        }
    }

    fn start(&mut self, place: Place, start: Start) -> Result<Option<Found>, Stop> {
        self.seen_root = true;
        if self.around.is_empty() {
            self.found = 0;
        }
        let Start { element, empty, trouble } = start;
        let name = &element.name;
        let whole = names::is_record(name);
        let refused = roots::unsupported(name).map(|what| Box::new(unsupported(place, name, what)));
        if let Some(refusal) = refused.or(trouble) {
            self.found += 1;
            // A document that is one unsupported message need not be read to its end.
            self.done = self.around.is_empty() && !whole;
            self.passing_over = usize::from(!empty);
            return Ok(Some(Found::Refused(*refusal)));
        }
        if whole {
            self.found += 1;
            return self.record(place, element, empty).map(Some);
        }
        if self.around.len() == DEEPEST {
            return Err(Stop::File(tokens::too_deep(place, name)));
        }
        self.around.push((element.name, place));
        if empty { Ok(self.end()) } else { Ok(None) }
    }

    fn record(&mut self, place: Place, root: Element, empty: bool) -> Result<Found, Stop> {
        if empty {
            return Ok(Found::Tree { place, root });
        }
        match tree::read(&mut self.tokens, place, root, self.around.len()) {
            Ok(root) => Ok(Found::Tree { place, root }),
            Err(tree::Failed { stop: Stop::Record(refusal), depth }) => {
                self.passing_over = depth;
                Ok(Found::Refused(*refusal))
            }
            Err(tree::Failed { stop, .. }) => Err(stop),
        }
    }

    fn end(&mut self) -> Option<Found> {
        let (name, place) = self.around.pop()?;
        if !self.around.is_empty() || self.found > 0 {
            return None;
        }
        let reason = format!("<{name}> holds neither a Declaration nor a Response of customs.");
        Some(Found::Refused(Refusal::new(place, RefusalCode::UnknownRoot, reason)))
    }

    fn finish(&mut self, place: Place) -> Result<Option<Found>, Stop> {
        self.done = true;
        if let Some((name, opened)) = self.around.last() {
            return Err(tokens::truncated(place, name, *opened));
        }
        if self.seen_root {
            return Ok(None);
        }
        Err(Stop::file(place, RefusalCode::UnknownRoot, "The XML document has no element."))
    }

    /// Takes one part of a record that was refused. Where the file ends in it, nothing more is to be
    /// said: the record has been counted.
    fn pass_over(&mut self) -> Result<(), Stop> {
        let place = self.tokens.place();
        match self.tokens.next() {
            Ok(Token::Start(Start { empty: false, element, .. })) => {
                self.passing_over += 1;
                // The parser remembers each open element, so there must be an end to it.
                if self.passing_over > DEEPEST * DEEPEST {
                    return Err(Stop::File(tokens::too_deep(place, &element.name)));
                }
            }
            Ok(Token::End) => self.passing_over -= 1,
            Ok(Token::Finish) => self.done = true,
            Err(Stop::File(refusal)) if refusal.code == RefusalCode::Truncated => self.done = true,
            Ok(_) | Err(Stop::Record(_)) => {}
            Err(stop) => return Err(stop),
        }
        if self.done {
            self.passing_over = 0;
        }
        Ok(())
    }
}

impl<R: Read> Iterator for Documents<R> {
    type Item = io::Result<Found>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.step() {
            Ok(found) => found.map(Ok),
            Err(Stop::Io(error)) => {
                self.done = true;
                Some(Err(error))
            }
            Err(Stop::File(refusal) | Stop::Record(refusal)) => {
                self.done = true;
                Some(Ok(Found::Refused(*refusal)))
            }
        }
    }
}

/// One part of a document that holds no records.
pub(crate) enum Part<'a> {
    /// A start tag: the element's name and attributes.
    Open(&'a Element),
    Text(&'a str),
    Close,
}

/// What is shown the parts of a document, and may say not to read on.
pub(crate) type Look<'l> = dyn FnMut(Place, Part<'_>) -> Result<(), Box<Refusal>> + 'l;

/// Shows a document to `look` part by part, by the limits of this reader, and answers the first reason
/// not to read on: what is wrong with the document, or what `look` says.
///
/// # Errors
/// Those of `input`.
pub(crate) fn each_part(input: impl Read, look: &mut Look<'_>) -> io::Result<Option<Refusal>> {
    let source = match Source::open(input)? {
        Ok(source) => source,
        Err(none) => return Ok(Some(none.refusal())),
    };
    let mut tokens = Tokens::new(source);
    let mut open = Vec::new();
    loop {
        match show_part(&mut tokens, &mut open, look) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(Stop::Io(error)) => return Err(error),
            Err(Stop::File(refusal) | Stop::Record(refusal)) => return Ok(Some(*refusal)),
        }
    }
}

/// Shows the next part; `false` at the end.
fn show_part<R: Read>(
    tokens: &mut Tokens<R>,
    open: &mut Vec<(String, Place)>,
    look: &mut Look<'_>,
) -> Result<bool, Stop> {
    let place = tokens.place();
    let mut show = |part: Part<'_>| look(place, part).map_err(Stop::Record);
    match tokens.next()? {
        Token::Finish => match open.last() {
            Some((name, opened)) => return Err(tokens::truncated(place, name, *opened)),
            None => return Ok(false),
        },
        Token::End => {
            open.pop();
            show(Part::Close)?;
        }
        Token::Start(Start { trouble: Some(trouble), .. }) => return Err(Stop::Record(trouble)),
        Token::Start(Start { element, empty, .. }) => {
            if open.len() + usize::from(!empty) > DEEPEST {
                return Err(Stop::File(tokens::too_deep(place, &element.name)));
            }
            show(Part::Open(&element))?;
            match empty {
                true => show(Part::Close)?,
                false => open.push((element.name, place)),
            }
        }
        Token::Text(text) => show(Part::Text(&text))?,
        Token::Blank(_) => {}
    }
    Ok(true)
}

/// Reads a document to its end by the limits of this reader, and answers why it is not fit for another
/// one that has none. `plausible` is asked about every attribute, by name and value.
///
/// # Errors
/// Those of `input`.
pub(crate) fn soundness(
    input: impl Read,
    plausible: &dyn Fn(&str, &str) -> bool,
) -> io::Result<Option<Refusal>> {
    each_part(input, &mut |place, part| {
        let Part::Open(element) = part else { return Ok(()) };
        match element.attributes.iter().find(|(name, value)| !plausible(name, value)) {
            None => Ok(()),
            Some((name, value)) => {
                let reason = format!("<{}> says {name} {value}, which cannot be.", element.name);
                Err(Box::new(Refusal::new(place, RefusalCode::RecordTooLarge, reason)))
            }
        }
    })
}

fn unsupported(place: Place, name: &str, what: &str) -> Refusal {
    let reason = format!("<{name}> is {what}, neither a declaration nor a reply in WCO DMS form.");
    Refusal::new(place, RefusalCode::UnsupportedMessage, reason)
}

fn text_outside(place: Place) -> Stop {
    let reason = format!("There is text outside of any element on line {}.", place.line);
    Stop::file(place, RefusalCode::BrokenXml, reason)
}
