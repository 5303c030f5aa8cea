//! Reads the dictionary's data.

use std::collections::HashMap;

use serde::Deserialize;

use super::{DataElement, Dictionary, Format, Group, Text};

const SHIPMENT: &str = "GoodsShipment";
const CONSIGNMENT: &str = "GoodsShipment/Consignment";
const ITEM: &str = "GoodsShipment/GovernmentAgencyGoodsItem";

/// What a party consists of: path below it, number below it, label, format.
const PARTY: [(&str, &str, &str, &str, &str); 9] = [
    ("ID", "017 000", "number", "numéro", "an..17"),
    ("Name", "016 000", "name", "nom", "an..70"),
    ("Address/Line", "018 019", "street", "rue", "an..70"),
    ("Address/streetNumber", "018 025", "house number", "numéro de maison", "an..35"),
    ("Address/PostcodeID", "018 021", "postcode", "code postal", "an..17"),
    ("Address/CityName", "018 022", "city", "ville", "an..35"),
    ("Address/CountryCode", "018 020", "country", "pays", "a2"),
    ("Contact/Name", "074 016", "contact person", "personne de contact", "an..70"),
    ("Contact/Communication/ID", "074 076", "phone or e-mail", "téléphone ou e-mail", "an..256"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    element: Vec<Entry>,
    party: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    under: Vec<String>,
    number: Option<String>,
    en: String,
    fr: String,
    group: Option<Group>,
    format: Option<Format>,
    also: Option<Also>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    sets: Vec<String>,
    number: String,
    en: String,
    fr: String,
}

pub(super) fn read(text: &str) -> Result<Dictionary, toml::de::Error> {
    let source: Source = toml::from_str(text)?;
    let mut dictionary = Dictionary { by_shape: HashMap::new(), elsewhere: HashMap::new() };
    for entry in &source.element {
        add(&mut dictionary, entry);
    }
    for party in &source.party {
        for part in &PARTY {
            add(&mut dictionary, &part_of(party, part)?);
        }
    }
    add_sequence_numbers(&mut dictionary);
    Ok(dictionary)
}

/// Every repeated element can carry its own sequence number.
fn add_sequence_numbers(dictionary: &mut Dictionary) {
    let mut counted: Vec<DataElement> = Vec::new();
    for element in dictionary.by_shape.values() {
        let Some((parent, _)) = element.shape.rsplit_once('/') else { continue };
        counted.push(DataElement {
            shape: format!("{parent}/SequenceNumeric"),
            number: None,
            label: Text { en: "Sequence number".into(), fr: "Numéro d'ordre".into() },
            format: None,
            ..element.clone()
        });
    }
    for element in counted {
        dictionary.by_shape.entry(element.shape.clone()).or_insert(element);
    }
}

fn part_of(
    party: &Entry,
    (below, number, en, fr, format): &(&str, &str, &str, &str, &str),
) -> Result<Entry, toml::de::Error> {
    let format = format.parse().map_err(serde::de::Error::custom)?;
    let number_of = |of: &str| format!("{of} {number}");
    Ok(Entry {
        path: format!("{}/{below}", party.path),
        under: party.under.clone(),
        number: party.number.as_deref().map(number_of),
        en: format!("{}: {en}", party.en),
        fr: format!("{} : {fr}", party.fr),
        group: Some(Group::Party),
        format: Some(format),
        also: party.also.as_ref().map(|also| Also {
            sets: also.sets.clone(),
            number: number_of(&also.number),
            en: format!("{}: {en}", also.en),
            fr: format!("{} : {fr}", also.fr),
        }),
    })
}

fn add(dictionary: &mut Dictionary, entry: &Entry) {
    for under in &entry.under {
        let element = DataElement {
            shape: shape(under, &entry.path),
            number: entry.number.clone(),
            label: Text { en: entry.en.clone(), fr: entry.fr.clone() },
            group: group(under, entry),
            format: entry.format,
            order: dictionary.by_shape.len(),
        };
        for (set, also) in
            entry.also.iter().flat_map(|also| also.sets.iter().map(move |s| (s, also)))
        {
            let other = DataElement {
                number: Some(also.number.clone()),
                label: Text { en: also.en.clone(), fr: also.fr.clone() },
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
