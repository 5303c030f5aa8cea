//! Puts findings into words.

use super::{Case, Rule};
use crate::declaration::GoodsItem;
use crate::dictionary::{Text, dictionary};
use crate::element::Path;
use crate::field::{Field, Spot};
use crate::finding::Finding;

/// A check that did not hold: where, and the facts that its texts speak of.
#[derive(Debug)]
pub(crate) struct Hit {
    pub(crate) path: Option<Path>,
    pub(crate) item: Option<u32>,
    pub(crate) facts: Vec<(&'static str, String)>,
}

impl Hit {
    /// A hit on a value that is there.
    pub(crate) fn at(spot: &Spot, item: Option<&GoodsItem>) -> Self {
        let value = spot.value.text().into_owned();
        Self {
            path: spot.place.path(),
            item: item.map(|i| i.number),
            facts: vec![("value", value)],
        }
    }

    /// A hit on a field that has no value.
    pub(crate) fn missing(field: &Field, case: &Case, item: Option<&GoodsItem>) -> Self {
        Self {
            path: field.expected_path(case.declaration, item),
            item: item.map(|item| item.number),
            facts: Vec::new(),
        }
    }

    /// The same with a fact more.
    pub(crate) fn with(mut self, name: &'static str, fact: impl Into<String>) -> Self {
        self.facts.push((name, fact.into()));
        self
    }
}

/// The finding, in the case's language.
pub(super) fn finding(rule: &Rule, case: &Case, hit: Hit) -> Finding {
    let defaults = case.rules.texts_of(rule.check.name());
    let facts = facts(rule, case, &hit);
    let say = |own: &Text, default: &Text| {
        let text = if own.en.is_empty() { default } else { own };
        render(text.get(case.language), &facts)
    };
    Finding {
        rule: rule.id.clone(),
        severity: rule.severity,
        title: say(&rule.title, &defaults.title),
        detail: say(&rule.detail, &defaults.detail),
        hint: say(&rule.hint, &defaults.hint),
        data_element: rule.element.clone(),
        path: hit.path,
        item: hit.item,
        source: rule.source.clone(),
        pack: rule.pack.clone(),
        rules_of: case.rules.date(),
        unverified: rule.unverified,
    }
}

fn facts(rule: &Rule, case: &Case, hit: &Hit) -> Vec<(&'static str, String)> {
    let mut facts = hit.facts.clone();
    facts.push(("label", label(rule, case, hit)));
    facts.push(("element", rule.element.clone().unwrap_or_default()));
    facts.push(("set", case.declaration.data_set.0.clone()));
    facts.push(("item", hit.item.map(|number| number.to_string()).unwrap_or_default()));
    facts
}

/// What the field is called: by the rule's data element, else by the place.
fn label(rule: &Rule, case: &Case, hit: &Hit) -> String {
    let set = &case.declaration.data_set;
    let at_place = || dictionary().of_in(hit.path.as_ref()?, set);
    let numbered = || dictionary().numbered(rule.element.as_deref()?);
    let element = match rule.element {
        Some(_) => numbered().or_else(at_place),
        None => at_place(),
    };
    element.map(|element| element.label.get(case.language).to_owned()).unwrap_or_default()
}

/// The text with each `{name}` replaced by that fact; names without a fact become nothing.
pub(crate) fn render(text: &str, facts: &[(&str, String)]) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            said.push('{');
            rest = after;
            continue;
        };
        let fact = facts.iter().find(|(known, _)| *known == name);
        said.push_str(fact.map_or("", |(_, fact)| fact));
        rest = after;
    }
    said.push_str(rest);
    said
}

/// The names in braces of a text.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}
