//! Parties: declarant, importer, fiscal references ...

use crate::declaration::Party;

use super::place::Place;

/// The party under the first child of that name, unless it says nothing at all.
pub(super) fn read(parent: &Place, name: &str) -> Option<Party> {
    parent.child(name).map(|place| at(&place)).filter(says_something)
}

/// The same with the child element that says what the party does.
pub(super) fn read_with_role(parent: &Place, name: &str, role: &str) -> Option<Party> {
    parent.child(name).map(|place| with_role(&place, role)).filter(says_something)
}

/// All parties of that name, each with its role.
pub(super) fn read_all_with_role(parent: &Place, name: &str, role: &str) -> Vec<Party> {
    parent.all(name).map(|place| with_role(&place, role)).filter(says_something).collect()
}

fn with_role(place: &Place, role: &str) -> Party {
    Party { role: place.text(&[role]), ..at(place) }
}

fn at(place: &Place) -> Party {
    Party {
        id: place.text(&["ID"]).or_else(|| place.text(&["identification_2", "Identifier.Content"])),
        name: place.text(&["Name"]).or_else(|| place.text(&["name", "Text.Content"])),
        street: street(place),
        postcode: place.text(&["Address", "PostcodeID"]).map(|at| at.value),
        city: place.text(&["Address", "CityName"]).map(|at| at.value),
        country: place.text(&["Address", "CountryCode"]),
        role: None,
        path: place.path.clone(),
    }
}

fn street(place: &Place) -> Option<String> {
    let address = place.child("Address")?;
    let lines: Vec<String> = ["Line", "streetNumber"]
        .iter()
        .flat_map(|name| address.all(name).collect::<Vec<_>>())
        .filter_map(|line| line.text(&[]).map(|at| at.value))
        .collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

fn says_something(party: &Party) -> bool {
    party.id.is_some()
        || party.name.is_some()
        || party.role.is_some()
        || party.country.is_some()
        || party.street.is_some()
        || party.city.is_some()
}
