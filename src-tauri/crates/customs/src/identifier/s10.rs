//! Postal item number.

use super::{Check, Identifier, Kind, Malformed, compact, digit, digits, has_form, letter};

/// A postal item number (UPU S10), as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S10(String);

const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];

impl S10 {
    /// The ninth digit that the first eight call for.
    pub fn expected_check_digit(&self) -> char {
        let number = self.normalised();
        let rest = 11 - digits::weighted(number.get(2..10).unwrap_or_default(), &WEIGHTS) % 11;
        match rest {
            10 => '0',
            11 => '5',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        }
    }

    fn service(&self) -> &'static str {
        match self.normalised().chars().next() {
            Some('U') => "A letter subject to customs control",
            Some('C') => "A parcel",
            Some('E') => "An express item (EMS)",
            Some('R') => "A registered item",
            Some('H') => "An e-commerce parcel",
            Some('L') => "A tracked letter",
            Some('V') => "An insured item",
            _ => "A postal item",
        }
    }
}

impl Identifier for S10 {
    const KIND: Kind = Kind::S10;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let form = [(2, letter as fn(&char) -> bool), (9, digit), (2, letter)];
        has_form(&compact(text, &[]), &form)
            .then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        compact(&self.0, &[]).into_owned()
    }

    fn check(&self) -> Check {
        Check::of(self.expected_check_digit(), self.normalised().get(10..11).unwrap_or_default())
    }

    fn explanation(&self) -> String {
        format!("{} posted in {}.", self.service(), &self.normalised()[11..])
    }
}
