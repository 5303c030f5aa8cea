//! Names and values as XML text that is read again as it was.

use std::borrow::Cow;
use std::fmt::Write;

/// XML 1.0 has a way to write the character.
pub(super) fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// An element or attribute may be called so, without a prefix.
pub(super) fn is_name(text: &str) -> bool {
    let first = |c: char| c.is_alphabetic() || c == '_';
    let rest = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '·');
    text.starts_with(first) && text.chars().all(rest)
}

/// The value of an element.
///
/// A carriage return would be read as a line feed, and blanks between two characters that are escaped
/// as one blank; both are written as their numbers.
pub(super) fn value(text: &str) -> Cow<'_, str> {
    escaped(text, |c, after_escaped| c == '\r' || (after_escaped && c.is_whitespace()))
}

/// The value of an attribute, in which any white space but a blank would be read as one.
pub(super) fn attribute(text: &str) -> Cow<'_, str> {
    escaped(text, |c, _| matches!(c, '\r' | '\n' | '\t'))
}

fn escaped(text: &str, numbered: impl Fn(char, bool) -> bool) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'', '\r', '\n', '\t']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut after_escaped = false;
    for c in text.chars() {
        let name = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => "",
        };
        let by_number = name.is_empty() && numbered(c, after_escaped);
        match (name, by_number) {
            ("", true) => {
                // Writing into a text cannot fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            ("", false) => out.push(c),
            _ => out.push_str(name),
        }
        after_escaped = by_number || !name.is_empty();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("Rue Hors-Château 12", "Rue Hors-Château 12")]
    #[case::markup("a<b> & \"c\"", "a&lt;b&gt;&#32;&amp;&#32;&quot;c&quot;")]
    #[case::lines("a\r\nb", "a&#13;&#10;b")]
    #[case::blanks_between("&  &", "&amp;&#32;&#32;&amp;")]
    fn writes_a_value(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(value(text), expected);
    }

    #[rstest]
    #[case::lines("a\nb\tc", "a&#10;b&#9;c")]
    #[case::quote("6\" pipe", "6&quot; pipe")]
    fn writes_an_attribute(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(attribute(text), expected);
    }

    #[rstest]
    #[case("GoodsShipment", true)]
    #[case("Identifier.Content", true)]
    #[case("ns:Name", false)]
    #[case("two words", false)]
    #[case("1st", false)]
    #[case("", false)]
    fn knows_a_name(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_name(text), expected);
    }
}
