//! Pointers of an error or remark, as readable text.

use customs::Element;

use super::wco;

/// The pointers of an element as a path, for example
/// `Declaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Classification[3], element 145`.
///
/// Section codes that are not known stay as they are.
pub(super) fn of(element: &Element) -> Option<String> {
    let mut path = Vec::new();
    let mut tag = None;
    for pointer in element.all("Pointer") {
        if let Some(code) = pointer.text(&["DocumentSectionCode"]) {
            let name = wco::name(code).unwrap_or(code);
            path.push(match pointer.text(&["SequenceNumeric"]) {
                Some(number) => format!("{name}[{number}]"),
                None => name.to_owned(),
            });
        }
        tag = pointer.text(&["TagID"]).or(tag);
    }
    if let Some(tag) = tag {
        path.push(wco::name(tag).map_or_else(|| format!("element {tag}"), str::to_owned));
    }
    (!path.is_empty()).then(|| path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_a_path() {
        let pointer = |code: &str, number: Option<&str>, tag: Option<&str>| {
            let mut pointer = Element::new("Pointer");
            pointer.children.extend(number.map(|n| Element::leaf("SequenceNumeric", n)));
            pointer.children.push(Element::leaf("DocumentSectionCode", code));
            pointer.children.extend(tag.map(|t| Element::leaf("TagID", t)));
            pointer
        };
        let error = Element::new("Error")
            .with(pointer("42A", None, None))
            .with(pointer("67A", None, None))
            .with(pointer("68A", Some("2"), None))
            .with(pointer("23A", None, None))
            .with(pointer("21A", Some("3"), Some("145")));
        let read = of(&error).unwrap();
        let expected =
            "Declaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Classification[3]/";
        assert!(read.starts_with(expected), "{read}");
        assert_eq!(of(&Element::new("Error")), None);
    }
}
