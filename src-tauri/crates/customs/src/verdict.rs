//! What the rules of a day say about a declaration. Stored in the journal with the declaration.

mod difference;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::charge::Charges;
use crate::charges::{Costs, charges};
use crate::declaration::Declaration;
use crate::element::Element;
use crate::finding::{Finding, Severity};
use crate::lane::Lane;
use crate::language::Language;
use crate::pack::{Packs, Rules};
use crate::rates::RateUsed;
use crate::rule::{self, Case};
use crate::selectivity::{self, FiredCriterion, Known, Nothing};

pub use difference::Difference;

/// The storable outcome of judging a declaration. Shared contract: `journal` keeps it in the
/// `queued` and `amended` entries, so it must stay readable by later versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// How closely the declaration must be looked at.
    pub lane: Lane,
    /// The criteria that put it there, for people.
    pub lane_reasons: Vec<String>,
    /// The same with identifier, threshold and facts; empty in verdicts of earlier versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<FiredCriterion>,
    /// What the checks found, gravest first.
    pub findings: Vec<Finding>,
    /// What is to be paid.
    pub charges: Charges,
    /// SHA-256 of the rule packs that were applied, in lower-case hexadecimal. Imported exchange rates
    /// are not in it, but in `rates`.
    pub pack_hash: String,
    /// The day whose rules were applied.
    pub rules_of: NaiveDate,
    /// The exchange rates that it rests on, each with the list that it comes from; empty where there is
    /// no other currency, and in verdicts of earlier versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<RateUsed>,
}

impl Verdict {
    /// How many findings there are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// The rates among those it rests on that come from imported lists, and not from the packs.
    pub fn imported_rates(&self) -> impl Iterator<Item = &RateUsed> {
        self.rates.iter().filter(|rate| rate.list.is_some())
    }
}

/// Reads the declaration and judges it by the rules of its day of acceptance, or of `on` where it
/// was not accepted yet. `on` also is the day of the exchange rates then.
pub fn verdict(
    body: &Element,
    packs: &Packs,
    on: NaiveDate,
    language: Language,
) -> (Declaration, Verdict) {
    let declaration = Declaration::read(body);
    let verdict = judge(&declaration, body, packs, on, language);
    (declaration, verdict)
}

/// The same for a declaration that was read already.
pub fn judge(
    declaration: &Declaration,
    body: &Element,
    packs: &Packs,
    on: NaiveDate,
    language: Language,
) -> Verdict {
    judge_knowing(declaration, body, packs, on, language, &Nothing)
}

/// The same with what is known beside the declaration: parties of earlier ones, its lot in the sample.
pub fn judge_knowing(
    declaration: &Declaration,
    body: &Element,
    packs: &Packs,
    on: NaiveDate,
    language: Language,
    known: &dyn Known,
) -> Verdict {
    let rules = packs.on(declaration.acceptance_date.unwrap_or(on));
    let case = Case::new(declaration, body, rules, language);
    let findings = rule::findings(&case);
    let criteria = selectivity::select(&case, &findings, known);
    Verdict {
        findings,
        charges: charges(declaration, rules, &Costs::default(), language),
        lane: selectivity::lane(&criteria),
        lane_reasons: criteria.iter().map(|fired| fired.reason.clone()).collect(),
        criteria,
        pack_hash: packs.hash().to_owned(),
        rules_of: rules.date(),
        rates: rules.rates_used(declaration),
    }
}

/// What the rules have to say about the declaration, without charges and lane.
pub fn findings(
    declaration: &Declaration,
    body: &Element,
    rules: Rules,
    language: Language,
) -> Vec<Finding> {
    rule::findings(&Case::new(declaration, body, rules, language))
}
