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
    /// The hub's sequence number up to which the desk knew everything when this was written; 0 where
    /// it had not met a hub yet. What stands later in the hub's order was not known to the author.
    pub seen: u64,
    /// Hash of the desk's previous entry; [`Hash::ZERO`] for its first.
    pub previous: Hash,
    /// Hash over everything above.
    pub hash: Hash,
}

/// Where a desk's chain ends: the next entry follows here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The desk.
    pub device: DeviceId,
    /// How many entries it wrote.
    pub sequence: u64,
    /// Hash of the last one; [`Hash::ZERO`] where there is none.
    pub hash: Hash,
    /// The hub's sequence number up to which the desk knows everything.
    pub seen: u64,
}

impl Head {
    /// A desk that wrote nothing yet and never met a hub.
    pub fn start(device: DeviceId) -> Self {
        Self { device, sequence: 0, hash: Hash::ZERO, seen: 0 }
    }

    /// The head once `entry` was written.
    #[must_use]
    pub fn after(self, entry: &Entry) -> Self {
        Self { sequence: entry.sequence, hash: entry.hash, ..self }
    }
}

impl Draft {
    /// The entry that follows `head`.
    pub fn seal(self, head: Head) -> Entry {
        self.seal_keeping_event(head).0
    }

    /// The same together with what happened, so that nobody has to read the payload back.
    pub fn seal_keeping_event(self, head: Head) -> (Entry, Event) {
        let mut entry = Entry {
            id: self.id,
            device: head.device,
            sequence: head.sequence + 1,
            subject: self.subject,
            kind: self.event.kind().to_owned(),
            version: self.event.version(),
            payload: self.event.to_payload(),
            actor: self.actor,
            at: self.at.trunc_subsecs(3),
            base_revision: self.base_revision,
            seen: head.seen,
            previous: head.hash,
            hash: Hash::ZERO,
        };
        entry.hash = entry.expected_hash();
        (entry, self.event)
    }
}

impl Entry {
    /// The same act as a later link of another chain: what a desk does with its unsent entries when
    /// the hub finds that two desks wrote under its name. The id stays, so that an undo still finds
    /// what it takes back.
    #[must_use]
    pub fn renumbered(&self, head: Head) -> Self {
        let mut entry = Self {
            device: head.device,
            sequence: head.sequence + 1,
            previous: head.hash,
            hash: Hash::ZERO,
            ..self.clone()
        };
        entry.hash = entry.expected_hash();
        entry
    }

    /// Whether both say the same of one act, whatever chains they are links of.
    #[must_use]
    pub fn is_same_act(&self, other: &Self) -> bool {
        (self.id, self.subject, &self.kind, self.version, &self.payload, &self.actor, self.at)
            == (
                other.id,
                other.subject,
                &other.kind,
                other.version,
                &other.payload,
                &other.actor,
                other.at,
            )
    }

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
        // Entries that were written before there was a hub were hashed without it.
        if self.seen > 0 {
            field(&self.seen.to_le_bytes());
        }
        Hash(sha.finalize().into())
    }
}
