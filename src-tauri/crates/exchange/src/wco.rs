//! Elements under WCO names, put together from what a file says.

use customs::Element;

/// An element with those of the children that there are; `None` where there is none.
pub(crate) fn group(
    name: &str,
    children: impl IntoIterator<Item = Option<Element>>,
) -> Option<Element> {
    let children: Vec<Element> = children.into_iter().flatten().collect();
    (!children.is_empty()).then(|| Element { children, ..Element::new(name) })
}

/// One of a numbered list; `None` where there is nothing but the number.
pub(crate) fn numbered(
    name: &str,
    number: usize,
    children: impl IntoIterator<Item = Option<Element>>,
) -> Option<Element> {
    let mut element = group(name, children)?;
    element.children.insert(0, Element::leaf("SequenceNumeric", number.to_string()));
    Some(element)
}
