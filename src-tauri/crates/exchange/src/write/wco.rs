//! WCO DMS XML.
//!
//! A single declaration is a document as the authority takes it. Several stand one after another in a
//! `Batch` of our own, each complete with its namespaces and its envelope, as no authority is known to
//! take several in one message.
//!
//! The body keeps local names; namespaces and envelopes are put back by [`names`]. Elements stand in
//! the order of the schema where that is known, see [`order`].

mod names;
mod order;
mod text;

use std::io::{self, Write};

use customs::{Declaration, Element, Path};

use super::{File, Unheld, Why, WriteError};
use names::Envelope;
use order::Order;

/// What of the declaration cannot be written as XML: nothing, or all of it.
fn unheld(body: &Element) -> Option<Unheld> {
    let path = unwritable(body, &Path::root())?;
    Some(Unheld::new(body, Why::Unwritable { path }))
}

fn unwritable(element: &Element, here: &Path) -> Option<Path> {
    let written = |value: &str| value.chars().all(text::is_legal);
    let attribute = |(name, value): &&(String, String)| !text::is_name(name) || !written(value);
    if !text::is_name(&element.name) || !element.value.as_deref().is_none_or(written) {
        return Some(here.clone());
    }
    if let Some((name, _)) = element.attributes.iter().find(attribute) {
        return Some(here.with_attribute(name));
    }
    // Paths are made only on the way to what is found.
    element.children.iter().any(|child| unwritable(child, here).is_some()).then_some(())?;
    let mut children = element.numbered_children(here).into_iter();
    children.find_map(|(path, child)| unwritable(child, &path))
}

/// A file of declarations.
pub(super) struct Messages<W> {
    out: W,
    several: bool,
}

impl<W: Write> Messages<W> {
    pub(super) fn start(mut out: W, several: bool) -> Result<Self, WriteError> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        if several {
            writeln!(out, "<Batch xmlns=\"{}\">", names::OURS)?;
        }
        Ok(Self { out, several })
    }

    fn message(&mut self, body: &Element) -> io::Result<()> {
        let (mut around, mut depth) = (if self.several { names::OURS } else { "" }, 0);
        let envelope = Envelope::of(Declaration::read(body).country());
        if let Some(envelope) = envelope {
            writeln!(self.out, "<MetaData xmlns=\"{}\">", names::METADATA)?;
            for (name, value) in envelope.elements() {
                writeln!(self.out, "  <{name}>{value}</{name}>")?;
            }
            (around, depth) = (names::METADATA, 1);
        }
        let order = Order::of(body);
        let namespace = names::of_declaration(body);
        Tree { out: &mut self.out, order }.element(body, around, namespace, depth)?;
        if envelope.is_some() { self.out.write_all(b"</MetaData>\n") } else { Ok(()) }
    }
}

impl<W: Write> File for Messages<W> {
    fn add(&mut self, body: &Element, tell: &mut dyn FnMut(Unheld)) -> Result<bool, WriteError> {
        if let Some(unheld) = unheld(body) {
            tell(unheld);
            return Ok(false);
        }
        self.message(body)?;
        Ok(true)
    }

    fn finish(mut self) -> Result<(), WriteError> {
        if self.several {
            self.out.write_all(b"</Batch>\n")?;
        }
        Ok(self.out.flush()?)
    }
}

struct Tree<'w, W> {
    out: &'w mut W,
    order: Order,
}

impl<W: Write> Tree<'_, W> {
    /// One element on lines of its own; `around` is the namespace in which it stands.
    fn element(
        &mut self,
        element: &Element,
        around: &str,
        namespace: &str,
        depth: usize,
    ) -> io::Result<()> {
        let (name, width) = (&element.name, 2 * depth);
        write!(self.out, "{:width$}<{name}", "")?;
        if namespace != around {
            write!(self.out, " xmlns=\"{namespace}\"")?;
        }
        for (name, value) in &element.attributes {
            write!(self.out, " {name}=\"{}\"", text::attribute(value))?;
        }
        let value = element.value.as_deref().map(text::value).unwrap_or_default();
        match (value.is_empty(), element.children.is_empty()) {
            (true, true) => return self.out.write_all(b"/>\n"),
            (false, true) => return writeln!(self.out, ">{value}</{name}>"),
            (_, false) => writeln!(self.out, ">{value}")?,
        }
        for child in self.order.children(element) {
            let inside = names::of_child(name, namespace, &child.name);
            self.element(child, namespace, inside, depth + 1)?;
        }
        writeln!(self.out, "{:width$}</{name}>", "")
    }
}
