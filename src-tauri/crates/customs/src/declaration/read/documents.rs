//! Documents: previous, supporting and transport documents, additional references.

use crate::declaration::{At, Document};

use super::place::Place;

/// Elements that hold documents other than transport documents.
const HOLDERS: [&str; 4] =
    ["PreviousDocument", "SupportingDocument", "AdditionalReference", "AdditionalDocument"];

/// Previous and supporting documents and additional references below this element.
pub(super) fn read(parent: &Place) -> Vec<Document> {
    HOLDERS
        .iter()
        .flat_map(|name| parent.all(name).collect::<Vec<_>>())
        .filter_map(|p| at(&p))
        .collect()
}

/// Transport documents below this element.
pub(super) fn transport(parent: &Place) -> Vec<Document> {
    parent.all("TransportContractDocument").filter_map(|place| at(&place)).collect()
}

/// The British way of writing a UCR: a previous document of type DCR.
pub(super) fn declaration_ucr(shipment: &Place) -> Option<At<String>> {
    shipment
        .all("PreviousDocument")
        .find(|place| place.element.text(&["TypeCode"]) == Some("DCR"))
        .and_then(|place| place.text(&["ID"]))
}

fn at(place: &Place) -> Option<Document> {
    let kind = kind(place);
    let reference = place.text(&["ID"]).map(|at| at.value).unwrap_or_default();
    let says_something = !kind.is_empty() || !reference.is_empty();
    says_something.then(|| Document { kind, reference, path: place.path.clone() })
}

/// The type's code. Written in two parts (category and type) it is put together; a type of four
/// characters is already whole, whatever category stands beside it.
fn kind(place: &Place) -> String {
    let code = place.text(&["TypeCode"]).or_else(|| place.text(&["Type"]));
    let code = code.map(|at| at.value).unwrap_or_default();
    match place.text(&["CategoryCode"]) {
        Some(category) if code.chars().count() < 4 => category.value + &code,
        _ => code,
    }
}
