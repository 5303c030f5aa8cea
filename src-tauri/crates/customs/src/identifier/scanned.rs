//! Numbers as they come from a barcode reader or from someone who types them as they are printed.

use super::{Check, Kind, identify};

/// The text without what a barcode reader adds: the symbology identifier (`]C1`, ISO/IEC 15424), the
/// FNC1 that GS1 codes begin with, and the end of line that it presses.
pub fn scanned(text: &str) -> &str {
    let added = |c: char| c.is_whitespace() || c.is_control();
    let text = text.trim_matches(added);
    let symbology = |rest: &&str| {
        let mut signs = rest.chars();
        matches!(
            (signs.next(), signs.next()),
            (Some(code), Some(modifier)) if code.is_ascii_alphabetic() && modifier.is_ascii_alphanumeric()
        )
    };
    match text.strip_prefix(']').filter(symbology).and_then(|rest| rest.get(2..)) {
        Some(rest) => rest.trim_start_matches(added),
        None => text,
    }
}

/// The number in one word where it was written in groups, as on a label (`LX 155 337 957 CN`); `None`
/// for any other text. A check digit that holds tells a number from words.
pub fn in_one_word(text: &str) -> Option<String> {
    const PRINTED_IN_GROUPS: [Kind; 6] =
        [Kind::Mrn, Kind::S10, Kind::Container, Kind::Awb, Kind::Ioss, Kind::Grn];
    if !text.trim().contains(char::is_whitespace) {
        return None;
    }
    let found = identify(text).into_iter().next()?;
    let holds = found.check == Check::Holds && PRINTED_IN_GROUPS.contains(&found.kind);
    let grouped = found.kind != Kind::Awb || begins_with_an_airline(text);
    (holds && grouped).then_some(found.normalised)
}

/// One in seven pairs of numbers has an air waybill's check digit, but few begin with three digits.
fn begins_with_an_airline(text: &str) -> bool {
    let first = text.trim().split(|c: char| !c.is_ascii_digit()).next();
    first.is_some_and(|first| first.len() == 3)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::as_it_is("LX155337957CN", "LX155337957CN")]
    #[case::with_return("LX155337957CN\r\n", "LX155337957CN")]
    #[case::code_128("]C0LX155337957CN", "LX155337957CN")]
    #[case::gs1_with_fnc1("]C1\u{1d}00312345678901234567", "00312345678901234567")]
    #[case::data_matrix("]d2LX155337957CN\t", "LX155337957CN")]
    #[case::a_bracket_of_its_own("]", "]")]
    #[case::not_a_symbology("]漢字CN", "]漢字CN")]
    #[case::nothing("\r\n", "")]
    fn loses_what_the_reader_adds(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(scanned(text), expected);
    }

    #[rstest]
    #[case::s10("LX 155 337 957 CN", Some("LX155337957CN"))]
    #[case::awb("784 - 1234 5675", Some("78412345675"))]
    #[case::already_one("LX155337957CN", None)]
    #[case::code_and_number("851713 20266", None)]
    #[case::words("lamp brass", None)]
    #[case::wrong_digit("LX 155 337 958 CN", None)]
    fn puts_groups_together(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(in_one_word(text).as_deref(), expected);
    }
}
