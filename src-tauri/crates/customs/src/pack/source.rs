//! A pack as it is written.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::rates::Written;
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
    required: Vec<Table<Required>>,
    #[serde(default)]
    absent: Vec<Table<Absent>>,
    #[serde(default)]
    at_most: Vec<Table<AtMost>>,
    /// Texts by kind of check, for rules that have none of their own.
    #[serde(default)]
    pub(super) texts: HashMap<String, Texts>,
    /// Code lists by name: codes with blanks between them.
    #[serde(default)]
    pub(super) lists: HashMap<String, String>,
    #[serde(default)]
    pub(super) rates: Vec<Written>,
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
    /// Which release of the layer it is: the first is 1.
    #[serde(default)]
    pub(super) sequence: u32,
    /// The day on which it was released.
    #[serde(default)]
    pub(super) issued: Option<NaiveDate>,
    /// Countries whose declarations the whole text is about, or names of code lists of countries;
    /// empty for all.
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

/// Elements of data sets: one rule for each, all with the same source. What the elements say besides
/// makes out whether they are required, do not belong there, or may stand so often.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table<Entry> {
    sets: Vec<String>,
    severity: Severity,
    source: String,
    #[serde(default)]
    unverified: bool,
    #[serde(default)]
    title: Text,
    #[serde(default)]
    detail: Text,
    #[serde(default)]
    hint: Text,
    elements: Vec<Entry>,
}

/// One of these fields has a value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Required {
    id: String,
    element: String,
    any: Vec<Field>,
}

/// The field has no value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Absent {
    id: String,
    element: String,
    field: Field,
}

/// The field has so many values at most.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AtMost {
    id: String,
    element: String,
    field: Field,
    times: usize,
}

impl Source {
    /// The rules as written and those that the tables of elements stand for; rules that name no
    /// countries take those of the whole text.
    pub(super) fn rules(&self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = self.rule.clone();
        for table in &self.required {
            rules.extend(table.rules(|e| (&e.id, &e.element, CheckKind::required(e.any.clone()))));
        }
        for table in &self.absent {
            rules.extend(table.rules(|e| (&e.id, &e.element, CheckKind::absent(e.field.clone()))));
        }
        for table in &self.at_most {
            let check = |e: &AtMost| CheckKind::at_most(e.field.clone(), e.times);
            rules.extend(table.rules(|e| (&e.id, &e.element, check(e))));
        }
        for rule in rules.iter_mut().filter(|rule| rule.countries.is_empty()) {
            rule.countries.clone_from(&self.pack.countries);
        }
        for rule in rules.iter_mut().filter(|rule| rule.except.is_empty()) {
            rule.except.clone_from(&self.pack.except);
        }
        rules
    }
}

impl<Entry> Table<Entry> {
    /// The rules that stand in the table; `line` tells a line's id, data element and check.
    fn rules(
        &self,
        line: impl Fn(&Entry) -> (&String, &String, CheckKind),
    ) -> impl Iterator<Item = Rule> {
        self.elements.iter().map(move |entry| {
            let (id, element, check) = line(entry);
            Rule {
                id: id.clone(),
                severity: self.severity,
                element: Some(element.clone()),
                from: None,
                until: None,
                sets: self.sets.clone(),
                types: Vec::new(),
                countries: Vec::new(),
                except: Vec::new(),
                when: Vec::new(),
                check,
                once: false,
                unverified: self.unverified,
                source: self.source.clone(),
                title: self.title.clone(),
                detail: self.detail.clone(),
                hint: self.hint.clone(),
                pack: String::new(),
            }
        })
    }
}
