//! Runs the rules of a day over a declaration.

use super::say::{Hit, finding};
use super::{Case, Rule, all_hold};
use crate::declaration::GoodsItem;
use crate::finding::{Finding, Severity};

/// What the rules have to say: errors first, then by item, then by rule.
pub(crate) fn findings(case: &Case) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for rule in case.rules.all().iter().filter(|rule| rule.applies(case)) {
        let hits = hits(rule, case);
        let enough = if rule.once { 1 } else { usize::MAX };
        findings.extend(hits.into_iter().take(enough).map(|hit| finding(rule, case, hit)));
    }
    drop_consequences(&mut findings, case);
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings
}

/// A value that is still a template's placeholder is one fault: that it also has no number's form,
/// is on no list and fits no format is not said as well.
fn drop_consequences(findings: &mut Vec<Finding>, case: &Case) {
    let of_template = |finding: &Finding| {
        let rule = case.rules.all().iter().find(|rule| rule.id == finding.rule);
        rule.is_some_and(|rule| rule.check.is_about_placeholders())
    };
    let places: Vec<_> = findings
        .iter()
        .filter(|f| of_template(f))
        .map(|f| (f.path.clone(), f.rule.clone()))
        .collect();
    if !places.is_empty() {
        findings.retain(|f| {
            places
                .iter()
                .all(|(place, rule)| f.path.is_none() || f.path != *place || f.rule == *rule)
        });
    }
}

fn order(finding: &Finding) -> (std::cmp::Reverse<Severity>, Option<u32>, &str) {
    (std::cmp::Reverse(finding.severity), finding.item, &finding.rule)
}

fn hits<'a>(rule: &'a Rule, case: &Case<'a>) -> Vec<Hit> {
    if !rule.is_per_item() {
        return on(rule, case, None);
    }
    case.declaration.items.iter().flat_map(|item| on(rule, case, Some(item))).collect()
}

fn on<'a>(rule: &'a Rule, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
    match all_hold(&rule.when, case, item) {
        true => rule.check.run(case, item),
        false => Vec::new(),
    }
}
