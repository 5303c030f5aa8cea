//! What desks and hub tell each other about entries.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, Entry, EntryId, Status};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Version of the protocol. A hub answers desks of this and of the two versions before.
pub const PROTOCOL: u16 = 1;

/// What the hub says of itself in every answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubState {
    /// Which history of the office this is: a hub that was restored from a backup begins a new one.
    pub epoch: Uuid,
    /// The last sequence number given.
    pub head: u64,
    /// Entries up to here may have been archived: a desk that was away longer has to ask for them
    /// declaration by declaration.
    pub floor: u64,
    /// How often declarations were found to stand otherwise than the hub had told, because a newer
    /// program of it understood more of their entries. A desk that holds a part fills its window anew
    /// when it is another number than before.
    pub revisions: u64,
    /// The hub's clock. Shown, never compared.
    pub at: DateTime<Utc>,
}

/// An entry that a desk would like the hub to put into the office's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The entry. Usually the desk's own; after the hub was restored a desk offers again whatever the
    /// hub lost, whoever wrote it.
    pub entry: Entry,
    /// What of the hub's order the author knew, in numbers of this epoch: `entry.seen`, or less
    /// after a restore.
    pub seen: u64,
    /// The desk itself keeps it out of the order, because an earlier entry of the same declaration
    /// was refused and nobody has dealt with that yet. It is sent all the same: the chain has no
    /// holes, and what a lost desk wrote can be recovered.
    pub withheld: bool,
}

/// Entries of one desk, in its order (others' entries: each in their desk's order).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// The history that the desk believes in; nil for its first push.
    pub epoch: Uuid,
    /// At most [`MAX_OFFERS`].
    pub offers: Vec<Offer>,
}

/// The most entries in a push.
pub const MAX_OFFERS: usize = 5_000;

/// What became of a push. All of it is on the hub's disk then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    pub hub: HubState,
    pub answer: PushAnswer,
}

/// What became of a push, as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushAnswer {
    /// Each offer was dealt with, in this order.
    Done(Vec<Answer>),
    /// From number `sequence` on, the hub has other entries of this desk: two write under one name.
    /// What is offered from there on is to be sealed anew under another name. Nothing was taken.
    Forked { device: DeviceId, sequence: u64 },
    /// The hub knows this desk only up to `sequence`; go on from there. Nothing was taken.
    Behind { device: DeviceId, sequence: u64 },
    /// The desk believes in a history that is not the hub's; pull first. Nothing was taken.
    OtherEpoch,
}

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub entry: EntryId,
    pub outcome: Outcome,
    /// The hub had it already; this is what became of it then.
    pub duplicate: bool,
}

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has its place and takes effect.
    Applied { sequence: u64 },
    /// It has its place, but cannot stand together with `against`, which its author did not know. It
    /// takes effect when someone chooses it.
    Contested { sequence: u64, against: Vec<EntryId> },
    /// It has no place. The hub keeps it apart; the desk shows it to its broker.
    Refused(Refusal),
}

/// Why the hub does not take an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Machine code, for example `role_not_allowed`, `blocked`, `unreadable`.
    pub code: String,
    /// What is wrong, for people.
    pub message: String,
    /// The way out.
    pub hint: String,
}

/// Asks for what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullRequest {
    /// The history that `after` belongs to; nil for a desk that has nothing yet.
    pub epoch: Uuid,
    /// The desk has everything of its subscription up to here.
    pub after: u64,
    /// At most so many entries.
    pub limit: u32,
    /// What the desk wants to hold.
    pub subscription: Subscription,
}

/// Which declarations a desk holds. What it wrote itself it always holds while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Subscription {
    /// In one of these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Came into the queue within so many days; `None` for all.
    pub days: Option<u32>,
}

/// The answer to a pull.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulled {
    pub hub: HubState,
    pub page: Page,
}

/// A part of the office's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Everything of the subscription from `after` (exclusive) to `upto` (inclusive). Move the
    /// cursor to `upto` in the transaction that writes `entries`. There is more where `upto` is less
    /// than the hub's head. `passed` are declarations that changed on the way and that the
    /// subscription does not name: of them the page holds what the desk itself wrote, if anything. A
    /// desk that has one all the same, because its window was wider once or because somebody fetched
    /// it, asks for its history before it moves the cursor.
    Entries { after: u64, upto: u64, entries: Vec<Sequenced>, passed: Vec<DeclarationId> },
    /// The desk and this hub share their history up to `to` only. Offer again what followed.
    RollBack { to: u64 },
    /// The desk was away too long: entries up to the floor are archived. `subjects` are the
    /// declarations that changed between its cursor and the floor; ask for those that are still
    /// wanted one by one, then go on from the floor.
    Resync { floor: u64, subjects: Vec<DeclarationId> },
}

/// An entry with its place in the office's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequenced {
    pub sequence: u64,
    pub entry: Entry,
    /// As in [`Outcome::Contested`]; empty where it takes effect.
    pub against: Vec<EntryId>,
}
