//! The desk itself: who works here, what it runs on, its rules and its journal.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Who works here, with what, and what is the state of the desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct About {
    /// Greenlane's version.
    pub version: String,
    /// This desk.
    pub device: Uuid,
    /// Who works here; `None` until someone signs in.
    pub broker: Option<Broker>,
    /// The desk's own time.
    pub now: DateTime<Utc>,
    /// How many entries the journal holds.
    pub entries: u32,
    /// Up to which entry the chain was last verified since the program started.
    pub verified_to: u32,
    /// Entries that no hub has seen. Without a hub, all of them.
    pub unsent: u32,
    /// When the oldest of them was written.
    pub oldest_unsent: Option<DateTime<Utc>>,
    /// When a message of the authority last came onto the desk.
    pub last_authority_message: Option<DateTime<Utc>>,
    /// The rule packs in force today.
    pub packs: Vec<PackInfo>,
    /// Rises whenever anything was written to the store, by whatever program.
    pub store_version: u32,
}

/// Who works at the desk and signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Broker {
    /// Name as it is signed.
    pub name: String,
    /// Customs office, for example `BE532000`.
    pub office: String,
    /// The office's name, for example `Bierset`.
    pub office_name: String,
}

/// Sets who works at this desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SignIn {
    /// Who.
    pub broker: Broker,
}

/// One layer of rules.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackInfo {
    /// For example `eu`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its version.
    pub version: String,
    /// How many of its rules are in force today.
    pub rules: u32,
    /// SHA-256 in hexadecimal.
    pub hash: String,
}

/// Asks for the rules of a day.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RulesRequest {
    /// The day; today where none is given.
    pub on: Option<NaiveDate>,
    /// Language of the titles: `en` or `fr`.
    #[ts(optional)]
    pub language: Option<String>,
}

/// The rules of a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleBook {
    /// The day.
    pub on: NaiveDate,
    /// The layers, in the order in which they apply.
    pub packs: Vec<PackInfo>,
    /// The rules in force on that day.
    pub rules: Vec<RuleInfo>,
}

/// One rule.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleInfo {
    /// For example `GL-H7-014`.
    pub id: String,
    /// The pack it comes from.
    pub pack: String,
    /// What it says.
    pub title: String,
    /// How much a finding of it matters.
    pub severity: super::Severity,
    /// Data element number.
    pub data_element: Option<String>,
    /// Legal or technical source.
    pub source: String,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Could not be verified in a public source.
    pub unverified: bool,
}

/// Asks what a text is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct IdentifyRequest {
    /// As typed or scanned.
    pub text: String,
    /// Language code of the explanation; English without one.
    #[serde(default)]
    #[ts(optional)]
    pub language: Option<String>,
}

/// What a text may be.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Identified {
    /// Likeliest first; empty where it is none that we know.
    pub candidates: Vec<IdentifierInfo>,
}

/// One reading of a text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct IdentifierInfo {
    /// For example `mrn`.
    pub kind: String,
    /// The form in which it is stored.
    pub normalised: String,
    /// Whether its check digit holds; `None` where it has none that is known.
    pub check_holds: Option<bool>,
    /// For people, for example “the last character should be 9”.
    pub explanation: String,
}

/// Asks for a code list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CodesRequest {
    /// For example `control_type`, `control_result`.
    pub list: String,
    /// Language code: `en`, `fr`, `nl`, `de` or `zh`.
    pub language: String,
}

/// A code list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CodeList {
    /// Codes in the list's own order.
    pub codes: Vec<CodeInfo>,
}

/// One code.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CodeInfo {
    /// The code.
    pub code: String,
    /// What it means.
    pub label: String,
}

/// What a check of the whole store found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Verification {
    /// Entries whose chain holds.
    pub entries: u32,
    /// Declarations on the desk; their projections are what their entries fold into.
    pub declarations: u32,
    /// Attachments whose bytes give their hash.
    pub attachments: u32,
    /// What does not hold; empty when all is well.
    pub problems: Vec<super::Failure>,
}
