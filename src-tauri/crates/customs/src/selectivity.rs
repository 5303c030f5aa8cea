//! Which lane a declaration goes to, and why.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::dictionary::Text;
use crate::field::Scope;
use crate::finding::{Finding, Severity};
use crate::lane::Lane;
use crate::rule::{Case, Condition, Dates, all_hold, render};

/// A reason to look closer: findings of a severity, or conditions on the declaration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Criterion {
    /// Identifier that stays the same over the years, for example `GL-SEL-001`.
    pub(crate) id: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    lane: Lane,
    /// Holds where there are findings of exactly this severity.
    findings: Option<Severity>,
    #[serde(default)]
    when: Vec<Condition>,
    pub(crate) reason: Text,
}

/// The lane that most attention calls for, and the criteria that fired, in words.
pub(crate) fn select(case: &Case, findings: &[Finding]) -> (Lane, Vec<String>) {
    let mut lane = Lane::Green;
    let mut reasons: Vec<(Lane, String)> = Vec::new();
    for criterion in case.rules.criteria() {
        if let Some(reason) = criterion.reason(case, findings) {
            lane = lane.max(criterion.lane);
            reasons.push((criterion.lane, reason));
        }
    }
    reasons.sort_by_key(|(lane, _)| std::cmp::Reverse(*lane));
    (lane, reasons.into_iter().map(|(_, reason)| reason).collect())
}

impl Criterion {
    fn reason<'a>(&'a self, case: &Case<'a>, findings: &[Finding]) -> Option<String> {
        if !(Dates { from: self.from, until: self.until }).contain(case.rules.date()) {
            return None;
        }
        let mut facts = Vec::new();
        if let Some(severity) = self.findings {
            let titles: Vec<&str> = findings
                .iter()
                .filter(|f| f.severity == severity)
                .map(|f| f.title.as_str())
                .collect();
            let first = titles.first()?;
            facts.push(("count", titles.len().to_string()));
            facts.push(("first", (*first).to_owned()));
        }
        if !self.when.is_empty() {
            let item = self.first_item(case)?;
            let code = item.and_then(|item| item.commodity_code.as_ref());
            facts.push(("item", item.map(|item| item.number.to_string()).unwrap_or_default()));
            facts.push(("code", code.map(|at| at.value.clone()).unwrap_or_default()));
            let value = case.total_value_eur().map(|value| value.to_string());
            facts.push(("value", value.unwrap_or_default()));
        }
        Some(render(self.reason.get(case.language), &facts))
    }

    /// The first item for which the conditions hold; `Some(None)` where they are about no item.
    fn first_item<'a>(&'a self, case: &Case<'a>) -> Option<Option<&'a GoodsItem>> {
        if self.when.iter().all(|condition| condition.field.scope == Scope::Header) {
            return all_hold(&self.when, case, None).then_some(None);
        }
        case.declaration.items.iter().find(|item| all_hold(&self.when, case, Some(item))).map(Some)
    }
}
