//! What can be worked out of an offer before anybody has to wait for it.

use journal::{Entry, Event};
use sync::codec::encode_entry;
use sync::{Offer, Refusal};

use crate::error::OfficeError;

/// An offer that was read.
pub(super) struct Offered<'p> {
    pub(super) entry: &'p Entry,
    /// What of the order its author knew.
    pub(super) seen: u64,
    pub(super) withheld: bool,
    /// What happened, or why that cannot be read.
    pub(super) event: Result<Event, Refusal>,
    /// As it will be kept and sent.
    pub(super) encoded: Vec<u8>,
}

impl<'p> Offered<'p> {
    /// # Errors
    /// `Altered` where the entry is not what was hashed.
    pub(super) fn read(offer: &'p Offer) -> Result<Self, OfficeError> {
        let entry = &offer.entry;
        if entry.expected_hash() != entry.hash {
            return Err(OfficeError::Altered { entry: entry.id });
        }
        Ok(Self {
            entry,
            // An author cannot have known more when it is offered than when it was written.
            seen: offer.seen.min(entry.seen),
            withheld: offer.withheld,
            event: entry.event().map_err(|cause| unreadable(&cause.to_string())),
            encoded: encode_entry(entry),
        })
    }
}

fn unreadable(cause: &str) -> Refusal {
    Refusal {
        code: "unreadable".into(),
        message: format!("The hub cannot read the entry: {cause}."),
        hint: "Bring desk and hub to the same version. What was done can then be done again."
            .into(),
    }
}

/// Nobody has dealt yet with what was refused before.
pub(super) fn blocked() -> Refusal {
    Refusal {
        code: "blocked".into(),
        message: "An earlier change of the same declaration was refused.".into(),
        hint: "Decide about the refused change first; this one can then be done again.".into(),
    }
}

/// The role does not cover it.
pub(super) fn role_not_allowed(role: &str, kind: &str) -> Refusal {
    Refusal {
        code: "role_not_allowed".into(),
        message: format!("The role “{role}” does not allow “{kind}”."),
        hint: "Ask someone whose role allows it, or a supervisor for another role.".into(),
    }
}

/// The author gave one id to two different acts.
pub(super) fn id_taken() -> Refusal {
    Refusal {
        code: "id_taken".into(),
        message: "Another entry has this id already.".into(),
        hint: "It was not written by a Greenlane desk. Do it again at a desk.".into(),
    }
}
