//! What can go wrong at the hub's store, with a code for machines and the way out for people.

use journal::{DeviceId, EntryId};
use sync::Role;

/// Why the office's store did not do what was asked. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The server does not answer, or it is not known whether it kept what it was told.
    #[error("The hub's database does not answer: {what}.")]
    Unreachable { what: String },
    /// Other work got in the way again and again.
    #[error("The hub's database is too busy: {what}.")]
    Contended { what: String },
    /// No space is left.
    #[error("The disk of the hub's database is full: {what}.")]
    DiskFull { what: String },
    /// What is stored is not what was written.
    #[error("The hub's database is damaged: {what}.")]
    Damaged { what: String },
    /// The database refuses a statement: a fault of this program.
    #[error("The hub's database refuses a statement: {what}.")]
    Statement { what: String },
    /// The address is not one.
    #[error("The address of the hub's database cannot be read.")]
    Address,
    /// The folder cannot be made or written to.
    #[error("The hub's folder {folder} cannot be used: {what}.")]
    Folder { folder: String, what: String },
    /// A newer program wrote here.
    #[error(
        "The hub's database was written by a newer Greenlane (step {number} of its schema is unknown)."
    )]
    NewerSchema { number: i64 },
    /// A file of a backup cannot be read or written.
    #[error("The file cannot be read or written: {what}.")]
    File { what: String },
    /// The backup is not whole, or is none.
    #[error("The backup cannot be read: {what}.")]
    BackupDamaged { what: String },
    /// A backup is only put into a database that holds nothing.
    #[error("The database holds the office “{name}” already.")]
    NotEmpty { name: String },
    /// Nobody enrolled this device here.
    #[error("The device {0} is not enrolled at this office.")]
    UnknownDevice(DeviceId),
    /// The device may do nothing any more.
    #[error("The device {0} was revoked.")]
    DeviceRevoked(DeviceId),
    /// The device, or its key, is enrolled already.
    #[error("The device {0} is enrolled already, under another key.")]
    DeviceTaken(DeviceId),
    /// The role does not allow it.
    #[error("The role “{}” does not allow {what}.", role_name(*role))]
    RoleNotAllowed { role: Role, what: &'static str },
    /// No such code.
    #[error("The code is not known.")]
    CodeUnknown,
    /// The code was good once.
    #[error("The code has expired.")]
    CodeExpired,
    /// A code enrols one device.
    #[error("The code was used already.")]
    CodeUsed,
    /// More than may be asked at once.
    #[error("{what} are more than the {limit} that are taken at once.")]
    TooLarge { what: String, limit: u64 },
    /// An entry does not hold what its hash says: a broken program, or an attack.
    #[error("Entry {entry} was altered after it was written.")]
    Altered { entry: EntryId },
    /// A part of a file does not follow what is there.
    #[error("The hub holds {held} bytes of the file; the part starts elsewhere.")]
    FileOffset { held: u64 },
    /// The file's size is not what was said before, or a part goes past the end.
    #[error("The file has {size} bytes; the part does not fit.")]
    FileSize { size: u64 },
    /// The bytes are not what the file was announced as. They were thrown away.
    #[error("The bytes are not those of the file {hash}.")]
    FileHash { hash: String },
    /// The hub does not have it, or not whole.
    #[error("The hub does not hold the file {hash}.")]
    FileUnknown { hash: String },
    /// There is no such lease, or it is another desk's.
    #[error("There is no such lease of this desk.")]
    LeaseUnknown,
    /// Nobody is told any more.
    #[error("The subscription of this message has ended.")]
    SubscriptionEnded,
    /// Nothing of that kind.
    #[error("There is no {what} of that name.")]
    Unknown { what: &'static str },
}

impl OfficeError {
    /// Machine code; stable.
    pub fn code(&self) -> &'static str {
        match self {
            OfficeError::Unreachable { .. } => "database_unreachable",
            OfficeError::Contended { .. } => "database_busy",
            OfficeError::DiskFull { .. } => "disk_full",
            OfficeError::Damaged { .. } => "database_damaged",
            OfficeError::Statement { .. } => "database_statement",
            OfficeError::Address => "database_address",
            OfficeError::Folder { .. } => "folder_unusable",
            OfficeError::NewerSchema { .. } => "newer_schema",
            OfficeError::File { .. } => "file_unusable",
            OfficeError::BackupDamaged { .. } => "backup_damaged",
            OfficeError::NotEmpty { .. } => "database_not_empty",
            OfficeError::UnknownDevice(_) => "unknown_device",
            OfficeError::DeviceRevoked(_) => "device_revoked",
            OfficeError::DeviceTaken(_) => "device_taken",
            OfficeError::RoleNotAllowed { .. } => "role_not_allowed",
            OfficeError::CodeUnknown => "code_unknown",
            OfficeError::CodeExpired => "code_expired",
            OfficeError::CodeUsed => "code_used",
            OfficeError::TooLarge { .. } => "too_large",
            OfficeError::Altered { .. } => "altered",
            OfficeError::FileOffset { .. } => "file_offset",
            OfficeError::FileSize { .. } => "file_size",
            OfficeError::FileHash { .. } => "file_hash",
            OfficeError::FileUnknown { .. } => "file_unknown",
            OfficeError::LeaseUnknown => "lease_unknown",
            OfficeError::SubscriptionEnded => "subscription_ended",
            OfficeError::Unknown { .. } => "unknown",
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self {
            OfficeError::Unreachable { .. } | OfficeError::Contended { .. } => {
                "Nothing is lost: desks go on by themselves and try again. If it lasts, look at the database server."
            }
            OfficeError::DiskFull { .. } => {
                "Make space on the hub's disk; desks then try again by themselves."
            }
            OfficeError::Damaged { .. } => {
                "Run `greenlane hub verify`, and restore the last backup if it finds something."
            }
            OfficeError::Statement { .. } => "Report it with the hub's log.",
            OfficeError::Address => {
                "Write it as postgres://USER@HOST:PORT/DATABASE; several hosts are parted by commas."
            }
            OfficeError::Folder { .. } => "Name a folder that the hub may write to.",
            OfficeError::NewerSchema { .. } => {
                "Start the newer Greenlane; an older one would lose what it does not know."
            }
            OfficeError::File { .. } => "Name a file that the hub may read or write.",
            OfficeError::BackupDamaged { .. } => "Take an older backup, or copy this one anew.",
            OfficeError::NotEmpty { .. } => "Name an empty folder or a new database.",
            OfficeError::UnknownDevice(_) => {
                "Ask a supervisor for a code, and enrol the desk with it."
            }
            OfficeError::DeviceRevoked(_) => {
                "Ask a supervisor. What the desk has not sent yet is kept and can be recovered."
            }
            OfficeError::DeviceTaken(_) => "Enrol under a new name.",
            OfficeError::RoleNotAllowed { .. } => {
                "Ask someone whose role allows it, or a supervisor for another role."
            }
            OfficeError::CodeUnknown => "Look at the code again: each letter counts.",
            OfficeError::CodeExpired | OfficeError::CodeUsed => "Ask a supervisor for a new code.",
            OfficeError::TooLarge { .. } => "Ask for less at once.",
            OfficeError::Altered { .. } => {
                "Run `greenlane verify` at the desk; its journal names what was altered."
            }
            OfficeError::FileOffset { .. } => "Go on from where the hub's copy ends.",
            OfficeError::FileSize { .. } | OfficeError::FileHash { .. } => {
                "Send the file again from its beginning."
            }
            OfficeError::FileUnknown { .. } => {
                "The desk that attached it still has it; it comes when that desk is connected."
            }
            OfficeError::LeaseUnknown => "Look at the list of leases again.",
            OfficeError::SubscriptionEnded => "Subscribe anew; what was missed is at /parcels.",
            OfficeError::Unknown { .. } => "Look at the list again.",
        }
    }

    /// Whether the same may go well a little later without anyone doing something.
    pub fn is_passing(&self) -> bool {
        matches!(self, OfficeError::Unreachable { .. } | OfficeError::Contended { .. })
    }
}

/// A role's name as it is stored and spoken of.
pub(crate) fn role_name(role: Role) -> String {
    match serde_json::to_value(role) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
