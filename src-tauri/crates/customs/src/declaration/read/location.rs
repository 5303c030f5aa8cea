//! Location of the goods (16 15).

use crate::declaration::{At, GoodsLocation};

use super::place::Place;

/// The first location of the consignment.
pub(super) fn read(consignment: &Place) -> Option<GoodsLocation> {
    let place = consignment.child("GoodsLocation")?;
    Some(GoodsLocation {
        kind: place.text(&["TypeCode"]),
        // The British schema has no element of its own for the qualifier and uses the address's type.
        qualifier: place
            .text(&["IdentificationType"])
            .or_else(|| place.text(&["Address", "TypeCode"])),
        identification: identification(&place),
        country: place.text(&["Address", "CountryCode"]),
        path: place.path.clone(),
    })
}

/// One line for people, such as `BE532000 (V, authorised place B)`.
pub(super) fn in_words(location: &GoodsLocation) -> Option<At<String>> {
    let text = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
    let place = text(&location.identification).or_else(|| text(&location.country))?;
    let kind = text(&location.kind).map(|kind| format!("{} {kind}", kind_in_words(&kind)));
    let notes: Vec<String> = text(&location.qualifier).into_iter().chain(kind).collect();
    let value = match notes.is_empty() {
        true => place,
        false => format!("{place} ({})", notes.join(", ")),
    };
    Some(At { value, path: location.path.clone() })
}

fn kind_in_words(kind: &str) -> &'static str {
    match kind {
        "A" => "designated place",
        "B" => "authorised place",
        "C" => "approved place",
        _ => "other place",
    }
}

fn identification(place: &Place) -> Option<At<String>> {
    const PLACES: [&[&str]; 6] = [
        &["CustomsOffice", "identification"],
        &["authorisationReferenceNumber"],
        &["EconomicOperator", "identification"],
        &["Name"],
        &["ID"],
        &["Address", "PostcodeID"],
    ];
    PLACES.iter().find_map(|names| place.text(names)).or_else(|| coordinates(place))
}

fn coordinates(place: &Place) -> Option<At<String>> {
    let latitude = place.text(&["latitude"])?;
    let longitude = place.text(&["longitude"])?;
    Some(At { value: format!("{} {}", latitude.value, longitude.value), path: latitude.path })
}
