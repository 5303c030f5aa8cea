//! A pack as it is written.

use std::collections::HashMap;

use serde::Deserialize;

use super::rates::RateTable;
use crate::charges::TariffSource;
use crate::checks::CheckKind;
use crate::dictionary::Text;
use crate::field::Field;
use crate::finding::Severity;
use crate::rule::Rule;
use crate::selectivity::Criterion;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) pack: Head,
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    required: Vec<RequiredTable>,
    /// Texts by kind of check, for rules that have none of their own.
    #[serde(default)]
    pub(super) texts: HashMap<String, Texts>,
    /// Code lists by name: codes with blanks between them.
    #[serde(default)]
    pub(super) lists: HashMap<String, String>,
    #[serde(default)]
    pub(super) rates: Vec<RateTable>,
    #[serde(default)]
    pub(super) tariff: TariffSource,
    #[serde(default)]
    pub(super) criterion: Vec<Criterion>,
}

/// Which layer the text belongs to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) layer: String,
    pub(super) version: String,
    /// Countries whose declarations the whole text is about; empty for all.
    #[serde(default)]
    pub(super) countries: Vec<String>,
    /// Countries whose declarations it is not about.
    #[serde(default)]
    except: Vec<String>,
}

/// Texts of a finding.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    pub(crate) title: Text,
    #[serde(default)]
    pub(crate) detail: Text,
    #[serde(default)]
    pub(crate) hint: Text,
}

/// Elements that data sets require: one rule for each, all with the same source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequiredTable {
    sets: Vec<String>,
    severity: Severity,
    source: String,
    elements: Vec<RequiredElement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequiredElement {
    id: String,
    element: String,
    any: Vec<Field>,
}

impl Source {
    /// The rules as written and those that the tables of required elements stand for; rules that
    /// name no countries take those of the whole text.
    pub(super) fn rules(&self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = self.rule.clone();
        rules.extend(self.required.iter().flat_map(RequiredTable::rules));
        for rule in rules.iter_mut().filter(|rule| rule.countries.is_empty()) {
            rule.countries.clone_from(&self.pack.countries);
        }
        for rule in rules.iter_mut().filter(|rule| rule.except.is_empty()) {
            rule.except.clone_from(&self.pack.except);
        }
        rules
    }
}

impl RequiredTable {
    fn rules(&self) -> impl Iterator<Item = Rule> + '_ {
        self.elements.iter().map(|element| Rule {
            id: element.id.clone(),
            severity: self.severity,
            element: Some(element.element.clone()),
            from: None,
            until: None,
            sets: self.sets.clone(),
            types: Vec::new(),
            countries: Vec::new(),
            except: Vec::new(),
            when: Vec::new(),
            check: CheckKind::required(element.any.clone()),
            once: false,
            unverified: false,
            source: self.source.clone(),
            title: Text::default(),
            detail: Text::default(),
            hint: Text::default(),
            pack: String::new(),
        })
    }
}
