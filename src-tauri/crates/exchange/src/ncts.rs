//! Messages of the transit system (NCTS, phase 5): the declaration and what customs answer to it.
//!
//! A declaration is put under its WCO names, so that one set of screens and rules serves it too; what
//! it says stays in it, under `CC015C` and its own names.

mod declaration;
mod message;

use customs::Element;
use customs::declaration::DataSet;

use crate::dms::is_placeholder;
use crate::record::{DeclarationRecord, Format, MessageRecord, Place, Record};
use crate::refusal::{Refusal, RefusalCode};

/// The transit declaration, IE015.
const DECLARATION: &str = "CC015C";

/// Whether an element of this name is a message that is read here.
pub(crate) fn reads(name: &str) -> bool {
    name == DECLARATION || message::is_known(name)
}

/// The record that a message is.
pub(crate) fn interpret(place: Place, root: Element) -> Record {
    let lrn = operation(&root, "LRN").filter(|text| !is_placeholder(text));
    let mrn = operation(&root, "MRN").filter(|text| !is_placeholder(text));
    if lrn.is_none() && (root.name == DECLARATION || mrn.is_none()) {
        return Record::Refused(unaddressed(place, &root));
    }
    if root.name != DECLARATION {
        let message = message::read(root);
        return Record::Message(Box::new(MessageRecord {
            place,
            format: Format::NctsXml,
            message,
        }));
    }
    let body = declaration::read(root);
    let data_set = Some(DataSet(declaration::DATA_SET.to_owned()));
    Record::Declaration(DeclarationRecord { place, format: Format::NctsXml, body, data_set })
}

/// The LRN or MRN that a message names, also where it is not complete.
pub(crate) fn reference_of(root: &Element) -> Option<String> {
    operation(root, "LRN").or_else(|| operation(root, "MRN"))
}

fn unaddressed(place: Place, root: &Element) -> Refusal {
    let written = reference_of(root).filter(|text| is_placeholder(text));
    match (written, root.name.as_str()) {
        (Some(text), name) => {
            let reason = format!("The message {name} has the placeholder {text} for a reference.");
            Refusal::new(place, RefusalCode::PlaceholderReference, reason)
        }
        (None, DECLARATION) => {
            let reason = "The transit declaration has no LRN (TransitOperation/LRN).";
            Refusal::new(place, RefusalCode::MissingLrn, reason)
        }
        (None, name) => {
            let reason =
                format!("The message {name} names no declaration, neither by LRN nor by MRN.");
            Refusal::new(place, RefusalCode::MissingReference, reason)
        }
    }
}

fn operation(root: &Element, name: &str) -> Option<String> {
    text(root, &["TransitOperation", name])
}

/// The value at that place, trimmed; `None` where it says nothing.
fn text(element: &Element, names: &[&str]) -> Option<String> {
    element.text(names).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The element of that name with the value at that place.
fn leaf(name: &str, element: &Element, names: &[&str]) -> Option<Element> {
    text(element, names).map(|value| Element::leaf(name, value))
}
