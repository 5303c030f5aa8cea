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

use tokens::{Stop, Token, Tokens};

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
        loop {
            let place = self.tokens.place();
            match self.tokens.next()? {
                Token::Start { name, attributes, empty } => {
                    if let Some(found) = self.start(place, name, attributes, empty)? {
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

    fn start(
        &mut self,
        place: Place,
        name: String,
        attributes: Vec<(String, String)>,
        empty: bool,
    ) -> Result<Option<Found>, Stop> {
        self.seen_root = true;
        if let Some(what) = roots::unsupported(&name) {
            self.found += 1;
            if self.around.is_empty() {
                self.done = true;
            } else if !empty {
                self.passing_over = 1;
            }
            return Ok(Some(Found::Refused(unsupported(place, &name, what))));
        }
        if names::is_record(&name) {
            self.found += 1;
            let root = Element { name, attributes, ..Element::default() };
            return self.record(place, root, empty).map(Some);
        }
        if self.around.len() == DEEPEST {
            return Err(tokens::too_deep(place, &name));
        }
        self.around.push((name, place));
        if empty { Ok(self.end()) } else { Ok(None) }
    }

    fn record(&mut self, place: Place, root: Element, empty: bool) -> Result<Found, Stop> {
        if empty {
            return Ok(Found::Tree { place, root });
        }
        match tree::read(&mut self.tokens, place, root, self.around.len()) {
            Ok(root) => Ok(Found::Tree { place, root }),
            Err(tree::Failed { stop: Stop::Record(refusal), depth, .. }) => {
                self.passing_over = depth;
                Ok(Found::Refused(*refusal))
            }
            Err(tree::Failed { stop: Stop::File(refusal), reference, .. }) => {
                self.done = true;
                Ok(Found::Refused(refusal.about(reference)))
            }
            Err(tree::Failed { stop, .. }) => Err(stop),
        }
    }

    fn end(&mut self) -> Option<Found> {
        let (name, place) = self.around.pop()?;
        if !self.around.is_empty() || self.found > 0 {
            self.found *= u64::from(!self.around.is_empty());
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

    fn pass_over(&mut self) -> Result<(), Stop> {
        let place = self.tokens.place();
        match self.tokens.next() {
            Ok(Token::Start { empty: false, name, .. }) => {
                self.passing_over += 1;
                // The parser remembers each open element, so there must be an end to it.
                if self.passing_over > DEEPEST * DEEPEST {
                    return Err(tokens::too_deep(place, &name));
                }
            }
            Ok(Token::End) => self.passing_over -= 1,
            Ok(Token::Finish) => {
                let message = "The file ends inside a record that was refused.";
                return Err(Stop::file(place, RefusalCode::Truncated, message));
            }
            Ok(_) | Err(Stop::Record(_)) => {}
            Err(stop) => return Err(stop),
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

fn unsupported(place: Place, name: &str, what: &str) -> Refusal {
    let reason = format!("<{name}> is {what}, neither a declaration nor a reply in WCO DMS form.");
    Refusal::new(place, RefusalCode::UnsupportedMessage, reason)
}

fn text_outside(place: Place) -> Stop {
    let reason = format!("There is text outside of any element on line {}.", place.line);
    Stop::file(place, RefusalCode::BrokenXml, reason)
}
