//! One record as a tree of elements.

use std::io::Read;

use customs::Element;

use crate::dms::reference_of;
use crate::limits::{DEEPEST, LONGEST_VALUE, MOST_ELEMENTS, MOST_TEXT};
use crate::record::Place;
use crate::refusal::RefusalCode;

use super::tokens::{self, Start, Stop, Token, Tokens};

/// A record that could not be read to its end.
pub(super) struct Failed {
    /// Why.
    pub(super) stop: Stop,
    /// Elements of the record that are still open.
    pub(super) depth: usize,
}

/// Reads up to the end of `root`, whose start has been read; `above` elements are open around it.
pub(super) fn read<R: Read>(
    tokens: &mut Tokens<R>,
    place: Place,
    root: Element,
    above: usize,
) -> Result<Element, Failed> {
    let mut tree = Tree { open: Vec::new(), above, elements: 1, text: 0, root_place: place };
    tree.open.push(Open { element: root, text: String::new(), place });
    loop {
        let place = tokens.place();
        let step = match tokens.next() {
            Ok(token) => tree.take(place, token),
            Err(stop) => Err(tree.inside(stop)),
        };
        match step {
            Ok(Some(root)) => return Ok(root),
            Ok(None) => {}
            Err(stop) => return Err(tree.fail(stop)),
        }
    }
}

struct Open {
    element: Element,
    text: String,
    place: Place,
}

struct Tree {
    open: Vec<Open>,
    above: usize,
    elements: usize,
    text: usize,
    root_place: Place,
}

impl Tree {
    /// Takes one part in; answers the root when it is closed.
    fn take(&mut self, place: Place, token: Token) -> Result<Option<Element>, Stop> {
        match token {
            Token::Start(start) => self.start(place, start),
            Token::End => Ok(self.close()),
            Token::Text(text) => self.append(place, &text).map(|()| None),
            Token::Blank(length) => self.append_blank(place, length).map(|()| None),
            Token::Finish => Err(match self.open.last() {
                Some(open) => tokens::truncated(place, &open.element.name, open.place),
                None => Stop::file(place, RefusalCode::Truncated, "The file ends too early."),
            }),
        }
    }

    fn start(&mut self, place: Place, start: Start) -> Result<Option<Element>, Stop> {
        let Start { element, empty, trouble } = start;
        self.elements += 1;
        let attributes = element.attributes.iter().map(|(name, value)| name.len() + value.len());
        self.text += element.name.len() + attributes.sum::<usize>();
        let too_deep = self.above + self.open.len() >= DEEPEST;
        let refused = match trouble {
            Some(trouble) => Err(Stop::Record(trouble)),
            None if too_deep => Err(Stop::Record(tokens::too_deep(place, &element.name))),
            None => self.check_size(),
        };
        // Opened even where it is refused, so that it is known how much is still to be closed.
        self.open.push(Open { element, text: String::new(), place });
        let closed = if empty { self.close() } else { None };
        refused.map(|()| closed)
    }

    fn append(&mut self, place: Place, text: &str) -> Result<(), Stop> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        open.text.push_str(text);
        self.text += text.len();
        if open.text.len() as u64 > LONGEST_VALUE {
            let reason = format!(
                "The value of <{}>, opened on line {}, is longer than {} KiB.",
                open.element.name,
                open.place.line,
                LONGEST_VALUE / 1024
            );
            return Err(Stop::record(place, RefusalCode::ValueTooLong, reason));
        }
        self.check_size()
    }

    /// White space matters only between two pieces of text.
    fn append_blank(&mut self, place: Place, length: usize) -> Result<(), Stop> {
        let wanted = self.open.last().is_some_and(|open| {
            !open.text.is_empty() && !open.text.ends_with(|c: char| c.is_ascii_whitespace())
        });
        if wanted && length > 0 { self.append(place, " ") } else { Ok(()) }
    }

    fn check_size(&self) -> Result<(), Stop> {
        if self.elements <= MOST_ELEMENTS && self.text <= MOST_TEXT {
            return Ok(());
        }
        let reason = format!(
            "The record that starts on line {} holds more than {MOST_ELEMENTS} elements or {} MiB of text.",
            self.root_place.line,
            MOST_TEXT / 1024 / 1024
        );
        Err(Stop::record(self.root_place, RefusalCode::RecordTooLarge, reason))
    }

    fn close(&mut self) -> Option<Element> {
        let Open { mut element, text, .. } = self.open.pop()?;
        let value = text.trim();
        element.value = (!value.is_empty()).then(|| value.to_owned());
        element.children.shrink_to_fit();
        match self.open.last_mut() {
            Some(parent) => {
                parent.element.children.push(element);
                None
            }
            None => Some(element),
        }
    }

    /// Says where the trouble is, for trouble with the XML itself.
    fn inside(&self, mut stop: Stop) -> Stop {
        if let (Stop::File(refusal), Some(open)) = (&mut stop, self.open.last())
            && matches!(refusal.code, RefusalCode::BrokenXml | RefusalCode::Truncated)
        {
            let (name, line) = (&open.element.name, open.place.line);
            refusal.reason.push_str(&format!(" It is inside <{name}>, opened on line {line}."));
        }
        stop
    }

    fn fail(&self, mut stop: Stop) -> Failed {
        if let Stop::Record(refusal) | Stop::File(refusal) = &mut stop {
            refusal.reference = self.open.first().and_then(|root| reference_of(&root.element));
        }
        Failed { stop, depth: self.open.len() }
    }
}
