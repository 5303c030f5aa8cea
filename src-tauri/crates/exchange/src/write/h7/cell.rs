//! What one cell may hold.

use std::borrow::Cow;

use crate::h7::{Column, with_point};

/// The value as the reader takes it from a cell: trimmed, with a decimal point.
pub(super) fn as_read(column: &Column, value: &str) -> String {
    let value = value.trim();
    if column.numeric { with_point(value, false) } else { value.to_owned() }
}

/// The reader takes the value: it is not too long and holds no control character.
pub(super) fn is_writable(value: &str, longest: usize) -> bool {
    let illegal = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    value.chars().count() <= longest && !value.contains(illegal)
}

/// What stands before a text that a spreadsheet would take for a formula: a no-break space. No
/// spreadsheet drops it, and every reader that trims values does, ours among them.
const GUARD: char = '\u{A0}';

/// A text that no spreadsheet takes for a formula, whoever wrote it. Numbers stay as they are.
pub(super) fn guarded(value: &str) -> Cow<'_, str> {
    let value = value.trim();
    let is_formula = value.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula && !is_number(value) {
        Cow::Owned(format!("{GUARD}{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

fn is_number(value: &str) -> bool {
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::formula("=1+1", "\u{A0}=1+1")]
    #[case::link("=HYPERLINK(\"http://a\")", "\u{A0}=HYPERLINK(\"http://a\")")]
    #[case::program("+cmd|' /C calc'!A0", "\u{A0}+cmd|' /C calc'!A0")]
    #[case::dash("-lamp", "\u{A0}-lamp")]
    #[case::minus_formula("-1+1", "\u{A0}-1+1")]
    #[case::at("@SUM(A1)", "\u{A0}@SUM(A1)")]
    #[case::full_width("＝1+1", "\u{A0}＝1+1")]
    #[case::negative_number("-12.50", "-12.50")]
    #[case::in_the_middle("a=b", "a=b")]
    #[case::zeros("0012", "0012")]
    #[case::behind_a_tab("\t=1+1", "\u{A0}=1+1")]
    fn guards_against_formulas(#[case] value: &str, #[case] expected: &str) {
        assert_eq!(guarded(value), expected);
        assert_eq!(guarded(value).trim(), value.trim(), "the reader trims it off");
    }
}
