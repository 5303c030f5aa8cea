//! How what desks and hub tell each other is written: CBOR with integer keys, packed with zstd.
//!
//! A key that a program does not know is passed over, so that older and newer ones understand each
//! other. Keys are never given another meaning; a new field takes a new key and has a default.
//! Nothing that arrives is trusted: lengths, counts and the unpacked size are limited, and any bytes
//! at all give a value or a [`Malformed`], never a panic.

mod entry;
mod messages;
mod packing;

use chrono::{DateTime, Utc};
use journal::EntryId;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use uuid::Uuid;

pub use entry::{decode_entry, encode_entry};
pub use messages::{
    Stored, sequenced_from_bytes, sequenced_to_bytes, stored_page_to_bytes, stored_to_bytes,
};

/// The media type of what is written here.
pub const MEDIA_TYPE: &str = "application/vnd.greenlane+cbor";
/// The most bytes of a message once unpacked.
pub const MAX_UNPACKED: usize = 64 << 20;
/// The most bytes of an entry's payload.
pub const MAX_PAYLOAD: usize = 16 << 20;
/// The most entries in a page or history.
pub const MAX_ENTRIES: usize = 50_000;
/// The most entries that one can be contested against.
pub const MAX_AGAINST: usize = 10_000;

/// The bytes are not what they should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// They cannot be unpacked.
    #[error("The {what} cannot be unpacked: {cause}.")]
    Packing { what: &'static str, cause: String },
    /// They unpack to more than anyone sends.
    #[error("The {what} is larger than {limit} bytes.")]
    TooLarge { what: &'static str, limit: usize },
    /// There are more of something than anyone sends.
    #[error("The {what} holds more than {limit} {of}.")]
    TooMany { what: &'static str, of: &'static str, limit: usize },
    /// They do not say what they should.
    #[error("The {what} cannot be read: {cause}.")]
    Content { what: &'static str, cause: String },
}

impl Malformed {
    /// Machine code.
    pub fn code(&self) -> &'static str {
        match self {
            Malformed::Packing { .. } => "malformed_packing",
            Malformed::TooLarge { .. } => "too_large",
            Malformed::TooMany { .. } => "too_many",
            Malformed::Content { .. } => "malformed",
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Malformed::TooLarge { .. } | Malformed::TooMany { .. } => "Send it in smaller parts.",
            Malformed::Packing { .. } | Malformed::Content { .. } => {
                "It was damaged on the way, or written by a program of another version. Send it again; \
                 if that does not help, bring both programs to the same version."
            }
        }
    }
}

/// Reads one value that fills `bytes` to the end.
fn read<'b, T: Decode<'b, ()>>(what: &'static str, bytes: &'b [u8]) -> Result<T, Malformed> {
    let content = |cause: String| Malformed::Content { what, cause };
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = decoder.decode().map_err(|cause| content(cause.to_string()))?;
    match bytes.len() - decoder.position() {
        0 => Ok(value),
        rest => Err(content(format!("{rest} bytes are left over at its end"))),
    }
}

fn write(value: &impl Encode<()>) -> Vec<u8> {
    minicbor::to_vec(value).expect("writing into memory does not fail")
}

/// Sixteen bytes of a UUID.
type Id = ByteArray<16>;

fn id(uuid: Uuid) -> Id {
    uuid.into_bytes().into()
}

fn uuid(id: Id) -> Uuid {
    Uuid::from_bytes(id.into())
}

fn ids(entries: &[EntryId]) -> Vec<Id> {
    entries.iter().map(|entry| id(entry.0)).collect()
}

fn entry_ids(what: &'static str, ids: Vec<Id>) -> Result<Vec<EntryId>, Malformed> {
    at_most(what, "contested entries", MAX_AGAINST, ids.len())?;
    Ok(ids.into_iter().map(|id| EntryId(uuid(id))).collect())
}

fn moment(what: &'static str, millis: i64) -> Result<DateTime<Utc>, Malformed> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| Malformed::Content {
        what,
        cause: format!("{millis} milliseconds are beyond the calendar"),
    })
}

fn at_most(
    what: &'static str,
    of: &'static str,
    limit: usize,
    count: usize,
) -> Result<(), Malformed> {
    if count > limit { Err(Malformed::TooMany { what, of, limit }) } else { Ok(()) }
}
