//! Local reference number.

use super::{Check, Identifier, Kind, Malformed};
use crate::language::Language;
use crate::words::words;

/// A local reference number (12 09 001, an..22), as written: the declarant's own reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lrn(String);

impl Identifier for Lrn {
    const KIND: Kind = Kind::Lrn;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let lrn = text.trim();
        let fits = (1..=22).contains(&lrn.chars().count())
            && lrn.chars().all(|c| (c.is_ascii_graphic() || c == ' ') && !"{}<>\"".contains(c));
        fits.then(|| Self(lrn.to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        self.0.clone()
    }

    fn check(&self) -> Check {
        Check::None
    }

    fn explanation(&self, language: Language) -> String {
        words().identifier.lrn.get(language).to_owned()
    }
}
