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

use purpose::Purpose;

/// The record that an element is.
pub(crate) fn interpret(place: Place, root: Element) -> Record {
    if root.name == "Response" {
        return message(place, reply::read(root));
    }
    if is_other_library(&root) {
        return Record::Refused(other_library(place, &root));
    }
    match purpose::of(&root) {
        Purpose::Whole => declaration(place, root),
        Purpose::Request { kind, about } => message(place, request::read(root, kind, about)),
    }
}

fn declaration(place: Place, body: Element) -> Record {
    let refused = |code, reason: String| Record::Refused(Refusal::new(place, code, reason));
    let Some(lrn) = body.text(&["FunctionalReferenceID"]) else {
        let mrn = body.text(&["ID"]).map(str::to_owned);
        let reason = "The declaration has no LRN (12 09, FunctionalReferenceID).";
        let refusal = Refusal::new(place, RefusalCode::MissingLrn, reason).about(mrn);
        return Record::Refused(refusal);
    };
    if is_placeholder(lrn) {
        let reason = format!("The LRN is the placeholder {lrn}.");
        return refused(RefusalCode::PlaceholderReference, reason);
    }
    let data_set = body.text(&["ProcedureCategory"]).map(|text| DataSet(text.to_owned()));
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

/// Temporary storage, presentation and exit summary declarations are written in the names of another
/// library (`functionalReference/Identifier.Content`), which holds none of the WCO DMS elements.
fn is_other_library(root: &Element) -> bool {
    root.child("FunctionalReferenceID").is_none()
        && root.children.iter().any(|child| {
            let wrapped = child.children.first().map(|inner| inner.name.as_str());
            wrapped.is_some_and(|name| name.ends_with(".Content"))
        })
}

fn other_library(place: Place, root: &Element) -> Refusal {
    let category = root.text(&["procedureCategory", "Identifier.Content"]).unwrap_or("unnamed");
    let reason = format!(
        "The Declaration of data set {category} is written in the EUCDM library's names (temporary storage, presentation or exit summary), not in WCO DMS names."
    );
    Refusal::new(place, RefusalCode::UnsupportedMessage, reason)
        .about(root.text(&["functionalReference", "Identifier.Content"]))
}
