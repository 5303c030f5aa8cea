//! The rules that an office writes itself.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{PackError, Packs, Release};
use crate::rule::Rule;
use crate::selectivity::Criterion;

/// The name of the layer.
pub(super) const LAYER: &str = "office";
/// How names of an office's rules and code lists begin.
const PREFIX: &str = "OFFICE-";
const LIST_PREFIX: &str = "office_";

/// What an office writes: a pack text without a head.
///
/// An office adds rules and tunes criteria. It cannot change what the law asks for: its rules and lists
/// have names of their own, and rates and tariff are not its to say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeRules {
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    lists: HashMap<String, String>,
    #[serde(default)]
    #[expect(dead_code, reason = "read to refuse what is none")]
    criterion: Vec<Criterion>,
}

impl OfficeRules {
    /// The layer of that number and day, made of what the office wrote.
    ///
    /// # Errors
    /// The text cannot be read, or says what an office cannot say.
    pub fn release(text: &str, sequence: u32, issued: NaiveDate) -> Result<Release, PackError> {
        let unreadable = |reason: String| PackError::Unreadable { position: 1, reason };
        // Read without the head, so that errors name the lines that the office sees.
        let written: OfficeRules =
            toml::from_str(text).map_err(|error| unreadable(error.to_string()))?;
        if let Some((rule, reason)) = written.not_its_own() {
            let pack = LAYER.to_owned();
            return Err(PackError::Unusable { rule, pack, reason: reason.to_owned() });
        }
        let headed = format!(
            "[pack]\nlayer = \"{LAYER}\"\nversion = \"{issued} no. {sequence}\"\n\
             sequence = {sequence}\nissued = \"{issued}\"\n\n{text}"
        );
        Release::read(&headed).map_err(|error| unreadable(error.to_string()))
    }

    /// What the office wrote, without the head.
    pub fn written(release: &Release) -> &str {
        release.text().split_once("\n\n").map_or("", |(_, written)| written)
    }

    fn not_its_own(&self) -> Option<(String, &'static str)> {
        if let Some(rule) = self.rule.iter().find(|rule| !rule.id.starts_with(PREFIX)) {
            return Some((rule.id.clone(), "the names of an office's rules begin with OFFICE-"));
        }
        let list = self.lists.keys().find(|name| !name.starts_with(LIST_PREFIX))?;
        Some((list.clone(), "the names of an office's code lists begin with office_"))
    }
}

impl Packs {
    /// Whether a layer of that name is an office's own.
    pub fn is_office(layer: &str) -> bool {
        layer == LAYER
    }
}
