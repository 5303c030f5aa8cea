//! The shelf of rule packs, and what other rules would change.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::{Failure, Lane, Severity};

/// The rules that this desk works with.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackShelf {
    /// SHA-256 of the rules in force, as verdicts name it.
    pub hash: String,
    /// Layers with their versions, for example `eu 2026-11-01, be 2026-11-01`.
    pub version: String,
    /// Releases that were taken, newest first.
    pub releases: Vec<PackRelease>,
    /// The day that the desk went back to; `None` where everything counts.
    pub back_to: Option<NaiveDate>,
    /// Whose signatures count.
    pub publishers: Vec<Publisher>,
    /// What the office wrote itself; empty where it wrote nothing.
    pub office: String,
    /// Releases that are there but cannot be used, and why. Their rules do not count.
    pub troubles: Vec<Failure>,
    /// Something waits for someone that was judged by other rules than these.
    pub queue_is_behind: bool,
}

/// One release of one layer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackRelease {
    pub layer: String,
    pub version: String,
    pub sequence: u32,
    pub issued: NaiveDate,
    /// It counts now.
    pub in_force: bool,
    /// The name under which its publisher is known; `None` for what the office wrote itself.
    pub publisher: Option<String>,
    pub taken_by: String,
    pub taken_at: DateTime<Utc>,
}

/// Someone whose releases this desk takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Publisher {
    pub name: String,
    /// Ed25519 public key, base64url without padding.
    pub key: String,
    /// Who trusted it at this desk; `None` for the one that comes with the program.
    pub trusted_by: Option<String>,
}

/// Takes a staged release.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct TakeRelease {
    pub staged: Uuid,
}

/// Trusts a publisher.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TrustPublisher {
    pub name: String,
    pub key: String,
}

/// Goes back to the rules of a day, or forth to all of them.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct GoBackTo {
    /// The last day whose releases count; `None` for all.
    pub day: Option<NaiveDate>,
}

/// Keeps the office's own rules.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveOfficeRules {
    /// A pack text without a head: rules, code lists, criteria.
    pub text: String,
}

/// Other rules than those in force.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OtherRules {
    /// Those in force.
    Same,
    /// With a staged release.
    Release { staged: Uuid },
    /// With these rules of the office.
    Office { text: String },
    /// As they were on a day; all of them without one.
    BackTo { day: Option<NaiveDate> },
}

/// Asks what other rules, or another day, would change in the queue. Nothing is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WhatChanges {
    pub rules: OtherRules,
    /// The day on which what is not accepted yet would be accepted; today without one.
    pub on: Option<NaiveDate>,
    /// Language of the titles; English without one.
    #[serde(default)]
    #[ts(optional)]
    pub language: Option<String>,
}

/// Names a run over the queue.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct RejudgingJob {
    pub job: Uuid,
}

/// How a run over the queue gets on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Rejudging {
    pub job: Uuid,
    pub stage: RejudgingStage,
    /// Declarations looked at, of how many.
    pub done: u32,
    pub total: u32,
    /// What changes, so far.
    pub changes: Changes,
    pub failure: Option<Failure>,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RejudgingStage {
    Running,
    Done,
    Cancelled,
    Failed,
}

/// What changes in the declarations that wait for someone.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct Changes {
    /// Declarations with any change. The filter `changed_by` with the job's id shows them.
    pub declarations: u32,
    /// Moves from lane to lane, the gravest first.
    pub lanes: Vec<LaneChange>,
    /// Rules whose findings appear or go, those with most first.
    pub rules: Vec<RuleChange>,
    /// What is to be paid, by currency.
    pub charges: Vec<ChargeChange>,
    /// The first of them.
    pub examples: Vec<ChangedDeclaration>,
}

/// How many declarations go from one lane to another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LaneChange {
    pub from: Lane,
    pub to: Lane,
    pub declarations: u32,
}

/// In how many declarations findings of a rule appear or go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleChange {
    pub rule: String,
    pub severity: Severity,
    pub title: String,
    pub appears: u32,
    pub disappears: u32,
}

/// What is to be paid on the declarations whose charges change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChargeChange {
    pub currency: String,
    pub declarations: u32,
    #[ts(type = "string")]
    pub before: Decimal,
    #[ts(type = "string")]
    pub after: Decimal,
}

/// One declaration that other rules see otherwise.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangedDeclaration {
    pub id: Uuid,
    pub lrn: String,
    pub lane_before: Lane,
    pub lane_after: Lane,
    /// Rules whose findings appear and go.
    pub appears: Vec<String>,
    pub disappears: Vec<String>,
    #[ts(type = "string")]
    pub payable_before: Decimal,
    #[ts(type = "string")]
    pub payable_after: Decimal,
    pub currency: String,
}

/// Asks for a verdict on a declaration by other rules than it was judged by. Nothing is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JudgeRequest {
    /// Id, LRN, MRN or parcel number.
    pub id: String,
    /// The day whose rules to apply; without it the rules that its verdict names.
    pub on: Option<NaiveDate>,
    #[serde(default)]
    #[ts(optional)]
    pub language: Option<String>,
}

/// A declaration judged once more.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JudgedAgain {
    pub lrn: String,
    /// SHA-256 of the rules that were applied, and their day.
    pub pack_hash: String,
    pub rules_of: NaiveDate,
    pub lane: Lane,
    pub findings: Vec<super::Finding>,
    pub charges: super::ChargesView,
    /// What the verdict on record says otherwise; `None` where it says the same.
    pub differs: Option<ChangedDeclaration>,
}
