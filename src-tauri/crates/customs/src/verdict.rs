//! What the rules of a day say about a declaration. Stored in the journal with the declaration.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::charge::Charges;
use crate::finding::{Finding, Severity};
use crate::lane::Lane;

/// The storable outcome of judging a declaration. Shared contract: `journal` keeps it in the
/// `queued` and `amended` entries, so it must stay readable by later versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// How closely the declaration must be looked at.
    pub lane: Lane,
    /// The criteria that put it there, for people.
    pub lane_reasons: Vec<String>,
    /// What the checks found, gravest first.
    pub findings: Vec<Finding>,
    /// What is to be paid.
    pub charges: Charges,
    /// SHA-256 of the rule packs that were applied, in lower-case hexadecimal.
    pub pack_hash: String,
    /// The day whose rules were applied.
    pub rules_of: NaiveDate,
}

impl Verdict {
    /// How many findings there are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
