//! One declaration: what it says, what was found, what it costs, what was done.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::{Attachment, CodeInfo, Failure, InspectionView, PrintRecord, QueueRow, RateUsed};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// What the broker makes of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Approve,
    Hold,
    Refer,
    Refuse,
}

/// Names one declaration.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ShowRequest {
    /// Greenlane's id, an LRN or an MRN.
    pub id: String,
    /// Language of findings and labels: `en` or `fr`.
    #[serde(default)]
    pub language: Option<String>,
}

/// Everything about one declaration.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DeclarationView {
    pub row: QueueRow,
    /// 11 01 and 11 02, for example `IM A`.
    pub declaration_type: String,
    pub ucr: Option<String>,
    /// The criteria that chose the lane.
    pub lane_reasons: Vec<String>,
    pub findings: Vec<Finding>,
    pub parties: Vec<PartyView>,
    pub items: Vec<ItemView>,
    pub charges: ChargesView,
    /// Files behind the declaration: its sources, documents, photos.
    pub evidence: Vec<Attachment>,
    pub inspection: Option<InspectionView>,
    pub prints: Vec<PrintRecord>,
    /// Oldest first.
    pub timeline: Vec<TimelineEvent>,
    /// What may be done now.
    pub actions: Actions,
    /// SHA-256 of the rule packs that were applied.
    pub pack_hash: String,
    pub rules_of: NaiveDate,
}

/// What may be done with a declaration now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Actions {
    pub decisions: Vec<Decision>,
    pub amend: bool,
    pub inspect: bool,
    pub close_inspection: bool,
}

/// One finding.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Finding {
    pub rule: String,
    pub severity: Severity,
    pub title: String,
    pub detail: String,
    pub hint: String,
    /// For example `14 14 000 000`.
    pub data_element: Option<String>,
    /// Where the value stands; the target of “Go to field”.
    pub path: Option<String>,
    pub item: Option<u32>,
    pub source: String,
    pub pack: String,
    pub rules_of: NaiveDate,
    pub unverified: bool,
    /// For findings on a group of parcels: shows them.
    pub filter: Option<super::Filter>,
}

/// Somebody named in the declaration.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PartyView {
    /// `importer`, `exporter`, `declarant`, `representative`, `fiscal`.
    pub role: String,
    /// Code of the role, for example FR5 or 2.
    pub role_code: Option<String>,
    pub id: Option<String>,
    pub name: Option<String>,
    /// Street, postcode and city on one line.
    pub address: Option<String>,
    pub country: Option<String>,
    pub path: String,
}

/// One goods item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ItemView {
    pub number: u32,
    pub description: String,
    pub commodity: Option<String>,
    pub origin: Option<String>,
    /// Requested and previous procedure, then additional ones, for example `40 00 F48`.
    pub procedure: String,
    #[ts(type = "string | null")]
    pub value: Option<Decimal>,
    pub currency: Option<String>,
    /// Kilograms.
    #[ts(type = "string | null")]
    pub gross_mass: Option<Decimal>,
    /// Kilograms.
    #[ts(type = "string | null")]
    pub net_mass: Option<Decimal>,
    #[ts(type = "string | null")]
    pub packages: Option<Decimal>,
    #[ts(type = "string | null")]
    pub supplementary_units: Option<Decimal>,
    /// The gravest finding on this item.
    pub worst: Option<Severity>,
    pub path: String,
}

/// What is to be paid.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChargesView {
    pub lines: Vec<ChargeLineView>,
    #[ts(type = "string")]
    pub payable: Decimal,
    pub currency: String,
    #[ts(type = "string | null")]
    pub customs_value: Option<Decimal>,
    /// What could not be worked out, and why.
    pub gaps: Vec<String>,
    /// Worked out by the authority (from its tax message) rather than by this desk.
    pub by_authority: bool,
    /// The exchange rates that they rest on; none where the authority worked them out.
    pub rates: Vec<RateUsed>,
}

