use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Amount, Frame, Party, Shipment};

/// The release note. Made only from a stored release message of the authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseNote {
    /// Identifiers, dates, language.
    pub frame: Frame,
    /// What the authority said.
    pub release: Release,
    /// The parties, in the order in which they are printed.
    pub parties: Vec<Party>,
    /// The shipment in a few figures.
    pub shipment: Shipment,
    /// Goods items in order.
    pub items: Vec<ReleasedItem>,
}

/// The authority's release message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// When the goods were released, as the message says.
    pub released_at: DateTime<FixedOffset>,
    /// Control result code, A1 to B3, where the message has one.
    pub control_result: Option<String>,
    /// Customs office that released, code and name as known.
    pub office: Option<String>,
    /// The authority's system that sent the message, for example `IDMS` or `DMS`.
    pub received_from: String,
    /// When the desk received the message.
    pub received_at: DateTime<FixedOffset>,
    /// Name or type of the message, for example `IE429` or `DMSCLE`.
    pub message: String,
    /// Identifier of the message.
    pub message_id: Option<String>,
}

/// One line of the goods summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedItem {
    /// 11 03.
    pub number: u32,
    /// 18 05.
    pub description: String,
    /// 18 09.
    pub commodity_code: Option<String>,
    /// 16 08.
    pub origin: Option<String>,
    /// 18 06.
    pub packages: Option<Decimal>,
    /// 18 04 in kilograms.
    pub gross_mass: Option<Decimal>,
    /// 14 08 or 14 14.
    pub value: Option<Amount>,
}
