//! The desk and its hub: what waits, what was refused, what is in conflict, who works where.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::{Decision, Failure, Filter, Status};

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
    /// Files that the hub has not confirmed.
    pub files_waiting: u32,
    /// How many bytes of them are still to be sent.
    #[ts(type = "number")]
    pub file_bytes_waiting: u64,
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
    /// Files, those that wait first; the first hundred.
    pub files: Vec<OutboxFile>,
    pub files_in_all: u32,
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
    /// When the hub confirmed the whole file's hash: the receipt.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// Asks for conflicts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ConflictsRequest {
    /// Only those of one declaration (id, LRN or MRN).
    pub declaration: Option<String>,
    /// Also those that were answered, and those in which both sides agreed.
    pub all: bool,
}

/// Conflicts, open ones first, oldest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Conflicts {
    pub conflicts: Vec<Conflict>,
}

/// What two desks did to one declaration without knowing of each other.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// Names the conflict.
    pub id: Uuid,
    pub declaration: Uuid,
    pub lrn: String,
    pub goods: String,
    pub about: ConflictAspect,
    /// Someone has to choose.
    pub open: bool,
    /// Both came to the same; it is on record only.
    pub agreed: bool,
    /// What both started from.
    pub base: ConflictBase,
    /// What the hub had first. It stands while nobody has chosen; an approval does not.
    pub standing: ConflictSide,
    /// What came later.
    pub contested: ConflictSide,
    /// For data: every element in which base, standing and contested are not all the same.
    pub fields: Vec<ConflictField>,
    /// How it was answered.
    pub answer: Option<ConflictAnswer>,
    /// Revision of the declaration now; send it back with the choice.
    pub revision: u32,
}

/// What a conflict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConflictAspect {
    Data,
    Decision,
    Inspection,
    Choice,
}

/// What both sides started from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictBase {
    /// The decision that counted then.
    pub decision: Option<Decision>,
    /// In words, for what is neither data nor a decision.
    pub summary: Option<String>,
}

/// One side of a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictSide {
    /// Who.
    pub by: String,
    /// At which desk, as the others call it; `None` for this desk.
    pub desk: Option<String>,
    /// Whether it was written at this desk.
    pub mine: bool,
    pub at: DateTime<Utc>,
    pub decision: Option<Decision>,
    pub reason: Option<String>,
    /// In words, for what is neither data nor a decision, for example the inspection's remarks.
    pub summary: Option<String>,
    /// The entries, for the timeline.
    pub entries: Vec<Uuid>,
}

/// One data element of a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictField {
    pub path: String,
    pub label: String,
    pub data_element: Option<String>,
    pub base: Option<String>,
    pub standing: Option<String>,
    pub contested: Option<String>,
    /// Both sides changed it, each in another way.
    pub clash: bool,
}

/// How a conflict was answered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictAnswer {
    pub choice: ConflictChoice,
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: Option<String>,
}

/// Which side counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConflictChoice {
    Standing,
    Contested,
    Combined,
}

/// Chooses. The choice is an entry, and the losing values stay on record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ResolveRequest {
    pub conflict: Uuid,
    pub choice: ConflictChoice,
    /// For `combined`: the value of each element that shall differ from the standing one.
    #[serde(default)]
    pub fields: Vec<ChosenField>,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
    /// The revision that the person had before them.
    #[serde(default)]
    #[ts(optional)]
    pub seen_revision: Option<u32>,
}

/// The value chosen for one element.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChosenField {
    pub path: String,
    /// `None` takes the element out.
    pub value: Option<String>,
}

/// Who checked out what.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Leases {
    /// As of when the hub said so; `None` where it never did.
    pub as_of: Option<DateTime<Utc>>,
    /// This desk's first, then by the time they end. Leases that have ended are not among them.
    pub leases: Vec<LeaseInfo>,
}

/// One lease.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseInfo {
    pub id: Uuid,
    pub label: String,
    pub by: String,
    pub mine: bool,
    pub since: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// How many declarations.
    pub count: u32,
    /// How many of them still wait for a decision, as far as this desk knows.
    pub open: u32,
}

/// Checks out a part of the queue.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TakeLease {
    /// What it is called, for example the view's name or the flight.
    pub label: String,
    /// Which declarations, by the queue's filter; those that wait for a decision are taken.
    #[serde(default)]
    #[ts(optional)]
    pub filter: Option<Filter>,
    /// Or these, by id.
    #[serde(default)]
    #[ts(optional)]
    pub ids: Option<Vec<Uuid>>,
    /// At most so many, in the order of urgency.
    #[serde(default)]
    #[ts(optional)]
    pub count: Option<u32>,
    pub minutes: u32,
}

/// What was checked out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseAnswer {
    /// `None` where others have all of it.
    pub lease: Option<LeaseInfo>,
    /// How many others have.
    pub taken: Vec<LeaseTaken>,
}

/// Declarations that another lease holds.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseTaken {
    pub by: String,
    pub until: DateTime<Utc>,
    pub count: u32,
}

/// Names a lease.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeaseId {
    pub id: Uuid,
}

/// Asks where parcels are.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelsRequest {
    /// Tracking numbers, LRNs, MRNs or air waybills; at most a thousand.
    pub numbers: Vec<String>,
}

/// Where parcels are, as this desk knows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Parcels {
    pub answers: Vec<ParcelAnswer>,
    /// The desk's own time, for ages.
    pub now: DateTime<Utc>,
    /// When this desk last had everything that the hub had; `None` for a desk that works by itself.
    pub synced_at: Option<DateTime<Utc>>,
}

/// The answer to one number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelAnswer {
    pub asked: String,
    /// What the number is, for example `mrn`; `None` where it is none that we know.
    pub kind: Option<String>,
    /// Empty where this desk knows none.
    pub parcels: Vec<ParcelInfo>,
    /// The number is known to be on the hub only, see `fetch`.
    pub on_hub_only: bool,
}

/// One parcel.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelInfo {
    pub declaration: Uuid,
    pub lrn: String,
    pub mrn: String,
    pub parcel: String,
    pub transport_document: String,
    pub goods: String,
    pub consignee: String,
    pub stages: Vec<ParcelStage>,
    pub stage: StageName,
    pub expected: Option<StageName>,
    /// When this desk last had news about it.
    pub as_of: DateTime<Utc>,
}

/// One stage that a parcel reached.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelStage {
    pub stage: StageName,
    pub at: DateTime<Utc>,
    /// `sender`, `office`, `authority` or `operator`.
    pub from: String,
    /// The operator's name.
    pub from_name: Option<String>,
    /// When it was learned here.
    pub known_since: DateTime<Utc>,
}

/// How far a parcel has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageName {
    Received,
    InReview,
    Lodged,
    Accepted,
    UnderControl,
    Released,
    HandedOver,
    Stopped,
}

/// Brings declarations back from the hub that left this desk's window, or were never in it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FetchRequest {
    /// Id, LRN, MRN, parcel or transport number.
    pub number: String,
}

/// What came back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Fetched {
    pub declarations: Vec<Uuid>,
}
