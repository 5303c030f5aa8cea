//! Commodity code.

use super::{Check, Identifier, Kind, Malformed, compact, digit, has_form};
use crate::language::Language;
use crate::words::words;

/// A commodity code (18 09), as written: HS with six digits, CN with eight, TARIC with ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommodityCode(String);

impl Identifier for CommodityCode {
    const KIND: Kind = Kind::CommodityCode;

    fn parse(text: &str) -> Result<Self, Malformed> {
        let code = compact(text, &['.']);
        let fits = [6, 8, 10].iter().any(|length| has_form(&code, &[(*length, digit)]))
            && !code.starts_with("00");
        fits.then(|| Self(text.trim().to_owned()))
            .ok_or_else(|| Malformed { kind: Self::KIND, text: text.to_owned() })
    }

    fn as_written(&self) -> &str {
        &self.0
    }

    fn normalised(&self) -> String {
        compact(&self.0, &['.']).into_owned()
    }

    fn check(&self) -> Check {
        Check::None
    }

    fn explanation(&self, language: Language) -> String {
        let code = self.normalised();
        let words = &words().identifier;
        let nomenclature = match code.len() {
            6 => &words.commodity_hs,
            8 => &words.commodity_cn,
            _ => &words.commodity_taric,
        };
        nomenclature.say(language, &[("chapter", code[..2].to_owned())])
    }
}
