//! The desk and its hub: how the line is, what waits, what was refused.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::{Failure, Status};

/// How the desk stands with its hub. Cheap: ask every second.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SyncStatus {
    /// The hub that this desk joined; `None` for a desk that works by itself.
    pub hub: Option<HubInfo>,
    /// Whether the line is up right now.
    pub connection: Connection,
    /// What is under way.
    pub activity: Option<SyncActivity>,
    /// When everything of both sides had last been exchanged.
    pub last_complete: Option<DateTime<Utc>>,
    /// Entries that the hub does not have.
    pub unsent: u32,
    /// When the oldest of them was written.
    pub oldest_unsent: Option<DateTime<Utc>>,
    /// Entries that the hub refused and nobody has dealt with.
    pub refused: u32,
    /// Conflicts in which someone has to choose.
    pub conflicts: u32,
    /// Files that go to the hub and that it has not confirmed.
    pub files_waiting: u32,
    /// How many bytes of them are still to be sent.
    #[ts(type = "number")]
    pub file_bytes_waiting: u64,
    /// Files that stay here, because the hub takes none from a desk of this role.
    pub files_staying: u32,
    /// How far the hub's clock is ahead of this desk's, in milliseconds; `None` until both have met.
    /// Shown only: nothing is ordered by clocks.
    #[ts(type = "number | null")]
    pub clock_offset_ms: Option<i64>,
    /// The hub's last sequence number that this desk knows of, and up to which it has everything.
    pub hub_head: u32,
    pub have_up_to: u32,
    /// What this desk holds.
    pub subscription: SubscriptionInfo,
    /// Declarations that left the window and are on the hub only.
    pub evicted: u32,
    /// Something that a person should know, for example that the key is kept in a file.
    pub warnings: Vec<Failure>,
}

/// The hub that this desk joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HubInfo {
    /// Its address, for example `https://hub.office.example:7443`.
    pub url: String,
    /// The office's name.
    pub office: String,
    /// What this desk may do there: `broker`, `supervisor`, `inspector`, `read_only`.
    pub role: String,
    /// The name that the others see for this desk.
    pub desk_name: String,
    /// When it joined.
    pub since: DateTime<Utc>,
    /// Where the desk's key is kept.
    pub key_place: KeyPlace,
}

/// Where the desk's key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// The system's keychain.
    Keychain,
    /// A file that only this user may read.
    File,
}

/// Whether the line is up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Connection {
    pub state: ConnectionState,
    /// Since when.
    pub since: Option<DateTime<Utc>>,
    /// Why not, where it is not up.
    pub failure: Option<Failure>,
    /// When the desk tries again by itself.
    pub next_try: Option<DateTime<Utc>>,
}

/// Whether the line is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// The desk works by itself; it never joined a hub.
    Alone,
    /// Not known yet: the program has just started.
    Starting,
    /// The hub answers.
    Connected,
    /// It does not. The desk goes on.
    Offline,
    /// It answers, but does not want this desk: revoked, another hub, an old program. Someone has to
    /// do something.
    Shut,
}

/// What is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncActivity {
    pub kind: SyncActivityKind,
    /// Entries, or bytes of files.
    #[ts(type = "number")]
    pub done: u64,
    #[ts(type = "number")]
    pub total: u64,
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncActivityKind {
    /// Entries go to the hub.
    Sending,
    /// Entries come from the hub.
    Receiving,
    /// Files go to the hub.
    SendingFiles,
    /// Files come from the hub.
    ReceivingFiles,
}

/// Which declarations a desk holds. What is open and this desk worked on it always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SubscriptionInfo {
    /// In one of these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Came into the queue within so many days; `None` for all.
    pub days: Option<u32>,
}

/// Joins a hub.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EnrolRequest {
    /// The hub's address. A bare host name means `https` and port 7443.
    pub hub: String,
    /// The one-time code. It also says by which certificate the hub is known.
    pub code: String,
    /// What the others shall call this desk, for example `Counter 2`.
    pub desk_name: String,
}

/// What is in the outbox: entries and files that the hub does not have.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Outbox {
    /// Oldest first; the first hundred.
    pub entries: Vec<OutboxEntry>,
    /// How many there are in all.
    pub entries_in_all: u32,
    /// Entries that the hub refused, newest first. Each stays until someone deals with it.
    pub refused: Vec<RefusedEntry>,
    /// Files that wait, the first hundred; after them those that the hub confirmed last, with their
    /// receipts.
    pub files: Vec<OutboxFile>,
    /// How many wait in all.
    pub files_in_all: u32,
    /// Why they all stay here; `None` where they may go.
    pub files_stay: Option<Failure>,
}

/// An entry that waits.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OutboxEntry {
    pub entry: Uuid,
    /// As in the timeline, for example `decided`.
    pub kind: String,
    /// What it is about, as in the timeline, for example `approve`.
    pub subject: Option<String>,
    pub declaration: Option<Uuid>,
    pub lrn: Option<String>,
    pub actor: String,
    pub at: DateTime<Utc>,
}

/// An entry that the hub refused. It is on this desk's record but has no effect.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RefusedEntry {
    pub what: OutboxEntry,
    pub failure: Failure,
    /// When the hub said so.
    pub refused_at: DateTime<Utc>,
    /// Whether the same may be written again as a new entry.
    pub can_write_again: bool,
}

/// Deals with a refused entry.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SettleRefused {
    pub entry: Uuid,
    pub action: SettleAction,
}

/// What to do about a refused entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SettleAction {
    /// Write the same again, on top of what is known now.
    WriteAgain,
    /// Leave it. It stays on record.
    SetAside,
}

/// A file on its way to the hub.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OutboxFile {
    pub hash: String,
    pub name: String,
    pub declaration: Option<Uuid>,
    pub lrn: Option<String>,
    #[ts(type = "number")]
    pub size: u64,
    #[ts(type = "number")]
    pub sent: u64,
    /// When the hub confirmed the whole file's hash: the receipt. `None` while it waits.
    pub confirmed_at: Option<DateTime<Utc>>,
}
