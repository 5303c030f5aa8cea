//! The way from a desk to a hub. Whoever owns sockets and keys gives it; the desk only asks.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use journal::DeviceId;
use sync::{Link, LinkError, Role};
use uuid::Uuid;

use crate::contract::{Failure, KeyPlace};

/// Joins hubs, and finds the way back to the one that was joined.
pub trait Uplink: Send + Sync {
    /// Joins a hub with a one-time code. What is needed to come back to it (address, certificate,
    /// key) is kept for [`Self::resume`] before this answers; an earlier hub's is replaced.
    ///
    /// # Errors
    /// No answer, a certificate that the code does not name, or a code that is spent or unknown.
    /// Nothing is kept then.
    fn join(&self, request: &Join) -> Result<Arc<dyn Line>, LinkError>;

    /// The line to the hub that the desk in this folder joined; `None` where it joined none. Asks
    /// nothing of the network.
    ///
    /// # Errors
    /// The key or what is known of the hub cannot be read.
    fn resume(&self, folder: &Path) -> Result<Option<Arc<dyn Line>>, LinkError>;
}

/// What it takes to join a hub.
#[derive(Clone, Debug)]
pub struct Join {
    /// The hub's address as typed. A bare host name means `https` and port 7443.
    pub hub: String,
    /// The one-time code as typed.
    pub code: String,
    /// What the others shall call this desk.
    pub desk_name: String,
    /// The name under which the desk has written so far. The hub may give another, where this one is
    /// taken: see [`LineInfo::device`].
    pub device: DeviceId,
    /// The desk's folder, where key and certificate may be kept.
    pub folder: PathBuf,
}

/// A joined desk's line to its hub. Dropping it ends [`Self::watch`].
pub trait Line: Link {
    /// What is known of the hub without asking it.
    fn info(&self) -> LineInfo;

    /// Watches the line from now on, and tells whenever it goes up or down, the office's order
    /// grows or its leases change, until the line is dropped. A pulled cable is told within a second.
    /// `tell` is quick and does not ask anything of the line.
    fn watch(&self, tell: Box<dyn Fn(LineNews) + Send + Sync>);
}

/// What a desk knows of its hub without asking it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineInfo {
    /// The hub's address.
    pub url: String,
    /// The office's name.
    pub office: String,
    /// What this desk may do there.
    pub role: Role,
    /// What the others call this desk.
    pub desk_name: String,
    /// The name under which the hub knows this desk. After [`Link::enrol_again`] it is the new one;
    /// the desk renumbers its unsent entries whenever it differs from the store's.
    pub device: DeviceId,
    /// When it joined.
    pub since: DateTime<Utc>,
    /// Where the desk's key is kept.
    pub key_place: KeyPlace,
    /// Something that a person should know, for example that the key is in a file.
    pub warning: Option<Failure>,
}

/// What a watched line tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineNews {
    /// The hub answers. Its last sequence number, and which history it belongs to.
    Up { head: u64, epoch: Uuid },
    /// The office's order has grown, or a restored hub has begun another history.
    Moved { head: u64, epoch: Uuid },
    /// Somebody checked out a part of the queue, or gave it back.
    Leased,
    /// The hub does not answer any more, or does not want this desk.
    Down(LinkError),
}
