//! An entry with its place in the office's order.

use std::ops::Deref;

use crate::entry::Entry;
use crate::id::EntryId;

/// An entry of a declaration, where the fold meets it: what the hub ordered comes first and in the
/// hub's order, what this desk has not sent yet follows in the order in which it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The entry.
    pub entry: Entry,
    /// The hub's number; `None` while the hub does not have it.
    pub sequence: Option<u64>,
    /// Entries that stood in the hub's order already, that the author did not know, and with which
    /// this one cannot stand together. Where there are any, it has no effect until someone chooses.
    pub contests: Vec<EntryId>,
}

impl Placed {
    /// An entry that the hub does not have yet.
    pub fn pending(entry: Entry) -> Self {
        Self { entry, sequence: None, contests: Vec::new() }
    }

    /// Whether it came too late to take effect by itself.
    pub fn is_contested(&self) -> bool {
        !self.contests.is_empty()
    }
}

impl Deref for Placed {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        &self.entry
    }
}
