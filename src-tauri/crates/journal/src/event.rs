//! What can happen. Each kind has a name, a version and a payload; kinds are only ever added.

mod annotation;
mod conflict;
mod decision;
mod difference;
mod handover;
mod import;
mod inspection;
mod judged;
mod print;

use serde::de::DeserializeOwned;

pub use annotation::{Annotated, AnnotationRemoved, Attached, AttachmentPurpose};
pub use conflict::{Choice, Resolved};
pub use decision::{Claimed, Decided, Decision, Undone};
pub use handover::HandedOver;
pub use import::{
    Amended, AmendmentCause, FieldChange, Imported, ImportedFile, MessageReceived, Queued,
    RefusedRecord, Source,
};
pub use inspection::{ControlResult, InspectionClosed, InspectionRecorded, Measured, Seal};
pub use judged::Judged;
pub use print::Printed;

/// The payload is not what its kind holds.
#[derive(Debug, thiserror::Error)]
#[error("the payload of a “{kind}” entry, version {version}, cannot be read: {cause}")]
pub struct UnreadablePayload {
    kind: String,
    version: u16,
    cause: serde_json::Error,
}

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident = $kind:literal v $version:literal),* $(,)?) => {
        /// One thing that happened.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Event {
            $($(#[$doc])* $variant($variant),)*
            /// A kind or version that this program does not know: kept, shown as such, synced on.
            Unknown {
                /// The kind's name.
                kind: String,
                /// The payload's version.
                version: u16,
                /// The payload as written.
                payload: Vec<u8>,
            },
        }

        impl Event {
            /// The kinds that this program knows, each with the version of its payload.
            pub fn known() -> impl Iterator<Item = (&'static str, u16)> {
                let kinds = [$(($kind, $version)),*].into_iter();
                #[cfg(feature = "earlier")]
                let kinds = kinds.filter(|(kind, _)| crate::earlier::knows(kind));
                kinds
            }

            /// The kind's name, as stored.
            pub fn kind(&self) -> &str {
                match self {
                    $(Event::$variant(_) => $kind,)*
                    Event::Unknown { kind, .. } => kind,
                }
            }

            /// The payload's version, as stored.
            pub fn version(&self) -> u16 {
                match self {
                    $(Event::$variant(_) => $version,)*
                    Event::Unknown { version, .. } => *version,
                }
            }

            /// The payload's bytes.
            pub fn to_payload(&self) -> Vec<u8> {
                match self {
                    $(Event::$variant(payload) => serde_json::to_vec(payload)
                        .expect("payloads have string keys and serialise without failing"),)*
                    Event::Unknown { payload, .. } => payload.clone(),
                }
            }

            /// Reads a stored payload.
            ///
            /// # Errors
            /// The kind and version are known, but the payload is not what they hold.
            pub fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, UnreadablePayload> {
                match (kind, version) {
                    #[cfg(feature = "earlier")]
                    _ if !crate::earlier::knows(kind) => Ok(Event::Unknown {
                        kind: kind.to_owned(),
                        version,
                        payload: payload.to_owned(),
                    }),
                    $(($kind, $version) => parse(kind, version, payload).map(Event::$variant),)*
                    _ => Ok(Event::Unknown {
                        kind: kind.to_owned(),
                        version,
                        payload: payload.to_owned(),
                    }),
                }
            }
        }

        $(impl From<$variant> for Event {
            fn from(payload: $variant) -> Self {
                Event::$variant(payload)
            }
        })*
    };
}

events! {
    /// A declaration came onto the desk.
    Queued = "queued" v 1,
    /// Its data changed, by hand or because a newer version was imported.
    Amended = "amended" v 1,
    /// The broker decided.
    Decided = "decided" v 1,
    /// An earlier entry no longer counts.
    Undone = "undone" v 1,
    /// Someone took it on, or gave it back.
    Claimed = "claimed" v 1,
    /// The authority said something about it. Without a subject: its declaration has not come yet.
    MessageReceived = "message_received" v 1,
    /// The inspection's record was written or changed.
    InspectionRecorded = "inspection_recorded" v 1,
    /// The inspection was closed with a result and signed.
    InspectionClosed = "inspection_closed" v 1,
    /// A file was attached.
    Attached = "attached" v 1,
    /// A region or note was put on an attachment, or changed.
    Annotated = "annotated" v 1,
    /// A region or note was taken off.
    AnnotationRemoved = "annotation_removed" v 1,
    /// A clearance document was printed or saved.
    Printed = "printed" v 1,
    /// Files were imported: what came in, what was refused and why.
    Imported = "imported" v 1,
    /// Someone chose between what two desks did without knowing of each other.
    Resolved = "resolved" v 1,
    /// The goods were given to whoever takes them on.
    HandedOver = "handed_over" v 1,
    /// The rules are others, and it was judged anew by them.
    Judged = "judged" v 1,
}

impl Event {
    /// Whether a later [`Undone`] may take it back: only what someone did at the desk, and nothing
    /// that was signed or put on paper. An undo can itself be undone.
    pub fn can_be_undone(&self) -> bool {
        matches!(
            self,
            Event::Amended(_)
                | Event::Decided(_)
                | Event::Undone(_)
                | Event::Claimed(_)
                | Event::InspectionRecorded(_)
                | Event::Attached(_)
                | Event::Annotated(_)
                | Event::AnnotationRemoved(_)
                | Event::Resolved(_)
        )
    }
}

fn parse<T: DeserializeOwned>(
    kind: &str,
    version: u16,
    payload: &[u8],
) -> Result<T, UnreadablePayload> {
    serde_json::from_slice(payload).map_err(|cause| UnreadablePayload {
        kind: kind.to_owned(),
        version,
        cause,
    })
}
