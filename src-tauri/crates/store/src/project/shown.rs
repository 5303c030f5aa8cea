//! What the desk shows of a declaration, worked out from its state. Pure: it costs far more than
//! writing it, and needs nothing of the store.

use customs::{Declaration, Lane};
use journal::{AttachmentHash, DeclarationId, Entry, Queued, State};

use super::{consignment, content_hash};
use crate::row::{self, QueueRow};
use crate::words;

/// The queue's row with what stands beside it.
pub(crate) struct Shown {
    pub(super) row: QueueRow,
    /// The lane before the declaration's group has its say.
    pub(super) own_lane: Lane,
    /// By what its group is known.
    pub(super) group: Option<[u8; 16]>,
    /// What it is found by.
    pub(super) words: String,
    /// Conflicts, settled ones included.
    pub(super) disputes: usize,
}

/// A declaration that has just come, with nothing but the entry that brought it.
pub(crate) struct Arrived {
    pub(super) shown: Shown,
    pub(super) content: [u8; 32],
    pub(super) file: AttachmentHash,
}

impl Shown {
    pub(super) fn of(state: &State, unsent: bool) -> Self {
        let declaration = Declaration::read(&state.body);
        let row = QueueRow { unsent, ..row::of(state, &declaration) };
        Self {
            own_lane: row.lane,
            group: consignment::key(&row, &declaration),
            words: words::of(&row, &declaration),
            disputes: state.conflicts.len(),
            row,
        }
    }
}

impl Arrived {
    pub(crate) fn of(id: DeclarationId, entry: &Entry, unsent: bool, queued: Queued) -> Self {
        let content = content_hash(&queued.body);
        let state = State::queued(id, entry, queued);
        let shown = Shown::of(&state, unsent);
        Self { shown, content, file: state.source.file }
    }
}
