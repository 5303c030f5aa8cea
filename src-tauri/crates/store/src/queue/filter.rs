//! Which declarations a view shows.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use customs::Lane;
use journal::{AttachmentHash, DeclarationId, Status};

use super::condition::Condition;
use crate::attachments::bytes_of;
use crate::code;
use crate::words;

/// What a declaration must be to be shown. Empty parts ask for nothing; all others must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these.
    pub statuses: Vec<Status>,
    /// One of these.
    pub lanes: Vec<Lane>,
    /// One of these, for example `H7`.
    pub data_sets: Vec<String>,
    /// As typed: every word must begin a word of a reference, party or description.
    pub search: Option<String>,
    /// The whole reference of the transport document, without regard to case.
    pub transport_document: Option<String>,
    /// How the first item's commodity code begins.
    pub hs_prefix: Option<String>,
    /// Country of origin of the first item.
    pub origin: Option<String>,
    /// At least so many euro cents.
    pub value_from: Option<i64>,
    /// At most so many euro cents.
    pub value_to: Option<i64>,
    /// With at least one error.
    pub errors_only: bool,
    /// To be reviewed before that moment.
    pub due_before: Option<DateTime<Utc>>,
    /// Who took it on; an empty text asks for those that nobody did.
    pub claimed_by: Option<String>,
    /// In a consignment that was split.
    pub split_only: bool,
    /// Of the same consignment as this declaration.
    pub consignment_of: Option<DeclarationId>,
    /// Came onto the desk at or after that moment.
    pub queued_from: Option<DateTime<Utc>>,
    /// Came onto the desk before that moment.
    pub queued_before: Option<DateTime<Utc>>,
    /// With a conflict in which someone has to choose.
    pub in_conflict: bool,
    /// The hub does not have all of it.
    pub unsent_only: bool,
    /// First came in this file.
    pub file: Option<AttachmentHash>,
    /// One of these declarations.
    pub among: Option<Arc<[DeclarationId]>>,
    /// None of these declarations.
    pub not_among: Option<Arc<[DeclarationId]>>,
}

impl Filter {
    /// Everything in that status.
    pub fn status(status: Status) -> Self {
        Self { statuses: vec![status], ..Self::default() }
    }

    /// Whether the live counts alone answer how many there are.
    pub(super) fn is_tallied(&self) -> bool {
        let Self { statuses, lanes, .. } = self.clone();
        *self == Self { statuses, lanes, ..Self::default() }
    }

    /// Whether status and lane pass.
    pub(super) fn takes(&self, status: Status, lane: Lane) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&status))
            && (self.lanes.is_empty() || self.lanes.contains(&lane))
    }

    pub(super) fn condition(&self) -> Condition {
        let millis = |moment: Option<DateTime<Utc>>| moment.map(|at| at.timestamp_millis());
        let condition = Condition::default()
            .and_one_of("status", self.statuses.iter().map(|status| code::status(*status)))
            .and_one_of("lane", self.lanes.iter().map(|lane| code::lane(*lane)))
            .and_one_of("data_set", self.data_sets.iter().cloned())
            .and_if("origin = ?", self.origin.clone())
            .and_if("value_cents >= ?", self.value_from)
            .and_if("value_cents <= ?", self.value_to)
            .and_if("due_at < ?", millis(self.due_before))
            .and_if("queued_at >= ?", millis(self.queued_from))
            .and_if("queued_at < ?", millis(self.queued_before));
        self.among_others(self.by_index(condition))
    }

    /// Parts that a partial index answers; each repeats the index's own condition.
    fn by_index(&self, condition: Condition) -> Condition {
        let condition = match &self.transport_document {
            Some(reference) => condition.and(
                "transport_document = ? AND transport_document <> ''",
                [reference.clone().into()],
            ),
            None => condition,
        };
        let condition = match self.claimed_by.as_deref() {
            Some("") => condition.and("claimed_by = ''", []),
            Some(name) => {
                condition.and("claimed_by = ? AND claimed_by <> ''", [name.to_owned().into()])
            }
            None => condition,
        };
        if self.errors_only { condition.and("errors > 0", []) } else { condition }
    }

    fn among_others(&self, condition: Condition) -> Condition {
        let mut condition = condition;
        if let Some(prefix) = self.hs_prefix.as_deref().filter(|prefix| !prefix.is_empty()) {
            let end = format!("{prefix}\u{10FFFF}");
            condition = condition.and("hs >= ? AND hs < ?", [prefix.to_owned().into(), end.into()]);
        }
        if self.split_only {
            condition = condition.and("split = 1", []);
        }
        if self.in_conflict {
            condition = condition.and("conflicts > 0", []);
        }
        if self.unsent_only {
            condition = condition.and("unsent = 1", []);
        }
        if let Some(id) = self.consignment_of {
            let same = "consignment = (SELECT consignment FROM declaration WHERE id = ?)";
            condition = condition.and(same, [id.0.as_bytes().to_vec().into()]);
        }
        if let Some(query) = self.search.as_deref().and_then(words::query) {
            let found = "no IN (SELECT rowid FROM search WHERE search MATCH ?)";
            condition = condition.and(found, [query.into()]);
        }
        for (ids, operator) in [(&self.among, "IN"), (&self.not_among, "NOT IN")] {
            if let Some(ids) = ids {
                // One parameter, however many there are: 16 bytes each, in hexadecimal as JSON.
                let listed = format!("id {operator} (SELECT unhex(value) FROM json_each(?))");
                condition = condition.and(listed, [hexadecimal(ids).into()]);
            }
        }
        if let Some(file) = &self.file {
            // A text that is no hash names no file.
            let hash = bytes_of(file).map(|hash| hash.to_vec()).unwrap_or_default();
            let this = "file = (SELECT no FROM named_file WHERE hash = ?)";
            condition = condition.and(this, [hash.into()]);
        }
        condition
    }
}

/// Ids as a JSON array of their bytes in hexadecimal.
fn hexadecimal(ids: &[DeclarationId]) -> String {
    let texts: Vec<String> = ids.iter().map(|id| format!("\"{}\"", id.0.simple())).collect();
    format!("[{}]", texts.join(","))
}
