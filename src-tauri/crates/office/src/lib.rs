//! What the hub keeps: the one order of an office's entries, and everything around it.
//!
//! Blocking calls, no sockets. Time, ids and randomness come in through [`Surroundings`]. The same
//! code keeps an office in a SQLite file or in PostgreSQL; several hubs may share one PostgreSQL.

mod audit;
mod backup;
mod declarations;
mod devices;
mod error;
mod files;
mod leases;
mod notices;
mod office;
mod order;
mod parcels;
mod parties;
mod project;
mod pull;
mod push;
mod schema;
mod sql;
mod surroundings;
mod verify;

pub use audit::AuditRow;
pub use backup::BackupInfo;
pub use declarations::MAX_FOUND;
pub use devices::{Device, Enrolment, Invitation, Invited, MAX_DESKS, SECRET};
pub use error::OfficeError;
pub use files::{MAX_FILE, MAX_PART};
pub use notices::{
    Channel, Delivery, DeliveryState, Due, NewSubscription, Notice, Pace, Secret, Subscription,
};
pub use office::{Marks, Office, OfficeInfo};
pub use order::MAX_SUBJECTS;
pub use parcels::{Known, Projected, Viewer, normalised};
pub use parties::{
    CODE_HOURS, Claim, NewParty, Party, PartyInvited, Redeemed, SESSION_HOURS, UnusableClaim,
};
pub use pull::MAX_PAGE;
pub use push::{OwnEvent, Quarantined, RefusedEntry};
pub use sql::{Authority, Database, DatabaseServer, NoAuthority};
pub use surroundings::Surroundings;
pub use verify::Fault;
