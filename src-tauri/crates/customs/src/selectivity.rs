//! Which lane a declaration goes to, and why: dated criteria, each of which says what it saw.
//!
//! There is no score. The lane is the gravest that a criterion asks for, and the verdict keeps every
//! criterion that fired with its threshold and the facts.

mod criterion;
mod fired;
mod known;
mod sight;
pub(crate) mod words;

pub(crate) use criterion::Criterion;
pub use fired::FiredCriterion;
pub use known::{Known, Nothing, PartyRole, Recorded, lot};
pub(crate) use words::{Words, words};

use sight::Sight;

use crate::finding::Finding;
use crate::lane::Lane;
use crate::rule::Case;

/// The criteria that fired, those that ask for most attention first.
pub(crate) fn select(case: &Case, findings: &[Finding], known: &dyn Known) -> Vec<FiredCriterion> {
    let sight = Sight::new(case, findings, known);
    let criteria = case.rules.criteria().iter();
    let mut fired: Vec<FiredCriterion> = criteria.filter_map(|each| each.fired(&sight)).collect();
    fired.sort_by_key(|fired| std::cmp::Reverse(fired.lane));
    fired
}

/// The lane that most attention is asked for; green where nothing fired.
pub(crate) fn lane(fired: &[FiredCriterion]) -> Lane {
    fired.iter().map(|fired| fired.lane).max().unwrap_or_default()
}
