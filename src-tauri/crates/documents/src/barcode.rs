//! The MRN as Code 128, character set B throughout, without FNC1 (so not EAN 128).
//!
//! Source: TAXUD NCTS-P5 Printing Guidelines 1.4: to the right of or above the MRN, with the digits in bold.

use barcoders::sym::code128::Code128;

use crate::layout::Length;

/// Width of one module.
pub(crate) const MODULE: Length = Length::mm100(24);
/// Height of the bars.
pub(crate) const HEIGHT: Length = Length::mm100(1_050);
/// White on either side: ten modules, as the standard asks for. On the right it is the margin.
pub(crate) const QUIET: Length = Length::mm100(240);
/// More characters than this would not fit beside the title. An MRN has 18.
const LONGEST: usize = 24;

/// Character set B of the barcode crate's notation.
const SET_B: char = '\u{0181}';

/// One black bar: where it starts and how wide it is, in modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    pub(crate) start: i64,
    pub(crate) width: i64,
}

/// The black bars of a text, or `None` where set B cannot carry it or it is too long for the header.
pub(crate) fn bars(text: &str) -> Option<Vec<Bar>> {
    let fits =
        (1..=LONGEST).contains(&text.len()) && text.bytes().all(|b| (0x20..0x7f).contains(&b));
    if !fits {
        return None;
    }
    let modules = Code128::new(format!("{SET_B}{text}")).ok()?.encode();
    Some(runs_of_black(&modules))
}

/// How wide the bars of a text are: start, characters, check, stop. Quiet zones come on top.
pub(crate) const fn width(characters: i64) -> Length {
    Length::thousandths(MODULE.in_thousandths() * (11 * (characters + 2) + 13))
}

fn runs_of_black(modules: &[u8]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for (start, _) in (0..).zip(modules).filter(|(_, module)| **module == 1) {
        match bars.last_mut() {
            Some(bar) if bar.start + bar.width == start => bar.width += 1,
            _ => bars.push(Bar { start, width: 1 }),
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::mrn("26BE532000000001J0", true)]
    #[case::empty("", false)]
    #[case::not_ascii("26BE53200000É001J0", false)]
    #[case::too_long("26BE532000000001J026BE532000000001J0", false)]
    fn carries(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(bars(text).is_some(), expected);
    }

    #[test]
    fn starts_in_set_b_and_never_leaves_it() {
        // Four digits in a row would tempt an encoder into set C, which has fewer modules.
        let bars = bars("26BE000000000000J0").unwrap();
        let last = bars.last().unwrap();
        assert_eq!(last.start + last.width, 11 * (18 + 2) + 13);
        let start_b: Vec<_> =
            [(0, 2), (3, 1), (6, 1)].map(|(start, width)| Bar { start, width }).into();
        assert_eq!(bars[..3], start_b[..]);
    }
}
