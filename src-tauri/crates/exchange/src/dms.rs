//! What a `Declaration` or `Response` of the WCO DMS messages is: a whole declaration, a later request
//! of the declarant, or a reply of the authority.

mod charges;
mod dates;
mod pointer;
mod purpose;
mod reply;
mod request;
mod wco;

use customs::declaration::DataSet;
use customs::{AuthorityMessage, Element};

use crate::record::{DeclarationRecord, Format, MessageRecord, Place, Record};
use crate::refusal::{Refusal, RefusalCode};
use crate::{ncts, sad};

use purpose::Purpose;
pub(crate) use reply::with_result;

/// The record that an element is.
pub(crate) fn interpret(place: Place, root: Element) -> Record {
    if root.name == "Response" {
        return message(place, reply::read(root));
    }
    match purpose::of(&root) {
        Purpose::Whole => declaration(place, root),
        Purpose::Request { kind, about } => message(place, request::read(root, kind, about)),
    }
}

fn declaration(place: Place, body: Element) -> Record {
    let refused = |code, reason: String| Record::Refused(Refusal::new(place, code, reason));
    let Some(lrn) = lrn_of(&body) else {
        let mrn = mrn_of(&body).map(str::to_owned);
        let reason = "The declaration has no LRN (12 09, FunctionalReferenceID).";
        let refusal = Refusal::new(place, RefusalCode::MissingLrn, reason).about(mrn);
        return Record::Refused(refusal);
    };
    if is_placeholder(lrn) {
        let reason = format!("The LRN is the placeholder {lrn}.");
        return refused(RefusalCode::PlaceholderReference, reason);
    }
    let data_set = category_of(&body).map(|text| DataSet(text.to_owned()));
    Record::Declaration(DeclarationRecord { place, format: Format::WcoXml, body, data_set })
}

/// A message must name its declaration by a real LRN or MRN.
fn message(place: Place, mut message: AuthorityMessage) -> Record {
    let written = [message.lrn.take(), message.mrn.take()];
    let placeholder = written.iter().flatten().find(|text| is_placeholder(text)).cloned();
    let [lrn, mrn] = written.map(|text| text.filter(|text| !is_placeholder(text)));
    if lrn.is_none() && mrn.is_none() {
        return Record::Refused(unaddressed(place, &message.code, placeholder));
    }
    let message = AuthorityMessage { lrn, mrn, ..message };
    Record::Message(Box::new(MessageRecord { place, format: Format::WcoXml, message }))
}

fn unaddressed(place: Place, code: &str, placeholder: Option<String>) -> Refusal {
    match placeholder {
        Some(text) => {
            let reason =
                format!("The message {code} names its declaration by the placeholder {text}.");
            Refusal::new(place, RefusalCode::PlaceholderReference, reason)
        }
        None => {
            let reason =
                format!("The message {code} names no declaration, neither by LRN nor by MRN.");
            Refusal::new(place, RefusalCode::MissingReference, reason)
        }
    }
}

/// A reference that a template's user was to fill in: `{{LRN}}`, `${LRN}`, `[LRN]`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.contains("{{") || text.contains("${") || (text.starts_with('[') && text.ends_with(']'))
}

/// The value of a child under its WCO DMS name or under its name in the EUCDM library, where the value
/// lies one element deeper: `FunctionalReferenceID`, or `functionalReference/Identifier.Content`.
///
/// Temporary storage, presentation and exit summary declarations (G3, G4, A1 ...) are written so.
fn written<'a>(root: &'a Element, names: [&str; 2]) -> Option<&'a str> {
    let value = |element: &'a Element| element.value.as_deref().filter(|text| !text.is_empty());
    names.iter().filter_map(|name| root.child(name)).find_map(|found| {
        let inner = || found.children.iter().find(|inner| inner.name.ends_with(".Content"));
        value(found).or_else(|| value(inner()?))
    })
}

fn lrn_of(root: &Element) -> Option<&str> {
    written(root, ["FunctionalReferenceID", "functionalReference"])
}

fn mrn_of(root: &Element) -> Option<&str> {
    written(root, ["ID", "id"])
}

fn category_of(root: &Element) -> Option<&str> {
    written(root, ["ProcedureCategory", "procedureCategory"])
}

/// The LRN or MRN that a record names, also where the record is not complete.
pub(crate) fn reference_of(root: &Element) -> Option<String> {
    if root.name == sad::ROOT {
        return sad::reference_of(root);
    }
    if ncts::reads(&root.name) {
        return ncts::reference_of(root);
    }
    let declaration =
        if root.name == "Declaration" { Some(root) } else { root.child("Declaration") };
    let declaration = declaration?;
    lrn_of(declaration).or_else(|| mrn_of(declaration)).map(str::to_owned)
}
