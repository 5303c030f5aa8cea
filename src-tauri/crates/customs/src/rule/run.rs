//! Runs the rules of a day over a declaration.

use std::collections::HashMap;

use super::say::{Hit, finding};
use super::{Case, Rule, all_hold};
use crate::declaration::GoodsItem;
use crate::element::Path;
use crate::finding::{Finding, Severity};

/// What the rules have to say: errors first, then by item, then by rule.
pub(crate) fn findings(case: &Case) -> Vec<Finding> {
    let mut found: Vec<(u8, Finding)> = Vec::new();
    for rule in case.rules.reaching(case) {
        for hit in hits(rule, case) {
            found.push((rule.check.precedence(), finding(rule, case, hit)));
        }
    }
    drop_consequences(&mut found);
    let mut findings: Vec<Finding> = found.into_iter().map(|(_, finding)| finding).collect();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings
}

/// Where checks of different precedence speak of the same place, only the first of them are heard:
/// that a template's placeholder also has no number's form, is on no list and fits no format is not
/// said as well.
fn drop_consequences(found: &mut Vec<(u8, Finding)>) {
    if found.iter().all(|(precedence, _)| *precedence == 1) {
        return;
    }
    let mut first: HashMap<Path, u8> = HashMap::new();
    for (precedence, finding) in found.iter() {
        if let Some(path) = &finding.path {
            let known = first.entry(path.clone()).or_insert(*precedence);
            *known = (*known).min(*precedence);
        }
    }
    found.retain(|(precedence, finding)| {
        let path = finding.path.as_ref();
        path.and_then(|path| first.get(path)).is_none_or(|first| first == precedence)
    });
}

fn order(finding: &Finding) -> (std::cmp::Reverse<Severity>, Option<u32>, &str) {
    (std::cmp::Reverse(finding.severity), finding.item, &finding.rule)
}

/// Where the rule's check does not hold; the first place only, where one is enough.
fn hits<'a>(rule: &'a Rule, case: &Case<'a>) -> Vec<Hit> {
    let mut hits = Vec::new();
    if rule.is_per_item() {
        for item in &case.declaration.items {
            hits.append(&mut on(rule, case, Some(item)));
            if rule.once && !hits.is_empty() {
                break;
            }
        }
    } else {
        hits = on(rule, case, None);
    }
    if rule.once {
        hits.truncate(1);
    }
    hits
}

fn on<'a>(rule: &'a Rule, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
    match all_hold(&rule.when, case, item) {
        true => rule.check.run(case, item),
        false => Vec::new(),
    }
}