/// One duty or tax.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChargeLineView {
    pub item: Option<u32>,
    /// For example A00.
    pub tax_type: String,
    /// What the tax type is called.
    pub label: String,
    #[ts(type = "string")]
    pub base: Decimal,
    /// Percent, or an amount per unit where `per_unit`.
    #[ts(type = "string")]
    pub rate: Decimal,
    pub per_unit: bool,
    #[ts(type = "string")]
    pub amount: Decimal,
    #[ts(type = "string")]
    pub payable: Decimal,
    pub note: String,
    pub rule: String,
    /// How it is paid, where that is stated.
    pub method_of_payment: Option<CodeInfo>,
}

/// One entry of the journal, told to people.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TimelineEvent {
    pub entry: Uuid,
    /// Kind of entry, for example `decided`; the UI has a sentence for each.
    pub kind: String,
    pub at: DateTime<Utc>,
    pub actor: String,
    /// What the sentence names: decision, document, message kind ...
    pub subject: Option<String>,
    /// Reason, remark, file name.
    pub detail: Option<String>,
    /// Values that changed.
    pub changes: Vec<ChangeView>,
    /// A later entry took this one back.
    pub undone: bool,
    /// Hash of the entry, for the audit trail.
    pub hash: String,
    /// How it stands in the office's order.
    pub standing: EntryStanding,
}

/// How an entry stands in the office's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryStanding {
    /// The hub has it, or this desk works by itself.
    Counts,
    /// It counts here; the hub does not have it yet.
    Unsent,
    /// It cannot stand together with what another desk did first; see the conflicts.
    Contested,
    /// The hub refused it.
    Refused,
}

/// One value that changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeView {
    pub path: String,
    pub data_element: Option<String>,
    pub label: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Every data element of one declaration.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Elements {
    pub revision: u32,
    pub elements: Vec<DataElement>,
}

/// One data element.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DataElement {
    pub path: String,
    /// `None` for what this version does not know: kept all the same.
    pub number: Option<String>,
    pub label: String,
    /// `header`, `shipment` or `item`.
    pub group: String,
    pub item: Option<u32>,
    /// Empty where the element is known to be missing and could be filled in.
    pub value: String,
    /// Currency or unit, where the element carries one.
    pub unit: Option<String>,
    /// Rules that fired on it.
    pub rules: Vec<String>,
}

/// Decides one or many declarations.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DecideRequest {
    /// Greenlane's ids, LRNs or MRNs.
    pub ids: Vec<String>,
    pub decision: Decision,
    /// Needed to hold and to refuse.
    #[serde(default)]
    pub reason: Option<String>,
    /// The revision the broker saw, for a single declaration: if it has moved on, nothing is written.
    #[serde(default)]
    pub seen_revision: Option<u32>,
}

/// Takes declarations on, or gives them back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClaimRequest {
    pub ids: Vec<String>,
    pub claimed: bool,
}

/// What became of a decision.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Decided {
    /// Rows as they are now, for those that were decided. They are on disk.
    pub rows: Vec<QueueRow>,
    /// Those that could not be decided, each with its reason.
    pub refused: Vec<RefusedDecision>,
}

/// A declaration that could not be decided.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RefusedDecision {
    pub id: String,
    pub failure: Failure,
}

/// Changes data elements.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AmendRequest {
    pub id: String,
    pub changes: Vec<NewValue>,
    pub reason: String,
    #[serde(default)]
    pub seen_revision: Option<u32>,
}

/// A new value for a data element.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewValue {
    pub path: String,
    /// `None` takes the element out.
    pub value: Option<String>,
}

/// What was taken back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Undone {
    /// Kind of the entries taken back; `None` where there was nothing to take back.
    pub kind: Option<String>,
    /// For decisions: which.
    pub decision: Option<Decision>,
    /// Rows as they are now.
    pub rows: Vec<QueueRow>,
}
