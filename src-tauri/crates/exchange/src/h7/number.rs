//! Numbers as spreadsheets write them.

/// A number with its decimal comma made a point, for example `12,50` as `12.50`.
///
/// Only what is a plain number with one comma is changed. `1.250,50` and `1,250.50` stay as they are,
/// so that a check can show them to the broker: which of the two separates thousands is a guess. So is
/// `1,250` where a comma may do so (`comma_may_group`), as on English systems.
pub(crate) fn with_point(text: &str, comma_may_group: bool) -> String {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let may_be_thousands = |fraction: &str| comma_may_group && fraction.len() == 3;
    match unsigned.split_once(',') {
        Some((whole, fraction))
            if is_digits(whole) && is_digits(fraction) && !may_be_thousands(fraction) =>
        {
            text.replace(',', ".")
        }
        _ => text.to_owned(),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("12,50", "12.50")]
    #[case("-0,5", "-0.5")]
    #[case("12.50", "12.50")]
    #[case("12", "12")]
    #[case("", "")]
    #[case::thousands("1.250,50", "1.250,50")]
    #[case::english_thousands("1,250.50", "1,250.50")]
    #[case::two_commas("1,2,3", "1,2,3")]
    #[case::words("about 5,0", "about 5,0")]
    #[case::bare_comma(",5", ",5")]
    fn makes_the_comma_a_point(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(with_point(text, false), expected);
    }

    #[rstest]
    #[case::cents("12,50", "12.50")]
    #[case::thousands("1,250", "1,250")]
    fn guesses_nothing_in_english_files(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(with_point(text, true), expected);
    }
}
