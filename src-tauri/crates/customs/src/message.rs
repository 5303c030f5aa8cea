//! What the authority says about a declaration, and what the declarant asks of it later.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::charge::ChargeLine;
use crate::element::Element;
use crate::money::Currency;

/// A message about a declaration that is not itself a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityMessage {
    /// What it says.
    pub kind: MessageKind,
    /// The sender's code for it, for example `DMSCLE`, `CWMACC` or a function code such as `09`.
    pub code: String,
    /// The message's own reference.
    pub reference: Option<String>,
    /// LRN of the declaration it is about.
    pub lrn: Option<String>,
    /// MRN of the declaration it is about.
    pub mrn: Option<String>,
    /// Version of the declaration it is about, as the authority counts.
    pub version: Option<u32>,
    /// When the authority issued it.
    pub issued: Option<DateTime<Utc>>,
    /// Control result code of a release, for example A1.
    pub control_result: Option<String>,
    /// Texts for people: errors, remarks, documents asked for. Each with its code where there is one.
    pub remarks: Vec<Remark>,
    /// Charges as the authority worked them out (tax messages).
    pub charges: Vec<ChargeLine>,
    /// Currency of these charges.
    pub currency: Option<Currency>,
    /// The whole message.
    pub body: Element,
}

/// A text in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Validation or statement code, for example `CDS12056`.
    pub code: Option<String>,
    /// The text; empty where the message only gives a code.
    pub text: String,
    /// Where in the declaration, in the message's own words.
    pub pointer: Option<String>,
}

/// What a message says about its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Received, nothing decided.
    Received,
    /// Registered before the goods arrive.
    Registered,
    /// Accepted; carries the MRN.
    Accepted,
    /// Duties and taxes worked out.
    Tax,
    /// Selected for control.
    Control,
    /// Documents asked for.
    DocumentsRequested,
    /// Released.
    Released,
    /// Not released.
    NotReleased,
    /// Rejected.
    Rejected,
    /// Invalidated.
    Invalidated,
    /// Result of an amendment or of an invalidation request.
    RequestAnswered,
    /// Goods have left (export).
    Exited,
    /// The declarant asked for an amendment.
    AmendmentRequest,
    /// The declarant asked for invalidation.
    InvalidationRequest,
    /// Anything else about the declaration: kept and shown, changes nothing.
    Other,
}
