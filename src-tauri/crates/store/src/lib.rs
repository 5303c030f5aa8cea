//! The desk's SQLite files: journal, queue, search, attachments. The only SQL on the desk.
//!
//! [`Store`] is a folder. [`Store::write`] appends entries to the journal in one transaction with
//! everything that is made of them, takes in what other desks wrote ([`Writer::receive`]) and notes
//! what the hub made of this desk's own ([`Writer::answer`]); [`Store::reader`] answers questions. Attached files and evidence
//! are in [`Store::attachments`], by the hash of their bytes.

mod attachments;
mod code;
mod entries;
mod error;
#[cfg(test)]
mod full;
mod history;
mod kinds;
mod lens;
mod lookup;
mod past;
mod payload;
mod project;
mod queue;
mod rebuild;
mod reference;
pub mod row;
mod schema;
mod store;
mod syncing;
mod verify;
mod words;

pub use attachments::{AttachmentReader, AttachmentWriter, Attachments, Swept};
pub use error::StoreError;
pub use history::{ImportRow, PrintRow};
pub use lens::{Lens, LensGroup, LensMember, LensPage, Lenses, Named};
pub use lookup::Group;
pub use past::DeclaredCode;
pub use project::content_hash;
pub use queue::{Filter, LaneCount, QueuePage, QueueQuery, Sort};
pub use rebuild::Rebuilt;
pub use reference::{
    EditionFile, EditionRow, RateFile, RateListRow, RateSpan, RatesTaken, Reference,
};
pub use row::{QueueRow, review_target};
pub use store::{Reader, Store, Writer};
pub use syncing::{
    ConfirmedFile, EvictedRow, FileToSend, FilesToSend, HubCursor, OutboxSummary, Prepared,
    Received, Refused, RolledBack, Settled, Standing,
};
pub use verify::{Problem, Verified, VerifyProgress, VerifyStep};
