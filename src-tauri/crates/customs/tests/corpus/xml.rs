//! Just enough XML for the tests; the product reads files with the crate `exchange`, which builds on
//! this one.

use customs::Element;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The first element named `Declaration`, with everything in it.
pub(crate) fn declaration(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                let element = element(&start);
                open.last_mut()?.children.push(element);
            }
            Event::Text(text) => write(open.last_mut(), &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", reference.xml10_content());
                write(open.last_mut(), &quick_xml::escape::unescape(&entity).ok()?);
            }
            Event::End(_) => {
                let mut element = open.pop()?;
                element.value =
                    element.value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
                match open.last_mut() {
                    _ if element.name == "Declaration" => return Some(element),
                    Some(parent) => parent.children.push(element),
                    None => return None,
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn element(start: &BytesStart) -> Element {
    let mut element = Element::new(start.local_name().as_ref());
    for attribute in start.attributes().flatten() {
        let key = attribute.key;
        if key.as_namespace_binding().is_none() {
            let name = key.local_name().as_ref().to_owned();
            element.attributes.push((name, attribute.value.into_owned()));
        }
    }
    element
}

fn write(element: Option<&mut Element>, text: &str) {
    if let Some(element) = element {
        element.value.get_or_insert_default().push_str(text);
    }
}
