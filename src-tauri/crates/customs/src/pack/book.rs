//! The rules of a day, told to people.

use chrono::NaiveDate;

use super::{Packs, Rules};
use crate::dictionary::dictionary;
use crate::finding::Severity;
use crate::language::Language;
use crate::rule::{Rule, placeholders, render};

/// A rule as the reference screen lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSummary {
    /// For example `GL-H7-014`.
    pub id: String,
    /// Layer and version that it comes from.
    pub pack: String,
    /// What its finding says, with `…` where a declaration's own values go.
    pub title: String,
    /// How much a finding of it matters.
    pub severity: Severity,
    /// Data element number.
    pub data_element: Option<String>,
    /// Legal or technical source.
    pub source: String,
    /// First day on which it holds.
    pub from: Option<NaiveDate>,
    /// First day on which it does not hold any more.
    pub until: Option<NaiveDate>,
    /// The source could not be verified.
    pub unverified: bool,
}

impl Rules<'_> {
    /// Every rule in force on this day, in the order of the packs.
    pub fn book(&self, language: Language) -> Vec<RuleSummary> {
        let in_force = self.packs.rules.iter().filter(|rule| rule.holds_on(self.date));
        in_force
            .map(|rule| RuleSummary {
                id: rule.id.clone(),
                pack: rule.pack.clone(),
                title: title(rule, self, language),
                severity: rule.severity,
                data_element: rule.element.clone(),
                source: rule.source.clone(),
                from: rule.from,
                until: rule.until,
                unverified: rule.unverified,
            })
            .collect()
    }
}

impl Packs {
    /// The layers with their versions, general ones first.
    pub fn layers(&self) -> &[(String, String)] {
        &self.layers
    }
}

/// The title with the field's name in it, and `…` for what only a declaration can fill in.
fn title(rule: &Rule, rules: &Rules<'_>, language: Language) -> String {
    let default = &rules.texts_of(rule.check.name()).title;
    let text = if rule.title.en.is_empty() { default } else { &rule.title }.get(language);
    let element = rule.element.as_deref().and_then(|number| dictionary().numbered(number));
    let facts: Vec<(&str, String)> = placeholders(text)
        .map(|name| match (name, element) {
            ("label", Some(element)) => (name, element.label.get(language).to_owned()),
            _ => (name, "…".to_owned()),
        })
        .collect();
    render(text, &facts)
}
