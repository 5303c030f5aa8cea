use std::collections::BTreeSet;

use super::*;

#[test]
fn the_packs_that_come_with_the_crate_can_be_used() {
    let packs = Packs::layer(&BUILTIN).unwrap();
    let rules = packs.on("2026-11-21".parse().unwrap());
    assert!(rules.count() > 60, "{}", rules.count());
}

#[test]
fn every_text_is_there_in_every_language() {
    let packs = Packs::builtin();
    let rules = packs.rules.iter().map(|rule| (&rule.id, [&rule.title, &rule.detail, &rule.hint]));
    let kinds = packs.texts.iter().map(|(kind, t)| (kind, [&t.title, &t.detail, &t.hint]));
    let criteria = packs.criteria.iter().map(|each| (&each.id, [&each.reason; 3]));
    let missing: BTreeSet<&String> = rules
        .chain(kinds)
        .chain(criteria)
        .filter(|(_, texts)| {
            texts.iter().any(|text| !text.en.is_empty() && !text.is_in_every_language())
        })
        .map(|(name, _)| name)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
