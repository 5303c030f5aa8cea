//! What a desk can ask of a hub. The line itself (HTTPS, or the simulator's) is somebody else's.

use chrono::{DateTime, Utc};
use journal::{AttachmentHash, DeclarationId, DeviceId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::lease::{Lease, LeaseGranted, LeaseRequest};
use crate::parcel::ParcelAnswer;
use crate::role::Role;
use crate::wire::{PullRequest, Pulled, Push, Pushed, Sequenced};

/// An enrolled desk's line to its hub. Calls block until there is an answer or the line is down.
pub trait Link: Send + Sync {
    /// Offers entries.
    fn push(&self, push: &Push) -> Result<Pushed, LinkError>;

    /// Asks for what follows in the office's order.
    fn pull(&self, request: &PullRequest) -> Result<Pulled, LinkError>;

    /// Everything about some declarations, whatever the subscription, in the office's order.
    fn history(&self, subjects: &[DeclarationId]) -> Result<Vec<Sequenced>, LinkError>;

    /// Declarations of the office that have this LRN, MRN, parcel or transport number.
    fn find(&self, number: &str) -> Result<Vec<DeclarationId>, LinkError>;

    /// How many bytes of a file the hub holds, and whether it has confirmed the hash of the whole.
    fn file(&self, hash: &AttachmentHash) -> Result<FileHeld, LinkError>;

    /// Sends a part of a file that starts at `offset`, which must be what [`Self::file`] answered.
    fn send_file(
        &self,
        hash: &AttachmentHash,
        size: u64,
        offset: u64,
        bytes: &[u8],
    ) -> Result<FileHeld, LinkError>;

    /// At most `length` bytes of a file from `offset` on.
    fn fetch_file(
        &self,
        hash: &AttachmentHash,
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, LinkError>;

    /// What the office's desks are called. A hub of an earlier version does not know the question:
    /// `no_such_address`.
    fn desks(&self) -> Result<Vec<DeskName>, LinkError>;

    /// All leases that run.
    fn leases(&self) -> Result<Vec<Lease>, LinkError>;

    /// Checks out a part of the queue.
    fn take_lease(&self, request: &LeaseRequest) -> Result<LeaseGranted, LinkError>;

    /// Gives a lease back before its time.
    fn return_lease(&self, lease: Uuid) -> Result<(), LinkError>;

    /// Where parcels are, as the hub knows.
    fn parcels(&self, numbers: &[String]) -> Result<Vec<ParcelAnswer>, LinkError>;

    /// Asks for a second name under the same key, for a desk that was cloned or restored from a
    /// backup. The old name stays with whoever used it first.
    fn enrol_again(&self, device: DeviceId) -> Result<Enrolled, LinkError>;
}

/// The name that every certificate of a hub's own authority bears, besides those of its machine.
///
/// An office's machine is reached by many names and numbers, which the hub cannot all know. The hub's
/// own authority certifies nothing but hubs, so this name tells enough; an authority of the company's,
/// which certifies other machines too, has to name the machine itself.
pub const HUB_NAME: &str = "hub.greenlane.internal";

/// What the hub holds of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHeld {
    /// Bytes from the beginning.
    pub held: u64,
    /// The hub has all of it, and its SHA-256 is the one it was announced under: the receipt.
    pub confirmed: bool,
}

/// What one of the office's desks is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskName {
    /// The name under which it writes entries.
    pub device: DeviceId,
    /// The name by which people know it.
    pub name: String,
}

/// What a desk is told when it joins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// The office's name.
    pub office: String,
    /// The name under which the desk writes from now on.
    pub device: DeviceId,
    /// What it may do.
    pub role: Role,
    /// The hub's clock.
    pub at: DateTime<Utc>,
}

/// Why there was no answer, or another than the one hoped for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// No line, no answer in time, or an answer that broke off. Whether the hub did it is not known.
    #[error("The hub at {hub} does not answer: {what}.")]
    Unreachable { hub: String, what: String },
    /// Whoever answers is not the hub that this desk joined.
    #[error("The server at {hub} is not the hub that this desk joined: {what}.")]
    NotOurHub { hub: String, what: String },
    /// The hub asks to be left alone for a while.
    #[error("The hub asks to wait {seconds} seconds.")]
    Busy { seconds: u32 },
    /// The hub answered and said no. The codes are the hub's, for example `device_revoked`,
    /// `unknown_device`, `role_not_allowed`, `too_large`, `protocol_too_old`.
    #[error("{message}")]
    Said { code: String, message: String, hint: String },
}

impl LinkError {
    /// Machine code.
    pub fn code(&self) -> &str {
        match self {
            LinkError::Unreachable { .. } => "hub_unreachable",
            LinkError::NotOurHub { .. } => "not_our_hub",
            LinkError::Busy { .. } => "hub_busy",
            LinkError::Said { code, .. } => code,
        }
    }

    /// The way out.
    pub fn hint(&self) -> &str {
        match self {
            LinkError::Unreachable { .. } => {
                "Nothing is lost: the desk goes on by itself, and tries again on its own."
            }
            LinkError::NotOurHub { .. } => {
                "Ask whoever runs the hub. If it was set up anew, enrol this desk again with a new code."
            }
            LinkError::Busy { .. } => "The desk tries again by itself.",
            LinkError::Said { hint, .. } => hint,
        }
    }

    /// Whether trying again later may help without anyone doing something.
    pub fn is_passing(&self) -> bool {
        matches!(self, LinkError::Unreachable { .. } | LinkError::Busy { .. })
    }
}
