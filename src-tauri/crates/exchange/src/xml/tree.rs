//! One record as a tree of elements.

use std::io::Read;

use customs::Element;

use crate::limits::{DEEPEST, LONGEST_VALUE, MOST_ELEMENTS, MOST_TEXT};
use crate::record::Place;
use crate::refusal::RefusalCode;

use super::tokens::{self, Stop, Token, Tokens};

/// A record that could not be read to its end.
pub(super) struct Failed {
    /// Why.
    pub(super) stop: Stop,
    /// Elements of the record that are still open.
    pub(super) depth: usize,
    /// The reference that was read before the trouble began.
    pub(super) reference: Option<String>,
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
        let step = tokens.next().and_then(|token| tree.take(place, token));
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
            Token::Start { name, attributes, empty } => {
                let element = Element { name, attributes, ..Element::default() };
                self.push(place, element)?;
                if empty { Ok(self.close()) } else { Ok(None) }
            }
            Token::End => Ok(self.close()),
            Token::Text(text) => self.append(place, &text).map(|()| None),
            Token::Blank(length) => self.append_blank(place, length).map(|()| None),
            Token::Finish => Err(match self.open.last() {
                Some(open) => tokens::truncated(place, &open.element.name, open.place),
                None => Stop::file(place, RefusalCode::Truncated, "The file ends too early."),
            }),
        }
    }

    fn push(&mut self, place: Place, element: Element) -> Result<(), Stop> {
        self.elements += 1;
        let attributes = element.attributes.iter().map(|(name, value)| name.len() + value.len());
        self.text += element.name.len() + attributes.sum::<usize>();
        let deep = self.above + self.open.len() >= DEEPEST;
        let name = element.name.clone();
        // Opened even where it is refused, so that its end is known when the rest is passed over.
        self.open.push(Open { element, text: String::new(), place });
        if deep {
            return Err(match tokens::too_deep(place, &name) {
                Stop::File(refusal) => Stop::Record(refusal),
                other => other,
            });
        }
        self.check_size()
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

    fn fail(&self, mut stop: Stop) -> Failed {
        let reference = self.reference();
        if let Stop::Record(refusal) | Stop::File(refusal) = &mut stop {
            refusal.reference.clone_from(&reference);
        }
        Failed { stop, depth: self.open.len(), reference }
    }

    fn reference(&self) -> Option<String> {
        let root = &self.open.first()?.element;
        let of = |element: &Element| {
            let text = element.text(&["FunctionalReferenceID"]).or_else(|| element.text(&["ID"]));
            text.map(str::to_owned)
        };
        match root.name.as_str() {
            "Declaration" => of(root),
            _ => root.child("Declaration").and_then(of),
        }
    }
}
