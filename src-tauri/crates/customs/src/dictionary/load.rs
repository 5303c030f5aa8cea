//! Reads the dictionary's data.

use std::collections::HashMap;

use serde::Deserialize;

use super::{DataElement, Dictionary, Format, Group};
use crate::text::Text;

const SHIPMENT: &str = "GoodsShipment";
const CONSIGNMENT: &str = "GoodsShipment/Consignment";
const ITEM: &str = "GoodsShipment/GovernmentAgencyGoodsItem";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    sequence_number: Text,
    party_part: Vec<PartyPart>,
    element: Vec<Entry>,
    party: Vec<Entry>,
}

/// What each party consists of: place, number and label below its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyPart {
    path: String,
    number: String,
    label: Text,
    format: Format,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    under: Vec<String>,
    number: Option<String>,
    label: Text,
    group: Option<Group>,
    format: Option<Format>,
    also: Option<Also>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    sets: Vec<String>,
    number: String,
    label: Text,
}

pub(super) fn read(text: &str) -> Result<Dictionary, toml::de::Error> {
    let source: Source = toml::from_str(text)?;
    let mut dictionary = Dictionary { by_shape: HashMap::new(), elsewhere: HashMap::new() };
    for entry in &source.element {
        add(&mut dictionary, entry);
    }
    for party in &source.party {
        for part in &source.party_part {
            add(&mut dictionary, &part_of(party, part));
        }
    }
    add_sequence_numbers(&mut dictionary, &source.sequence_number);
    Ok(dictionary)
}

/// Every repeated element can carry its own sequence number.
fn add_sequence_numbers(dictionary: &mut Dictionary, label: &Text) {
    let mut counted: Vec<DataElement> = Vec::new();
    for element in dictionary.by_shape.values() {
        let Some((parent, _)) = element.shape.rsplit_once('/') else { continue };
        counted.push(DataElement {
            shape: format!("{parent}/SequenceNumeric"),
            number: None,
            label: label.clone(),
            format: None,
            ..element.clone()
        });
    }
    for element in counted {
        dictionary.by_shape.entry(element.shape.clone()).or_insert(element);
    }
}

fn part_of(party: &Entry, part: &PartyPart) -> Entry {
    let number_of = |of: &str| format!("{of} {}", part.number);
    Entry {
        path: format!("{}/{}", party.path, part.path),
        under: party.under.clone(),
        number: party.number.as_deref().map(number_of),
        label: party.label.followed_by(&part.label),
        group: Some(Group::Party),
        format: Some(part.format),
        also: party.also.as_ref().map(|also| Also {
            sets: also.sets.clone(),
            number: number_of(&also.number),
            label: also.label.followed_by(&part.label),
        }),
    }
}

fn add(dictionary: &mut Dictionary, entry: &Entry) {
    for under in &entry.under {
        let element = DataElement {
            shape: shape(under, &entry.path),
            number: entry.number.clone(),
            label: entry.label.clone(),
            group: group(under, entry),
            format: entry.format,
            order: dictionary.by_shape.len(),
        };
        for (set, also) in
            entry.also.iter().flat_map(|also| also.sets.iter().map(move |s| (s, also)))
        {
            let other = DataElement {
                number: Some(also.number.clone()),
                label: also.label.clone(),
                ..element.clone()
            };
            dictionary.elsewhere.insert((element.shape.clone(), set.clone()), other);
        }
        dictionary.by_shape.insert(element.shape.clone(), element);
    }
}

fn shape(under: &str, path: &str) -> String {
    match under.split_once('/').map_or((under, ""), |(first, rest)| (first, rest)) {
        ("S", _) => format!("{SHIPMENT}/{path}"),
        ("C", _) => format!("{CONSIGNMENT}/{path}"),
        ("I", "") => format!("{ITEM}/{path}"),
        ("I", rest) => format!("{ITEM}/{rest}/{path}"),
        _ => path.to_owned(),
    }
}

/// Everything below an item belongs to it, whatever it is; elsewhere the entry may say.
fn group(under: &str, entry: &Entry) -> Group {
    let by_place = match under.chars().next() {
        Some('I') => return Group::Item,
        Some('S') => Group::Shipment,
        Some('C') if entry.path.starts_with("GoodsLocation") => Group::Shipment,
        Some('C') => Group::Transport,
        _ if entry.path.starts_with("BorderTransportMeans") => Group::Transport,
        _ => Group::Header,
    };
    entry.group.unwrap_or(by_place)
}
