//! Refuses packs whose rules could not say what they mean, when they are read and not when they fire.

use super::{PackError, Packs};
use crate::language::Language;
use crate::rule::{Rule, placeholders};

/// Facts that the texts of every rule can speak of.
const COMMON: [&str; 4] = ["label", "element", "set", "item"];

pub(super) fn all_rules_can_be_used(packs: &Packs) -> Result<(), PackError> {
    for criterion in &packs.criteria {
        if let Some(reason) = criterion.amiss() {
            let (rule, pack) = (criterion.id.clone(), packs.version());
            return Err(PackError::Unusable { rule, pack, reason });
        }
    }
    for rule in &packs.rules {
        if let Some(reason) = unusable(packs, rule) {
            let (rule, pack) = (rule.id.clone(), rule.pack.clone());
            return Err(PackError::Unusable { rule, pack, reason });
        }
    }
    if let Some(measure) = packs.tariff.unusable_measure() {
        return Err(PackError::Unusable {
            rule: measure.id.clone(),
            pack: packs.version(),
            reason: "it needs a sum of rates of zero or more, each for a number of units"
                .to_owned(),
        });
    }
    Ok(())
}

fn unusable(packs: &Packs, rule: &Rule) -> Option<String> {
    let listed = rule.when.iter().filter_map(|condition| condition.listed.as_deref());
    let mut lists = rule.check.list().into_iter().chain(listed);
    if let Some(list) = lists.find(|list| !packs.lists.contains_key(*list)) {
        return Some(format!("there is no code list “{list}”"));
    }
    let country = |name: &&String| name.len() == 2 || packs.lists.contains_key(*name);
    if let Some(name) = rule.countries.iter().chain(&rule.except).find(|name| !country(name)) {
        return Some(format!("“{name}” is neither a country nor a code list"));
    }
    if rule.from.zip(rule.until).is_some_and(|(from, until)| until <= from) {
        return Some("it ends before it begins".to_owned());
    }
    let defaults = packs.texts.get(rule.check.name());
    if rule.title.en.is_empty() && defaults.is_none_or(|texts| texts.title.en.is_empty()) {
        return Some("it has no title, and its kind of check has none either".to_owned());
    }
    unknown_fact(rule).map(|name| format!("its texts speak of {{{name}}}, which it does not know"))
}

fn unknown_fact(rule: &Rule) -> Option<String> {
    let known = |name: &str| COMMON.contains(&name) || rule.check.facts().contains(&name);
    let texts = [&rule.title, &rule.detail, &rule.hint];
    let all =
        texts.into_iter().flat_map(|text| Language::ALL.map(|language| text.written(language)));
    all.flat_map(placeholders).find(|name| !known(name)).map(str::to_owned)
}
