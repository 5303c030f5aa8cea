//! Trees of elements, and how they are written as XML in the two ways that real senders do.
//!
//! The generator shares no code with what reads its files: a mistake in the one cannot hide behind
//! the same mistake in the other.

/// One element.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    name: String,
    value: String,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Element>,
}

impl Element {
    /// An element that will hold others.
    pub(crate) fn new(name: &str) -> Self {
        Self::leaf(name, "")
    }

    /// An element that holds a value.
    pub(crate) fn leaf(name: &str, value: impl Into<String>) -> Self {
        let (name, value) = (name.to_owned(), value.into());
        Self { name, value, attributes: Vec::new(), children: Vec::new() }
    }

    /// The same element with one child more.
    #[must_use]
    pub(crate) fn with(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// The same element with one attribute more.
    #[must_use]
    pub(crate) fn with_attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }
}

/// The namespace of declarations.
pub(crate) const DECLARATION: &str = "urn:wco:datamodel:WCO:DEC-DMS:2";
/// The namespace of the authority's replies.
pub(crate) const RESPONSE: &str = "urn:wco:datamodel:WCO:RES-DMS:2";
/// The namespace of the wrapper around both.
const METADATA: &str = "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2";

/// How a sender writes names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The content's namespace is the default one, the wrapper has a prefix.
    Default,
    /// Every name of the content has a prefix, the wrapper has none.
    Prefixed,
}

/// A document: the wrapper with its type (`DEC` or `RES`) around content of one namespace.
pub(crate) fn document(kind: &str, namespace: &str, style: Style, content: &[Element]) -> String {
    let (wrapper, prefix) = match style {
        Style::Default => ("md:", ""),
        Style::Prefixed => ("", "dms:"),
    };
    let declared = match style {
        Style::Default => format!("xmlns:md=\"{METADATA}\" xmlns=\"{namespace}\""),
        Style::Prefixed => format!("xmlns=\"{METADATA}\" xmlns:dms=\"{namespace}\""),
    };
    let mut out =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{wrapper}MetaData {declared}>\n");
    for (name, value) in [
        ("WCODataModelVersionCode", "3.6"),
        ("WCOTypeName", kind),
        ("ResponsibleCountryCode", "BE"),
        ("ResponsibleAgencyName", "AAD&A"),
        ("AgencyAssignedCustomizationVersionCode", "v2.1"),
    ] {
        write(&Element::leaf(name, value), wrapper, 1, &mut out);
    }
    for element in content {
        write(element, prefix, 1, &mut out);
    }
    out.push_str(&format!("</{wrapper}MetaData>\n"));
    out
}

fn write(element: &Element, prefix: &str, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let name = format!("{prefix}{}", element.name);
    out.push_str(&format!("{indent}<{name}"));
    for (attribute, value) in &element.attributes {
        out.push_str(&format!(" {attribute}=\"{}\"", escape(value)));
    }
    let value = escape(&element.value);
    if element.children.is_empty() {
        out.push_str(&format!(">{value}</{name}>\n"));
        return;
    }
    out.push_str(">\n");
    for child in &element.children {
        write(child, prefix, depth + 1, out);
    }
    out.push_str(&format!("{indent}</{name}>\n"));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
