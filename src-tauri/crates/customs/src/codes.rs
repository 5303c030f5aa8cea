//! Code lists with labels, for people to choose from and for codes to be told in words.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Text;

/// A code and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// As messages carry it.
    pub code: String,
    /// What it means.
    pub label: Text,
}

/// The codes of a list, sorted; `None` where there is no list of that name.
///
/// Lists: `control_type`, `control_result`, `tax_type`, `method_of_payment`, `representative_status`,
/// `fiscal_role`, `lane`, `data_set`, `procedure`, `additional_procedure`, `additional_type`,
/// `location_type`, `location_qualifier`, `transport_mode`, `invalidation_reason`.
pub fn code_list(name: &str) -> Option<&'static [Code]> {
    lists().get(name).map(Vec::as_slice)
}

/// What a code of a list means.
pub fn code_label(list: &str, code: &str) -> Option<&'static Text> {
    code_list(list)?.iter().find(|each| each.code == code).map(|each| &each.label)
}

fn lists() -> &'static HashMap<String, Vec<Code>> {
    static LISTS: LazyLock<HashMap<String, Vec<Code>>> = LazyLock::new(|| {
        read(include_str!("../data/codes.toml"))
            .expect("the code lists that come with the crate are read in its tests")
    });
    &LISTS
}

fn read(text: &str) -> Result<HashMap<String, Vec<Code>>, toml::de::Error> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Source(HashMap<String, HashMap<String, Text>>);

    let Source(lists) = toml::from_str(text)?;
    let sorted = |codes: HashMap<String, Text>| {
        let mut codes: Vec<Code> =
            codes.into_iter().map(|(code, label)| Code { code, label }).collect();
        codes.sort_by(|a, b| a.code.cmp(&b.code));
        codes
    };
    Ok(lists.into_iter().map(|(name, codes)| (name, sorted(codes))).collect())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::language::Language;

    #[rstest]
    #[case("control_type", "40", "Physical control")]
    #[case("control_result", "A4", "Minor discrepancies")]
    #[case("tax_type", "B00", "VAT")]
    #[case("representative_status", "3", "Indirect representation")]
    #[case("fiscal_role", "FR5", "Seller (IOSS)")]
    #[case("lane", "red", "Red: check documents and goods")]
    fn tells_what_a_code_means(#[case] list: &str, #[case] code: &str, #[case] label: &str) {
        assert_eq!(code_label(list, code).unwrap().get(Language::English), label);
    }

    #[test]
    fn every_code_has_a_label_in_each_language() {
        for (name, codes) in lists() {
            for Code { code, label } in codes {
                assert!(label.is_in_every_language(), "{name} {code}");
            }
        }
    }

    #[test]
    fn codes_are_sorted_and_an_unknown_list_is_none() {
        let results: Vec<&str> =
            code_list("control_result").unwrap().iter().map(|code| code.code.as_str()).collect();
        assert_eq!(results, ["A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3"]);
        assert_eq!(code_list("shoe_size"), None);
    }
}
