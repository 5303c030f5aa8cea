//! One declaration told to people: findings, parties, items, charges, evidence, timeline.
//!
//! Pure: from the folded state and its entries to the contract's view.

mod charges;
mod elements;
mod evidence;
mod inspection;
mod parts;
mod timeline;

use customs::Declaration;
use customs::language::Language;
use journal::{Decision, Entry, Placed, State};

pub(crate) use charges::authority_message as authority_charges;
pub(crate) use charges::{own_charges, rate_used};
pub(crate) use elements::{elements, item_of, label};
pub(crate) use evidence::numbered;
pub(crate) use parts::{declaration_type, finding};
pub(crate) use timeline::{subject_of, timeline};

use crate::contract::{self, Actions, DeclarationView, PrintRecord, QueueRow};

/// What a view is made of.
pub(crate) struct Material<'a> {
    /// The declaration as it stands.
    pub state: &'a State,
    /// Its typed view.
    pub declaration: &'a Declaration,
    /// Its entries in journal order.
    pub entries: &'a [Placed],
    /// Its row of the queue.
    pub row: QueueRow,
    /// Findings that come from the queue around it, not from the declaration alone.
    pub around: Vec<contract::Finding>,
    /// Its prints.
    pub prints: Vec<PrintRecord>,
    /// Entries about it that the hub refused; they have no effect.
    pub refused: &'a [Entry],
    /// The desk has joined a hub.
    pub has_hub: bool,
    /// Language of labels.
    pub language: Language,
}

/// The whole view.
pub(crate) fn view(material: Material<'_>) -> DeclarationView {
    let Material { state, declaration, entries, row, around, prints, refused, has_hub, language } =
        material;
    let verdict = &state.verdict;
    let mut findings: Vec<contract::Finding> =
        verdict.findings.iter().map(parts::finding).collect();
    findings.extend(around);
    findings.sort_by_key(|finding| std::cmp::Reverse(gravity(finding.severity)));
    DeclarationView {
        row,
        declaration_type: parts::declaration_type(declaration),
        ucr: declaration.ucr.as_ref().map(|at| at.value.clone()),
        lane_reasons: verdict.lane_reasons.clone(),
        parties: parts::parties(declaration),
        items: parts::items(declaration, &findings),
        findings,
        charges: charges::charges(state, language),
        evidence: evidence::evidence(state),
        inspection: state.inspection.as_ref().map(inspection::inspection),
        prints,
        timeline: timeline(state, entries, refused, has_hub, language),
        actions: actions(state),
        pack_hash: verdict.pack_hash.clone(),
        rules_of: verdict.rules_of,
    }
}

fn actions(state: &State) -> Actions {
    let decisions = [Decision::Approve, Decision::Hold, Decision::Refer, Decision::Refuse];
    let closed = state.inspection.as_ref().is_some_and(|inspection| inspection.closed.is_some());
    let inspect = state.status.allows_inspection() && !closed;
    Actions {
        decisions: decisions
            .into_iter()
            .filter(|d| state.status.allows(*d))
            .filter(|d| *d != Decision::Approve || !state.is_contested())
            .map(Into::into)
            .collect(),
        amend: state.status.allows_amending(),
        inspect,
        close_inspection: inspect && state.inspection.is_some(),
    }
}

fn gravity(severity: contract::Severity) -> u8 {
    match severity {
        contract::Severity::Note => 0,
        contract::Severity::Warning => 1,
        contract::Severity::Error => 2,
    }
}
