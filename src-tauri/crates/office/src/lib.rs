//! What the hub keeps: the one order of an office's entries, and everything around it.
//!
//! Blocking calls, no sockets. Time, ids and randomness come in through [`Surroundings`]. The same
//! code keeps an office in a SQLite file or in PostgreSQL; several hubs may share one PostgreSQL.

mod audit;
mod declarations;
mod devices;
mod error;
mod office;
mod order;
mod project;
mod pull;
mod push;
mod schema;
mod sql;
mod surroundings;

pub use audit::AuditRow;
pub use declarations::MAX_FOUND;
pub use devices::{Device, Enrolment, Invitation, Invited, SECRET};
pub use error::OfficeError;
pub use office::{Office, OfficeInfo};
pub use order::MAX_SUBJECTS;
pub use pull::MAX_PAGE;
pub use push::Quarantined;
pub use sql::Database;
pub use surroundings::Surroundings;
