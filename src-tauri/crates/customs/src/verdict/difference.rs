//! What two verdicts on one declaration say otherwise.

use super::Verdict;
use crate::finding::Finding;

/// What a second verdict says otherwise than a first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'v> {
    /// Findings that only the second has.
    pub appears: Vec<&'v Finding>,
    /// Findings that only the first has.
    pub disappears: Vec<&'v Finding>,
    /// The lanes differ.
    pub lane: bool,
    /// What is to be paid differs.
    pub payable: bool,
}

impl<'v> Difference<'v> {
    /// `None` where both say the same. Words do not count: a finding is the same where rule, severity
    /// and place are.
    pub fn between(before: &'v Verdict, after: &'v Verdict) -> Option<Self> {
        let difference = Self {
            appears: without(&after.findings, &before.findings),
            disappears: without(&before.findings, &after.findings),
            lane: before.lane != after.lane,
            payable: payable(before) != payable(after),
        };
        let says_the_same = difference.appears.is_empty()
            && difference.disappears.is_empty()
            && !difference.lane
            && !difference.payable;
        (!says_the_same).then_some(difference)
    }
}

fn payable(verdict: &Verdict) -> (rust_decimal::Decimal, &str) {
    (verdict.charges.payable, &verdict.charges.currency.0)
}

/// The findings of `all` that `known` does not have. Each of `known` stands for one.
fn without<'v>(all: &'v [Finding], known: &[Finding]) -> Vec<&'v Finding> {
    let mut left: Vec<&Finding> = known.iter().collect();
    let mut new = Vec::new();
    for finding in all {
        match left.iter().position(|each| is_same(each, finding)) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => new.push(finding),
        }
    }
    new
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    (&one.rule, one.severity, one.item, &one.path)
        == (&other.rule, other.severity, other.item, &other.path)
}
