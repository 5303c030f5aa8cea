//! Values as ASYCUDA writes them: absent ones as `<null/>` or empty, texts broken over lines, amounts
//! that are not there as 0.

use customs::Element;
use rust_decimal::Decimal;

/// How an absent value is written.
const NULL: &str = "null";

/// The document without what it says is absent.
pub(super) fn without_nulls(mut element: Element) -> Element {
    let says_something = |child: &Element| {
        child.value.is_some() || !child.attributes.is_empty() || !child.children.is_empty()
    };
    element.children = element
        .children
        .into_iter()
        .filter(|child| child.name != NULL)
        .map(without_nulls)
        .filter(says_something)
        .collect();
    element
}

/// The value at that place on one line.
pub(super) fn text(element: &Element, names: &[&str]) -> Option<String> {
    let words: Vec<&str> = element.text(names)?.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The lines of the value at that place.
pub(super) fn lines(element: &Element, names: &[&str]) -> Vec<String> {
    let text = element.text(names).unwrap_or_default();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// The number at that place, unless it is nothing: what does not apply is written as 0.
pub(super) fn number(element: &Element, names: &[&str]) -> Option<Decimal> {
    let number: Decimal = text(element, names)?.parse().ok()?;
    (!number.is_zero()).then(|| number.normalize())
}

/// An amount in the currency that stands beside it. One without a currency is in that of the country,
/// which the document does not name; it is left to the document.
pub(super) fn amount(element: &Element, name: &str, place: &[&str]) -> Option<Element> {
    let sum = element.find(place)?;
    let currency = text(sum, &["Currency_code"])?;
    let amount = number(sum, &["Amount_foreign_currency"])?;
    Some(Element::leaf(name, amount.to_string()).with_attribute("currencyID", currency))
}

/// The element of that name with the value at that place.
pub(super) fn leaf(name: &str, element: &Element, names: &[&str]) -> Option<Element> {
    text(element, names).map(|value| Element::leaf(name, value))
}

/// The element of that name with the number at that place.
pub(super) fn measure(name: &str, element: &Element, names: &[&str]) -> Option<Element> {
    number(element, names).map(|value| Element::leaf(name, value.to_string()))
}
