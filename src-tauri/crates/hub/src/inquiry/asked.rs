//! Numbers out of whatever someone pasted.

use std::collections::HashSet;

use customs::identifier::Kind;

/// Longer than any number that declarations carry.
const LONGEST: usize = 70;

/// The numbers in a text, each once, in their order. Anything may stand between them. A line that is
/// one number written in groups, such as `784 4471 2080`, is one number.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let parts = text.split(['\n', '\r', ',', ';', '\t', '|', '"', '\'', '，', '；', '、']);
    parts
        .flat_map(|part| if is_one(part) { vec![part] } else { part.split_whitespace().collect() })
        .map(|number| number.trim().chars().take(LONGEST).collect::<String>())
        .filter(|number| number.chars().any(char::is_alphanumeric))
        .filter(|number| seen.insert(office::normalised(number)))
        .collect()
}

fn is_one(part: &str) -> bool {
    const GROUPED: [Kind; 3] = [Kind::Mrn, Kind::Awb, Kind::S10];
    let part = part.trim();
    part.contains(char::is_whitespace) && {
        let joined: String = part.split_whitespace().collect();
        GROUPED.iter().any(|kind| kind.fits(&joined))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::one("LGGE30000100002", &["LGGE30000100002"])]
    #[case::lines("A1\r\nB2\n\n C3 ", &["A1", "B2", "C3"])]
    #[case::spreadsheet("A1\tB2;C3,\"D4\"", &["A1", "B2", "C3", "D4"])]
    #[case::blanks("A1 B2  C3", &["A1", "B2", "C3"])]
    #[case::chinese_commas("A1，B2、C3", &["A1", "B2", "C3"])]
    #[case::grouped_waybill("784 4471 2080", &["784 4471 2080"])]
    #[case::waybills_in_a_row("784-44712080 784-44712091", &["784-44712080", "784-44712091"])]
    #[case::twice("784-44712080\n78444712080", &["784-44712080"])]
    #[case::nothing(" ,;-\n", &[])]
    fn numbers_are_found(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(numbers(text), expected);
    }
}
