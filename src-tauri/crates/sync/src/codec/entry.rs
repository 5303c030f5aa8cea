//! One entry, as it travels and as the hub may keep it.

use journal::{DeclarationId, DeviceId, Entry, EntryId, Hash};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::{Id, MAX_PAYLOAD, Malformed, id, moment, read, uuid, write};

/// The most bytes of a kind's name and of an actor's.
const MAX_NAME: usize = 1_000;

#[derive(Encode, Decode)]
#[cbor(map)]
struct Written<'b> {
    #[n(0)]
    id: Id,
    #[n(1)]
    device: Id,
    #[n(2)]
    sequence: u64,
    #[n(3)]
    subject: Option<Id>,
    #[b(4)]
    kind: &'b str,
    #[n(5)]
    version: u16,
    #[b(6)]
    #[cbor(with = "minicbor::bytes")]
    payload: &'b [u8],
    #[b(7)]
    actor: &'b str,
    /// Milliseconds since 1970.
    #[n(8)]
    at: i64,
    #[n(9)]
    base_revision: u32,
    #[n(10)]
    seen: u64,
    #[n(11)]
    previous: ByteArray<32>,
    #[n(12)]
    hash: ByteArray<32>,
}

/// The stable form of one entry, not packed. The hub may keep it and send it as it is.
pub fn encode_entry(entry: &Entry) -> Vec<u8> {
    write(&Written {
        id: id(entry.id.0),
        device: id(entry.device.0),
        sequence: entry.sequence,
        subject: entry.subject.map(|subject| id(subject.0)),
        kind: &entry.kind,
        version: entry.version,
        payload: &entry.payload,
        actor: &entry.actor,
        at: entry.at.timestamp_millis(),
        base_revision: entry.base_revision,
        seen: entry.seen,
        previous: entry.previous.0.into(),
        hash: entry.hash.0.into(),
    })
}

/// Reads what [`encode_entry`] wrote. The payload is the same to the byte; whether the hash holds is
/// for the chain to say.
///
/// # Errors
/// What is wrong with the bytes.
pub fn decode_entry(bytes: &[u8]) -> Result<Entry, Malformed> {
    const WHAT: &str = "entry";
    let written: Written<'_> = read(WHAT, bytes)?;
    if written.payload.len() > MAX_PAYLOAD {
        return Err(Malformed::TooLarge { what: "entry's payload", limit: MAX_PAYLOAD });
    }
    if written.kind.len().max(written.actor.len()) > MAX_NAME {
        return Err(Malformed::TooLarge { what: "entry's kind or actor", limit: MAX_NAME });
    }
    Ok(Entry {
        id: EntryId(uuid(written.id)),
        device: DeviceId(uuid(written.device)),
        sequence: written.sequence,
        subject: written.subject.map(|subject| DeclarationId(uuid(subject))),
        kind: written.kind.to_owned(),
        version: written.version,
        payload: written.payload.to_owned(),
        actor: written.actor.to_owned(),
        at: moment(WHAT, written.at)?,
        base_revision: written.base_revision,
        seen: written.seen,
        previous: Hash(written.previous.into()),
        hash: Hash(written.hash.into()),
    })
}
