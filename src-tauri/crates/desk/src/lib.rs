//! The use cases: import, review, decide, inspect, print. One command contract for every host.
//!
//! [`Desk`] is what a host holds: it opens the store and carries out the contract's commands. Each
//! use case is a function over [`core::Core`]; hosts only carry requests and answers.

mod about;
mod amending;
mod annotation;
mod conflicts;
pub mod contract;
mod core;
mod deciding;
mod desk;
mod error;
mod exporting;
mod fonts;
mod importing;
mod inspecting;
mod leasing;
mod lenses;
mod packs;
mod parcels;
mod printing;
mod queueing;
mod rates;
mod reference;
mod review;
mod showing;
mod staging;
mod surroundings;
mod syncing;
mod tariff;
mod tidying;
mod undoing;
mod uplink;
mod whatif;

/// A release of rules, for those who sign them.
pub use customs::pack::Release;
pub use desk::{Blob, Desk, Exchange, Settings};
pub use error::DeskError;
/// The JSON Schema that exports in JSON obey.
pub use exchange::write::schema as export_schema;
pub use fonts::find_fonts;
pub use surroundings::{Surroundings, SystemSurroundings};
pub use syncing::Exchanged;
pub use uplink::{Join, Line, LineInfo, LineNews, Uplink};
