//! The queue: rows, filters, order, views.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Selectivity lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    Green,
    Blue,
    Yellow,
    Red,
}

/// Where a declaration stands. The meanings are those of `journal::Status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Queued,
    Approved,
    Held,
    Referred,
    Refused,
    Lodged,
    Accepted,
    UnderControl,
    Released,
    NotReleased,
    Rejected,
    Invalidated,
}

/// Which declarations. Every part that is given must hold; an empty list means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Filter {
    /// Any of these statuses.
    #[ts(optional, as = "Option<_>")]
    pub statuses: Vec<Status>,
    /// Any of these lanes.
    #[ts(optional, as = "Option<_>")]
    pub lanes: Vec<Lane>,
    /// Any of these data sets, for example `H7`.
    #[ts(optional, as = "Option<_>")]
    pub data_sets: Vec<String>,
    /// Words to be found in LRN, MRN, parcel number, names or goods.
    pub search: Option<String>,
    /// Transport document (air waybill).
    pub transport_document: Option<String>,
    /// Commodity code of an item starts with these digits.
    pub commodity: Option<String>,
    /// Country of origin of the first item.
    pub origin: Option<String>,
    /// Customs value in euro, at least.
    #[ts(optional, type = "string | null")]
    pub value_from: Option<Decimal>,
    /// Customs value in euro, at most.
    #[ts(optional, type = "string | null")]
    pub value_to: Option<Decimal>,
    /// Has findings that are errors.
    pub with_errors: Option<bool>,
    /// Due within so many minutes from now.
    pub due_within_minutes: Option<u32>,
    /// Claimed by this broker.
    pub claimed_by: Option<String>,
    /// Split consignments only: several parcels for one consignee on one transport document that are
    /// together over the value limit.
    pub split: Option<bool>,
    /// In the same consignee group as this declaration.
    pub grouped_with: Option<Uuid>,
    /// Someone has to choose between what two desks did.
    pub in_conflict: Option<bool>,
    /// Checked out by this desk (`true`), or by nobody else (`false`).
    pub leased_here: Option<bool>,
    /// A run over the queue with other rules found a change; none where it is not known any more.
    pub changed_by: Option<Uuid>,
    /// In a group that a lens found.
    pub lens: Option<super::LensOpened>,
}

/// What a queue is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SortField {
    /// What matters first: lane, then due.
    #[default]
    Urgency,
    Lrn,
    Goods,
    Commodity,
    Origin,
    Value,
    Charges,
    Due,
    Queued,
}

/// Order of a queue; ties are broken by due time, then id, so that it is always total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Sort {
    /// By what.
    pub field: SortField,
    /// Greatest first.
    pub descending: bool,
}

/// Asks for a page of the queue.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct QueueRequest {
    /// Which declarations.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to answer, 500 at most.
    pub limit: u32,
}

/// A page of the queue.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct QueuePage {
    /// The rows.
    pub rows: Vec<QueueRow>,
    /// How many match the filter.
    pub total: u32,
    /// How many declarations the desk holds.
    pub of: u32,
    /// How long the store took, in microseconds.
    pub took_us: u32,
}

/// One row of the queue.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct QueueRow {
    pub id: Uuid,
    pub lane: Lane,
    pub status: Status,
    pub lrn: String,
    pub mrn: Option<String>,
    pub data_set: String,
    /// Goods of the first item, with how many more there are.
    pub goods: String,
    /// Goods items.
    pub items: u32,
    pub consignee: String,
    /// Commodity code of the first item.
    pub commodity: Option<String>,
    pub origin: Option<String>,
    /// Customs value in euro.
    #[ts(type = "string | null")]
    pub value: Option<Decimal>,
    /// To pay, in the currency of the charges.
    #[ts(type = "string | null")]
    pub charges: Option<Decimal>,
    /// Air waybill or other transport document.
    pub transport_document: Option<String>,
    /// Parcel number.
    pub parcel: Option<String>,
    pub errors: u32,
    pub warnings: u32,
    /// Part of a split consignment: several parcels for one consignee that are together over the limit.
    pub split: bool,
    pub queued_at: DateTime<Utc>,
    /// The office's own target for a decision.
    pub due_at: DateTime<Utc>,
    pub claimed_by: Option<String>,
    pub revision: u32,
    /// Someone has to choose between what two desks did.
    pub conflict: bool,
    /// Who has it checked out.
    pub lease: Option<RowLease>,
    /// Something about it has not reached the hub yet; `false` for a desk that works by itself.
    pub unsent: bool,
}

/// Who has a declaration checked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowLease {
    pub by: String,
    pub mine: bool,
    pub until: DateTime<Utc>,
}

/// Which group of the sidebar a view belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ViewGroup {
    /// The day's work.
    Work,
    /// The broker's own and the ones that come with the app.
    Mine,
    /// Around the desk: inspections, lodged, rejected.
    Desk,
}

/// A named filter with its live count.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct View {
    /// Stable key, for example `ready`; views of one's own have the name as key.
    pub key: String,
    /// Name given by the broker; `None` for built-in views, which the UI names by their key.
    pub name: Option<String>,
    pub group: ViewGroup,
    pub filter: Filter,
    pub sort: Sort,
    pub count: u32,
}

/// Views with their live counts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Views {
    pub views: Vec<View>,
}

/// Keeps a filter under a name; the same name replaces.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveView {
    pub name: String,
    pub filter: Filter,
    pub sort: Sort,
}

/// Drops a view of one's own.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RemoveView {
    pub key: String,
}

/// Asks for the declaration after (or before) one in a filter and order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NextRequest {
    /// From here; the first or last where none is given.
    pub from: Option<Uuid>,
    pub filter: Filter,
    pub sort: Sort,
    /// The one before instead.
    #[serde(default)]
    pub backwards: bool,
}

/// The neighbour in the queue.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NextAnswer {
    /// `None` at the end.
    pub id: Option<Uuid>,
    /// Its place in the filter and order, from zero.
    pub position: Option<u32>,
}
