//! A code of the nomenclature, chapter to TARIC.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A code of 2 (chapter), 4 (heading), 6 (HS), 8 (CN) or 10 (TARIC) digits.
///
/// Codes are compared as ten digits, so that `6109 10`, `6109 10 00` and `6109 10 00 00` are the same
/// place of the nomenclature, and a shorter one comes before what it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoodsCode {
    padded: String,
    digits: u8,
}

/// That a text is no code of the nomenclature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no commodity code: a code has 2, 4, 6, 8 or 10 digits.")]
pub struct NoGoodsCode(pub String);

impl GoodsCode {
    /// How many digits all codes are filled up to.
    pub const LONGEST: usize = 10;

    /// A code of which so many digits count; the others are zeros that fill it up.
    ///
    /// # Errors
    /// The digits beyond are not zeros, or it is no code.
    pub fn with_digits(text: &str, digits: u8) -> Result<Self, NoGoodsCode> {
        let code: Self = text.parse()?;
        let filled = code.padded[usize::from(digits.min(10))..].bytes().all(|digit| digit == b'0');
        match digits {
            2 | 4 | 6 | 8 | 10 if filled => Ok(Self { digits, ..code }),
            _ => Err(NoGoodsCode(text.to_owned())),
        }
    }

    /// A code by its ten digits, of which only those count that are not zeros at the end.
    ///
    /// # Errors
    /// It is no code.
    pub fn shortened(text: &str) -> Result<Self, NoGoodsCode> {
        let mut code: Self = text.parse()?;
        while code.digits > 2 && code.written().ends_with("00") {
            code.digits -= 2;
        }
        Ok(code)
    }

    /// Its digits, without blanks.
    pub fn written(&self) -> &str {
        &self.padded[..usize::from(self.digits)]
    }

    /// Its digits, filled up with zeros to ten.
    pub fn padded(&self) -> &str {
        &self.padded
    }

    /// How many digits it has.
    pub fn digits(&self) -> u8 {
        self.digits
    }

    /// The code of so many digits that holds this one.
    pub fn cut(&self, digits: u8) -> Self {
        let digits = digits.min(self.digits);
        let kept = &self.padded[..usize::from(digits)];
        Self { padded: format!("{kept:0<10}"), digits }
    }
}

impl FromStr for GoodsCode {
    type Err = NoGoodsCode;

    /// Reads digits as people write them: blanks and points between them do not matter.
    fn from_str(text: &str) -> Result<Self, NoGoodsCode> {
        let none = || NoGoodsCode(text.trim().to_owned());
        let written: String =
            text.chars().filter(|each| !each.is_whitespace() && *each != '.').collect();
        let digits = u8::try_from(written.len()).map_err(|_| none())?;
        let is_code = matches!(digits, 2 | 4 | 6 | 8 | 10)
            && written.bytes().all(|byte| byte.is_ascii_digit())
            && !written.starts_with("00");
        is_code.then(|| Self { padded: format!("{written:0<10}"), digits }).ok_or_else(none)
    }
}

impl fmt::Display for GoodsCode {
    /// As the tariff prints it: `6109 10 00 10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.written();
        f.write_str(&written[..written.len().min(4)])?;
        written.as_bytes()[written.len().min(4)..]
            .chunks(2)
            .try_for_each(|pair| write!(f, " {}", String::from_utf8_lossy(pair)))
    }
}

impl Serialize for GoodsCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.written())
    }
}

impl<'de> Deserialize<'de> for GoodsCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::taric("6109100010", "6109 10 00 10")]
    #[case::spaced(" 6109 10 00 10 ", "6109 10 00 10")]
    #[case::points("6109.10.00", "6109 10 00")]
    #[case::hs("610910", "6109 10")]
    #[case::heading("6109", "6109")]
    #[case::chapter("61", "61")]
    fn reads_codes_as_people_write_them(#[case] text: &str, #[case] expected: &str) {
        let code: GoodsCode = text.parse().unwrap();
        assert_eq!(code.to_string(), expected);
    }

    #[rstest]
    #[case::odd("61091")]
    #[case::letters("61O910")]
    #[case::no_chapter("0012")]
    #[case::too_long("610910001099")]
    #[case::nothing("")]
    #[case::other_digits("٦١")]
    fn refuses_what_is_no_code(#[case] text: &str) {
        assert_eq!(text.parse::<GoodsCode>(), Err(NoGoodsCode(text.to_owned())));
    }

    #[rstest]
    #[case::heading("6109000000", 4, Ok("6109"))]
    #[case::code("6109100000", 6, Ok("6109 10"))]
    #[case::too_short("6109100000", 4, Err(()))]
    #[case::odd("6109100000", 7, Err(()))]
    #[case::absurd("6109100000", 200, Err(()))]
    fn counts_only_the_digits_that_the_file_names(
        #[case] text: &str,
        #[case] digits: u8,
        #[case] expected: Result<&str, ()>,
    ) {
        let code = GoodsCode::with_digits(text, digits).map(|code| code.to_string());
        assert_eq!(code.map_err(|_| ()), expected.map(str::to_owned));
    }

    #[rstest]
    #[case("6109100000", "6109 10")]
    #[case("0100000000", "01")]
    #[case("0101291000", "0101 29 10")]
    #[case("2000000000", "20")]
    fn zeros_at_the_end_only_fill_up(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(GoodsCode::shortened(text).unwrap().to_string(), expected);
    }

    #[rstest]
    #[case(6, "6109 10")]
    #[case(2, "61")]
    #[case(10, "6109 10 00 10")]
    fn cuts_to_what_a_declaration_takes(#[case] digits: u8, #[case] expected: &str) {
        let code: GoodsCode = "6109100010".parse().unwrap();
        assert_eq!(code.cut(digits).to_string(), expected);
        assert_eq!(code.cut(digits), expected.parse().unwrap());
    }
}
