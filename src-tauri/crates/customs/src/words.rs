//! What the crate itself says, in each language: held as data in `data/words.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::identifier::Kind;
use crate::text::Text;

/// Every sentence, by what it is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) identifier: IdentifierWords,
    /// What an MRN was given for, by the letter before its check digit.
    pub(crate) mrn_procedure: HashMap<char, Text>,
    /// Postal services by a number's first letter; `_` stands for all others.
    pub(crate) s10_service: HashMap<char, Text>,
    pub(crate) history: HistoryWords,
    /// What each identifier must look like.
    pub(crate) form: HashMap<Kind, Text>,
}

/// What identifiers say of themselves.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentifierWords {
    pub(crate) awb: Text,
    pub(crate) commodity_hs: Text,
    pub(crate) commodity_cn: Text,
    pub(crate) commodity_taric: Text,
    pub(crate) container: Text,
    pub(crate) customs_office: Text,
    pub(crate) enterprise_number: Text,
    pub(crate) eori: Text,
    pub(crate) grn: Text,
    pub(crate) ioss: Text,
    pub(crate) ioss_intermediary: Text,
    pub(crate) lrn: Text,
    pub(crate) mrn: Text,
    pub(crate) mrn_for: Text,
    pub(crate) s10: Text,
    pub(crate) ucr: Text,
    pub(crate) vat: Text,
    pub(crate) last_digit: Text,
    pub(crate) last_two_digits: Text,
    pub(crate) check_digit: Text,
    pub(crate) no_check_digit: Text,
}

/// What the past says of a line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistoryWords {
    pub(crate) sentence: Text,
    /// What lines are grouped by.
    pub(crate) part: HashMap<String, Text>,
}

/// The words that come with this version.
pub(crate) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        toml::from_str(include_str!("../data/words.toml"))
            .expect("the words that come with the crate are read in its tests")
    });
    &WORDS
}
