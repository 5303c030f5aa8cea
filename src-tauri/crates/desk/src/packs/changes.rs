//! Adding up what other rules change.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use customs::{Difference, Severity, Verdict};
use journal::DeclarationId;
use rust_decimal::Decimal;

use crate::contract::{
    ChangedDeclaration, Changes, ChargeChange, Lane, LaneChange, RuleChange, small,
};

/// How many declarations are told one by one.
const EXAMPLES: usize = 200;

/// What changes in the declarations looked at so far.
#[derive(Default)]
pub(crate) struct Tally {
    /// Titles of rules, for people.
    titles: HashMap<String, String>,
    declarations: Vec<DeclarationId>,
    lanes: BTreeMap<(Reverse<customs::Lane>, Reverse<customs::Lane>), u32>,
    rules: BTreeMap<String, Counted>,
    charges: BTreeMap<String, (u32, Decimal, Decimal)>,
    examples: Vec<ChangedDeclaration>,
}

/// In how many declarations a rule's findings appear and go.
struct Counted {
    severity: Severity,
    title: String,
    appears: u32,
    disappears: u32,
}

impl Tally {
    /// An empty one that calls rules by these titles.
    pub(super) fn new(titles: HashMap<String, String>) -> Self {
        Self { titles, ..Self::default() }
    }

    /// Adds one declaration. Answers whether anything changes in it.
    pub(super) fn add(
        &mut self,
        (id, lrn): (DeclarationId, &str),
        before: &Verdict,
        after: &Verdict,
    ) -> bool {
        let Some(difference) = Difference::between(before, after) else { return false };
        self.declarations.push(id);
        if difference.lane {
            let key = (Reverse(after.lane), Reverse(before.lane));
            *self.lanes.entry(key).or_default() += 1;
        }
        self.count(&difference);
        if difference.payable {
            let charges = self.charges.entry(after.charges.currency.0.clone()).or_default();
            charges.0 += 1;
            charges.1 = charges.1.saturating_add(before.charges.payable);
            charges.2 = charges.2.saturating_add(after.charges.payable);
        }
        if self.examples.len() < EXAMPLES {
            self.examples.push(changed(id, lrn, (before, after), &difference));
        }
        true
    }

    /// What was found, the first of each kind first.
    pub(super) fn told(&self) -> Changes {
        let lanes = self.lanes.iter().map(|((to, from), declarations)| LaneChange {
            from: from.0.into(),
            to: to.0.into(),
            declarations: *declarations,
        });
        let mut rules: Vec<RuleChange> = self
            .rules
            .iter()
            .map(|(rule, counted)| RuleChange {
                rule: rule.clone(),
                severity: counted.severity.into(),
                title: counted.title.clone(),
                appears: counted.appears,
                disappears: counted.disappears,
            })
            .collect();
        rules.sort_by_key(|rule| Reverse(rule.appears.max(rule.disappears)));
        let charges = self.charges.iter().map(|(currency, (declarations, before, after))| {
            let (currency, declarations) = (currency.clone(), *declarations);
            ChargeChange { currency, declarations, before: *before, after: *after }
        });
        Changes {
            declarations: small(self.declarations.len() as u64),
            lanes: lanes.collect(),
            rules,
            charges: charges.collect(),
            examples: self.examples.clone(),
        }
    }

    /// The declarations in which anything changes.
    pub(super) fn declarations(&self) -> &[DeclarationId] {
        &self.declarations
    }

    fn count(&mut self, difference: &Difference<'_>) {
        let appears = difference.appears.iter().map(|finding| (finding, true));
        let disappears = difference.disappears.iter().map(|finding| (finding, false));
        let mut seen: Vec<(&str, bool)> = Vec::new();
        for (finding, new) in appears.chain(disappears) {
            // A rule counts once for each declaration, however many items it speaks about.
            if seen.contains(&(finding.rule.as_str(), new)) {
                continue;
            }
            seen.push((&finding.rule, new));
            let title = self.titles.get(&finding.rule).unwrap_or(&finding.title);
            let counted = self.rules.entry(finding.rule.clone()).or_insert_with(|| Counted {
                severity: finding.severity,
                title: title.clone(),
                appears: 0,
                disappears: 0,
            });
            *(if new { &mut counted.appears } else { &mut counted.disappears }) += 1;
        }
    }
}

/// One declaration's change, told.
pub(super) fn changed(
    id: DeclarationId,
    lrn: &str,
    (before, after): (&Verdict, &Verdict),
    difference: &Difference<'_>,
) -> ChangedDeclaration {
    let rules = |findings: &[&customs::Finding]| {
        let mut rules: Vec<String> = findings.iter().map(|found| found.rule.clone()).collect();
        rules.sort();
        rules.dedup();
        rules
    };
    ChangedDeclaration {
        id: id.0,
        lrn: lrn.to_owned(),
        lane_before: Lane::from(before.lane),
        lane_after: Lane::from(after.lane),
        appears: rules(&difference.appears),
        disappears: rules(&difference.disappears),
        payable_before: before.charges.payable,
        payable_after: after.charges.payable,
        currency: after.charges.currency.0.clone(),
    }
}
