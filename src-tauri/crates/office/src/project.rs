//! What is kept of a declaration beside its entries. Pure.

use customs::Declaration;
use customs::declaration::At;
use journal::{DeclarationId, Placed, State, Status, Unfoldable};

/// What follows from a declaration's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Projection {
    pub(crate) subject: DeclarationId,
    pub(crate) lrn: String,
    pub(crate) declarant: String,
    pub(crate) mrn: String,
    pub(crate) parcel: String,
    pub(crate) transport_document: String,
    pub(crate) status: Status,
    pub(crate) queued_at: chrono::DateTime<chrono::Utc>,
    pub(crate) conflicts: u64,
    /// The present one and all that messages ever gave.
    pub(crate) mrns: Vec<String>,
}

impl Projection {
    /// # Errors
    /// The entries do not make a declaration.
    pub(crate) fn fold(subject: DeclarationId, entries: &[Placed]) -> Result<Self, Unfoldable> {
        State::fold(subject, entries).map(|state| Self::of(&state))
    }

    pub(crate) fn of(state: &State) -> Self {
        let declaration = Declaration::read(&state.body);
        let text =
            |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone()).unwrap_or_default();
        let mrn = state.mrn.clone().unwrap_or_else(|| text(&declaration.mrn));
        let told = state.messages.iter().filter_map(|known| known.message.mrn.clone());
        let mut mrns: Vec<String> = told.chain([mrn.clone(), text(&declaration.mrn)]).collect();
        mrns.retain(|mrn| !mrn.is_empty());
        mrns.sort();
        mrns.dedup();
        Self {
            subject: state.id,
            lrn: text(&declaration.lrn),
            declarant: declaration.declarant_id().unwrap_or_default().to_owned(),
            mrn,
            parcel: declaration.parcel_number().to_owned(),
            transport_document: declaration.transport_document().to_owned(),
            status: state.status,
            queued_at: state.queued_at,
            conflicts: state.open_conflicts().count() as u64,
            mrns,
        }
    }
}

/// Whether an entry of this kind can change a [`Projection`], where it takes effect.
pub(crate) fn moves(kind: &str) -> bool {
    const QUIET: [&str; 9] = [
        "claimed",
        "attached",
        "annotated",
        "annotation_removed",
        "printed",
        "imported",
        "handed_over",
        "inspection_recorded",
        "judged",
    ];
    !QUIET.contains(&kind)
}

/// A status' name.
pub(crate) fn status_name(status: Status) -> String {
    match serde_json::to_value(status) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Every status that a declaration had, the last one last: `before` and then `status`.
pub(crate) fn statuses_after(before: &str, status: &str) -> String {
    let earlier = before.split(',').filter(|name| !name.is_empty() && *name != status);
    earlier.chain([status]).collect::<Vec<_>>().join(",")
}
