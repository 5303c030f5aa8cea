//! Selectivity lanes, named as in ASYCUDA.

use serde::{Deserialize, Serialize};

/// How closely a declaration must be looked at; ordered from least to most.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Nothing found: release without a check.
    #[default]
    Green,
    /// Release now, audit afterwards.
    Blue,
    /// Check the documents.
    Yellow,
    /// Check documents and goods.
    Red,
}

impl Lane {
    /// From least to most attention.
    pub const ALL: [Lane; 4] = [Lane::Green, Lane::Blue, Lane::Yellow, Lane::Red];
}
