//! The stored form of an element: a JSON array that names nothing twice.
//!
//! `["ID","42"]` is a value, `["Amount","3",{"currencyID":"EUR"}]` one with attributes,
//! `["Address",[["Line","Rue 1"],["CityName","Liège"]]]` has children. An element that holds both
//! text and children writes them as `["Name","text",[...]]`.

use std::fmt;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Element;

impl Serialize for Element {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_seq(None)?;
        parts.serialize_element(&self.name)?;
        if let Some(value) = &self.value {
            parts.serialize_element(value)?;
        }
        if !self.attributes.is_empty() {
            parts.serialize_element(&Attributes(&self.attributes))?;
        }
        if !self.children.is_empty() {
            parts.serialize_element(&self.children)?;
        }
        parts.end()
    }
}

struct Attributes<'a>(&'a [(String, String)]);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ElementVisitor)
    }
}

struct ElementVisitor;

impl<'de> Visitor<'de> for ElementVisitor {
    type Value = Element;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element: [name, value?, attributes?, children?]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Element, A::Error> {
        let name: String =
            seq.next_element()?.ok_or_else(|| de::Error::invalid_length(0, &self))?;
        let mut element = Element::new(name);
        while let Some(part) = seq.next_element()? {
            match part {
                Part::Value(value) => element.value = Some(value),
                Part::Attributes(attributes) => element.attributes = attributes,
                Part::Children(children) => element.children = children,
            }
        }
        Ok(element)
    }
}

enum Part {
    Value(String),
    Attributes(Vec<(String, String)>),
    Children(Vec<Element>),
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PartVisitor)
    }
}

struct PartVisitor;

impl<'de> Visitor<'de> for PartVisitor {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, a map of attributes or a list of children")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Part, E> {
        Ok(Part::Value(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Part, E> {
        Ok(Part::Value(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Part, A::Error> {
        let mut attributes = Vec::new();
        while let Some(entry) = map.next_entry()? {
            attributes.push(entry);
        }
        Ok(Part::Attributes(attributes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Part, A::Error> {
        let mut children = Vec::new();
        while let Some(child) = seq.next_element()? {
            children.push(child);
        }
        Ok(Part::Children(children))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn element() -> impl Strategy<Value = Element> {
        let name = "[A-Za-z]{1,10}";
        let attributes = prop::collection::vec(("[a-z]{1,6}", ".{0,6}"), 0..3);
        let leaf = (name, prop::option::of(".{0,12}"), attributes).prop_map(
            |(name, value, attributes)| Element { name, value, attributes, children: vec![] },
        );
        leaf.prop_recursive(4, 32, 5, move |inner| {
            (name, prop::collection::vec(inner, 1..5)).prop_map(|(name, children)| Element {
                name,
                children,
                ..Element::default()
            })
        })
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(element in element()) {
            let text = serde_json::to_string(&element).unwrap();
            prop_assert_eq!(serde_json::from_str::<Element>(&text).unwrap(), element);
        }
    }

    #[test]
    fn stays_readable() {
        let element = Element::new("Address")
            .with(Element::leaf("Line", "Rue 1"))
            .with(Element::leaf("Amount", "3").with_attribute("currencyID", "EUR"));
        assert_eq!(
            serde_json::to_string(&element).unwrap(),
            r#"["Address",[["Line","Rue 1"],["Amount","3",{"currencyID":"EUR"}]]]"#
        );
    }
}
