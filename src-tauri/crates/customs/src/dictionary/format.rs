//! How the data model writes formats: `an..22`, `n..16,2`, `a3`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The format of a data element's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Which characters.
    pub characters: Characters,
    /// How many characters; for numbers how many digits in all.
    pub length: usize,
    /// Whether fewer will do.
    pub up_to: bool,
    /// For numbers, how many digits may follow the point.
    pub decimals: usize,
}

/// Which characters a value is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// `a`: letters.
    Letters,
    /// `n`: digits, a number.
    Digits,
    /// `an`: any text.
    Any,
}

/// The text is not a format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a format. Write it as an..22, a3 or n..16,2.")]
pub struct InvalidFormat(String);

impl Format {
    /// Whether a value is written in this format.
    pub fn fits(&self, value: &str) -> bool {
        match self.characters {
            Characters::Letters => {
                self.fits_length(value.chars().count()) && value.chars().all(char::is_alphabetic)
            }
            Characters::Any => self.fits_length(value.chars().count()),
            Characters::Digits => self.fits_number(value),
        }
    }

    fn fits_length(&self, length: usize) -> bool {
        if self.up_to { length <= self.length } else { length == self.length }
    }

    fn fits_number(&self, value: &str) -> bool {
        let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        // Zeros at the end say nothing about precision: real files write 10.000 for ten pieces.
        let fraction = fraction.trim_end_matches('0');
        !whole.is_empty()
            && digits(whole)
            && digits(fraction)
            && fraction.len() <= self.decimals
            && self.fits_length(whole.len() + fraction.len())
    }
}

impl FromStr for Format {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        let invalid = || InvalidFormat(text.to_owned());
        let (characters, rest) = match text {
            _ if text.starts_with("an") => (Characters::Any, &text[2..]),
            _ if text.starts_with('a') => (Characters::Letters, &text[1..]),
            _ if text.starts_with('n') => (Characters::Digits, &text[1..]),
            _ => return Err(invalid()),
        };
        let (up_to, rest) = rest.strip_prefix("..").map_or((false, rest), |rest| (true, rest));
        let (length, decimals) = rest.split_once(',').unwrap_or((rest, "0"));
        Ok(Self {
            characters,
            length: length.parse().map_err(|_| invalid())?,
            up_to,
            decimals: decimals.parse().map_err(|_| invalid())?,
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.characters {
            Characters::Letters => "a",
            Characters::Digits => "n",
            Characters::Any => "an",
        })?;
        f.write_str(if self.up_to { ".." } else { "" })?;
        write!(f, "{}", self.length)?;
        if self.decimals > 0 { write!(f, ",{}", self.decimals) } else { Ok(()) }
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::text("an..22", "LGG-26-0048217-03", true)]
    #[case::text_too_long("an..3", "abcd", false)]
    #[case::exact("a3", "EUR", true)]
    #[case::exact_too_short("a3", "EU", false)]
    #[case::letters_only("a2", "B3", false)]
    #[case::counts_characters_not_bytes("an..3", "杭州晨", true)]
    #[case::number("n..16,2", "158.31", true)]
    #[case::too_many_decimals("n..16,2", "158.315", false)]
    #[case::zeros_at_the_end("n..8", "10.000", true)]
    #[case::comma("n..16,2", "158,31", false)]
    #[case::negative("n..16,2", "-1", false)]
    #[case::no_digits("n..16,2", ".5", false)]
    fn fits(#[case] format: &str, #[case] value: &str, #[case] expected: bool) {
        let format: Format = format.parse().unwrap();
        assert_eq!(format.fits(value), expected, "{value} in {format}");
    }

    #[rstest]
    #[case("an..22")]
    #[case("n..16,2")]
    #[case("a1")]
    #[case("n2")]
    fn reads_back_what_it_writes(#[case] text: &str) {
        assert_eq!(text.parse::<Format>().unwrap().to_string(), text);
    }

    #[rstest]
    #[case("")]
    #[case("x3")]
    #[case("an..")]
    #[case("n..5,x")]
    fn refuses_what_is_not_a_format(#[case] text: &str) {
        assert_eq!(text.parse::<Format>(), Err(InvalidFormat(text.to_owned())));
    }
}
