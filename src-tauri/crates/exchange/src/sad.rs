//! Declarations on the single administrative document, as ASYCUDA World writes them in XML.
//!
//! The declaration is put under its WCO names, so that one set of rules, charges and screens serves
//! it too. What the document says beyond that stays in it, under `ASYCUDA` and its own names.

mod item;
mod tree;
mod values;

use customs::Element;

use crate::dms::is_placeholder;
use crate::record::{DeclarationRecord, Format, Place, Record};
use crate::refusal::{Refusal, RefusalCode};

/// The name of the document's root.
pub(crate) const ROOT: &str = "ASYCUDA";

/// The record that a document is. Its reference is the declarant's own (box 7).
pub(crate) fn interpret(place: Place, root: Element) -> Record {
    let document = values::without_nulls(root);
    let Some(lrn) = reference_of(&document) else {
        let reason = "The declaration has no reference of the declarant (box 7, \
                      Declarant/Reference/Number), by which it could be found again.";
        return Record::Refused(Refusal::new(place, RefusalCode::MissingLrn, reason));
    };
    if is_placeholder(&lrn) {
        let reason = format!("The declarant's reference is the placeholder {lrn}.");
        return Record::Refused(Refusal::new(place, RefusalCode::PlaceholderReference, reason));
    }
    let body = tree::declaration(&lrn, document);
    Record::Declaration(DeclarationRecord { place, format: Format::SadXml, body, data_set: None })
}

/// The declarant's reference, also where the document is not complete.
pub(crate) fn reference_of(document: &Element) -> Option<String> {
    let reference = document.find(&["Declarant", "Reference"])?;
    let number = values::text(reference, &["Number"])?;
    // Numbers begin anew each year where the year is written beside them.
    Some(match values::text(reference, &["Year"]) {
        Some(year) => format!("{year}-{number}"),
        None => number,
    })
}
