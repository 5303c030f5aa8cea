//! The goods leave the place where they waited.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The goods were given to whoever takes them on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Who took them, for example a carrier's name.
    pub to: String,
    /// Where, as the warehouse calls the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who says so: the warehouse or transporter whose fact this is.
    pub told_by: String,
    /// When it was, as they say; the entry's own time is when the office was told. `None` where they
    /// are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}
