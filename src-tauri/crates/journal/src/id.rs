//! Identifiers. They are made outside, by the host's surroundings, and only carried here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    };
}

uuid_id!(
    /// One entry of the journal (UUIDv7, so that ids sort by the time they were made).
    EntryId
);
uuid_id!(
    /// One declaration at this office, whatever its LRN or MRN become.
    DeclarationId
);
uuid_id!(
    /// One desk: the workstation that an entry was written at.
    DeviceId
);

impl DeclarationId {
    /// The id of the declaration that a declarant calls by this LRN, the same on every desk: an LRN is
    /// unique for its declarant, so two desks that take in the same file mean the same declaration.
    /// A UUIDv8 made of SHA-256 over both.
    pub fn of(declarant: Option<&str>, lrn: &str) -> Self {
        Self(made_of("greenlane.declaration.1", &[declarant.unwrap_or_default(), lrn]))
    }
}

impl EntryId {
    /// The id of an entry that is made of these parts, so that what comes in twice is written once.
    /// A UUIDv8 made of SHA-256 over them; `purpose` keeps those of different makers apart.
    pub fn made_of(purpose: &str, parts: &[&str]) -> Self {
        Self(made_of(purpose, parts))
    }
}

fn made_of(purpose: &str, parts: &[&str]) -> Uuid {
    let mut sha = Sha256::new_with_prefix(purpose);
    for part in parts {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    let hash: [u8; 32] = sha.finalize().into();
    let first = *hash.first_chunk().expect("32 bytes begin with 16");
    uuid::Builder::from_custom_bytes(first).into_uuid()
}

/// SHA-256 of an attachment's bytes, in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttachmentHash(pub String);

impl fmt::Display for AttachmentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
