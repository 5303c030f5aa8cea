//! Parts of the office's order.

use std::borrow::Cow;

use journal::{DeclarationId, EntryId};
use minicbor::{Decode, Encode};

use super::WrittenHub;
use crate::codec::packing::{pack, unpack};
use crate::codec::{
    Id, MAX_ENTRIES, Malformed, at_most, decode_entry, encode_entry, entry_ids, id, ids, read,
    uuid, write,
};
use crate::wire::{HubState, Page, Pulled, Sequenced};

/// An entry in the form in which the hub keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'s> {
    /// Its place in the office's order.
    pub sequence: u64,
    /// What [`super::encode_entry`] wrote.
    pub encoded: &'s [u8],
    /// As in [`Sequenced::against`].
    pub against: &'s [EntryId],
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenPulled<'b> {
    #[n(0)]
    hub: WrittenHub,
    #[b(1)]
    page: WrittenPage<'b>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
enum WrittenPage<'b> {
    #[n(0)]
    Entries {
        #[n(0)]
        after: u64,
        #[n(1)]
        upto: u64,
        #[b(2)]
        entries: Vec<WrittenSequenced<'b>>,
        #[n(3)]
        #[cbor(skip_if = "Vec::is_empty")]
        passed: Vec<Id>,
    },
    #[n(1)]
    RollBack {
        #[n(0)]
        to: u64,
    },
    #[n(2)]
    Resync {
        #[n(0)]
        floor: u64,
        #[n(1)]
        subjects: Vec<Id>,
    },
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenSequenced<'b> {
    #[n(0)]
    sequence: u64,
    #[b(1)]
    #[cbor(with = "minicbor::bytes")]
    entry: Cow<'b, [u8]>,
    #[n(2)]
    #[cbor(skip_if = "Vec::is_empty")]
    against: Vec<Id>,
}

impl Pulled {
    /// Packed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let page = match &self.page {
            Page::Entries { after, upto, entries, passed } => WrittenPage::Entries {
                after: *after,
                upto: *upto,
                entries: entries.iter().map(WrittenSequenced::of).collect(),
                passed: declaration_ids(passed),
            },
            Page::RollBack { to } => WrittenPage::RollBack { to: *to },
            Page::Resync { floor, subjects } => {
                WrittenPage::Resync { floor: *floor, subjects: declaration_ids(subjects) }
            }
        };
        pack(&write(&WrittenPulled { hub: WrittenHub::of(&self.hub), page }))
    }

    /// Reads what [`Pulled::to_bytes`] or [`stored_page_to_bytes`] wrote.
    ///
    /// # Errors
    /// What is wrong with the bytes; more than [`MAX_ENTRIES`] entries.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        const WHAT: &str = "answer to a pull";
        let bytes = unpack(WHAT, bytes)?;
        let written: WrittenPulled<'_> = read(WHAT, &bytes)?;
        let page = match written.page {
            WrittenPage::Entries { after, upto, entries, passed } => Page::Entries {
                after,
                upto,
                entries: sequenced(WHAT, entries)?,
                passed: declarations(passed),
            },
            WrittenPage::RollBack { to } => Page::RollBack { to },
            WrittenPage::Resync { floor, subjects } => {
                Page::Resync { floor, subjects: declarations(subjects) }
            }
        };
        Ok(Pulled { hub: written.hub.read()?, page })
    }
}

/// A page made of entries as the hub keeps them; the same bytes as [`Pulled::to_bytes`] of the same
/// [`Page::Entries`]. `entries` at most [`MAX_ENTRIES`].
pub fn stored_page_to_bytes<'s>(
    hub: &HubState,
    (after, upto): (u64, u64),
    entries: impl IntoIterator<Item = Stored<'s>>,
    passed: &[DeclarationId],
) -> Vec<u8> {
    let entries = entries.into_iter().map(WrittenSequenced::from).collect();
    let page = WrittenPage::Entries { after, upto, entries, passed: declaration_ids(passed) };
    pack(&write(&WrittenPulled { hub: WrittenHub::of(hub), page }))
}

/// A history made of entries as the hub keeps them; the same bytes as [`sequenced_to_bytes`].
pub fn stored_to_bytes<'s>(entries: impl IntoIterator<Item = Stored<'s>>) -> Vec<u8> {
    pack(&write(&entries.into_iter().map(WrittenSequenced::from).collect::<Vec<_>>()))
}

/// A history, packed.
pub fn sequenced_to_bytes(entries: &[Sequenced]) -> Vec<u8> {
    pack(&write(&entries.iter().map(WrittenSequenced::of).collect::<Vec<_>>()))
}

/// Reads what [`sequenced_to_bytes`] or [`stored_to_bytes`] wrote.
///
/// # Errors
/// What is wrong with the bytes; more than [`MAX_ENTRIES`] entries.
pub fn sequenced_from_bytes(bytes: &[u8]) -> Result<Vec<Sequenced>, Malformed> {
    let bytes = unpack("history", bytes)?;
    sequenced("history", read("history", &bytes)?)
}

fn declaration_ids(declarations: &[DeclarationId]) -> Vec<Id> {
    declarations.iter().map(|declaration| id(declaration.0)).collect()
}

fn declarations(ids: Vec<Id>) -> Vec<DeclarationId> {
    ids.into_iter().map(|id| DeclarationId(uuid(id))).collect()
}

fn sequenced(
    what: &'static str,
    entries: Vec<WrittenSequenced<'_>>,
) -> Result<Vec<Sequenced>, Malformed> {
    at_most(what, "entries", MAX_ENTRIES, entries.len())?;
    entries.into_iter().map(|written| written.read(what)).collect()
}

impl WrittenSequenced<'_> {
    fn of(sequenced: &Sequenced) -> Self {
        Self {
            sequence: sequenced.sequence,
            entry: Cow::Owned(encode_entry(&sequenced.entry)),
            against: ids(&sequenced.against),
        }
    }

    fn read(self, what: &'static str) -> Result<Sequenced, Malformed> {
        Ok(Sequenced {
            sequence: self.sequence,
            entry: decode_entry(&self.entry)?,
            against: entry_ids(what, self.against)?,
        })
    }
}

impl<'s> From<Stored<'s>> for WrittenSequenced<'s> {
    fn from(stored: Stored<'s>) -> Self {
        Self {
            sequence: stored.sequence,
            entry: Cow::Borrowed(stored.encoded),
            against: ids(stored.against),
        }
    }
}
