//! The entry: what is appended, hashed, kept and later synced.

use chrono::{DateTime, SubsecRound, Utc};
use sha2::{Digest, Sha256};

use crate::chain::Hash;
use crate::event::{Event, UnreadablePayload};
use crate::id::{DeclarationId, DeviceId, EntryId};

/// What someone wants to have written down; [`Draft::seal`] makes an entry of it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The new entry's id.
    pub id: EntryId,
    /// The declaration it is about; `None` for what concerns the whole desk, such as an import.
    pub subject: Option<DeclarationId>,
    /// What happened.
    pub event: Event,
    /// Name of the person who did it.
    pub actor: String,
    /// Wall time at the desk. Shown, never compared.
    pub at: DateTime<Utc>,
    /// Revision of the declaration that the person had before them.
    pub base_revision: u32,
}

/// One line of the journal. Never altered once written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Unique for ever, on every desk.
    pub id: EntryId,
    /// The desk that wrote it.
    pub device: DeviceId,
    /// Position among the desk's own entries, from one, without gaps.
    pub sequence: u64,
    /// The declaration it is about.
    pub subject: Option<DeclarationId>,
    /// Kind of event, for example `decided`. Kinds are only ever added.
    pub kind: String,
    /// Version of the kind's payload.
    pub version: u16,
    /// JSON, kept to the byte: the hash covers it.
    pub payload: Vec<u8>,
    /// Name of the person who did it.
    pub actor: String,
    /// Wall time at the desk, to the millisecond.
    pub at: DateTime<Utc>,
    /// Revision of the declaration that the person had before them.
    pub base_revision: u32,
    /// Hash of the desk's previous entry; [`Hash::ZERO`] for its first.
    pub previous: Hash,
    /// Hash over everything above.
    pub hash: Hash,
}

impl Draft {
    /// The entry that follows `previous` in the chain of `device`.
    pub fn seal(self, device: DeviceId, sequence: u64, previous: Hash) -> Entry {
        self.seal_keeping_event(device, sequence, previous).0
    }

    /// The same together with what happened, so that nobody has to read the payload back.
    pub fn seal_keeping_event(
        self,
        device: DeviceId,
        sequence: u64,
        previous: Hash,
    ) -> (Entry, Event) {
        let mut entry = Entry {
            id: self.id,
            device,
            sequence,
            subject: self.subject,
            kind: self.event.kind().to_owned(),
            version: self.event.version(),
            payload: self.event.to_payload(),
            actor: self.actor,
            at: self.at.trunc_subsecs(3),
            base_revision: self.base_revision,
            previous,
            hash: Hash::ZERO,
        };
        entry.hash = entry.expected_hash();
        (entry, self.event)
    }
}

impl Entry {
    /// What happened, or [`Event::Unknown`] for a kind that this version does not know.
    ///
    /// # Errors
    /// The kind is known, but the payload is not what that kind holds.
    pub fn event(&self) -> Result<Event, UnreadablePayload> {
        Event::read(&self.kind, self.version, &self.payload)
    }

    /// The hash that this entry must carry: SHA-256 over every other field, each with its length
    /// before it, so that no two different entries give the same bytes.
    pub fn expected_hash(&self) -> Hash {
        let mut sha = Sha256::new_with_prefix(b"greenlane.entry.1");
        let mut field = |bytes: &[u8]| {
            sha.update((bytes.len() as u64).to_le_bytes());
            sha.update(bytes);
        };
        field(self.id.0.as_bytes());
        field(self.device.0.as_bytes());
        field(&self.sequence.to_le_bytes());
        field(self.subject.as_ref().map_or(&[][..], |subject| subject.0.as_bytes()));
        field(self.kind.as_bytes());
        field(&self.version.to_le_bytes());
        field(&self.payload);
        field(self.actor.as_bytes());
        field(&self.at.timestamp_millis().to_le_bytes());
        field(&self.base_revision.to_le_bytes());
        field(&self.previous.0);
        Hash(sha.finalize().into())
    }
}
