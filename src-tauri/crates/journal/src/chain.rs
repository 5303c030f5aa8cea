//! The hash chain of one desk's entries: whoever alters, drops or inserts one breaks it.

use std::fmt;

use crate::entry::Entry;
use crate::id::{DeviceId, EntryId};

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What the first entry of a desk names as its previous one.
    pub const ZERO: Hash = Hash([0; 32]);
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Where a chain stops holding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainBroken {
    /// The entry's content is not what was hashed.
    #[error("entry {sequence} ({entry}) was altered after it was written")]
    Altered { entry: EntryId, sequence: u64 },
    /// Entries are missing, doubled or out of order.
    #[error("entry {expected} is missing; {entry} claims to be number {sequence}")]
    Gap { entry: EntryId, sequence: u64, expected: u64 },
    /// The entry does not follow the one before it.
    #[error("entry {sequence} ({entry}) does not follow the entry before it")]
    Unlinked { entry: EntryId, sequence: u64 },
    /// The entry was written at another desk.
    #[error("entry {entry} belongs to desk {device}")]
    Foreign { entry: EntryId, device: DeviceId },
}

/// Walks one desk's entries in order and checks each against the one before it.
#[derive(Clone, Debug)]
pub struct Chain {
    device: DeviceId,
    sequence: u64,
    head: Hash,
}

impl Chain {
    /// The chain of a desk before its first entry.
    pub fn start(device: DeviceId) -> Self {
        Self { device, sequence: 0, head: Hash::ZERO }
    }

    /// The chain after an entry that is known to hold.
    pub fn resume(device: DeviceId, sequence: u64, head: Hash) -> Self {
        Self { device, sequence, head }
    }

    /// How many entries were seen.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The last entry's hash.
    pub fn head(&self) -> Hash {
        self.head
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// What does not hold; the chain stays where it was.
    pub fn follow(&mut self, entry: &Entry) -> Result<(), ChainBroken> {
        self.check_link(entry)?;
        if entry.expected_hash() != entry.hash {
            return Err(ChainBroken::Altered { entry: entry.id, sequence: entry.sequence });
        }
        self.move_to(entry);
        Ok(())
    }

    /// Takes the next entry, whose payload is not at hand: its place is checked, its content cannot
    /// be.
    ///
    /// # Errors
    /// What does not hold; the chain stays where it was.
    pub fn follow_unread(&mut self, entry: &Entry) -> Result<(), ChainBroken> {
        self.check_link(entry)?;
        self.move_to(entry);
        Ok(())
    }

    fn check_link(&self, entry: &Entry) -> Result<(), ChainBroken> {
        let (id, sequence) = (entry.id, entry.sequence);
        if entry.device != self.device {
            return Err(ChainBroken::Foreign { entry: id, device: entry.device });
        }
        if sequence != self.sequence + 1 {
            return Err(ChainBroken::Gap { entry: id, sequence, expected: self.sequence + 1 });
        }
        if entry.previous != self.head {
            return Err(ChainBroken::Unlinked { entry: id, sequence });
        }
        Ok(())
    }

    fn move_to(&mut self, entry: &Entry) {
        self.sequence = entry.sequence;
        self.head = entry.hash;
    }
}
