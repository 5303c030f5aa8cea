//! What can go wrong with the desk's files, said so that a broker knows what to do.

use std::io;
use std::path::PathBuf;

use journal::{DeclarationId, DeviceId, EntryId, Unfoldable, UnreadablePayload};
use rusqlite::ErrorCode;
use rusqlite::ffi;

/// What went wrong with the desk's files.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A later version of the program wrote the file.
    #[error("{} was written by a newer version of Greenlane (format {found}; this one knows {known}).", path.display())]
    NewerStore { path: PathBuf, found: u32, known: u32 },
    /// Some other program's file.
    #[error("{} is not a Greenlane store.", path.display())]
    NotAStore { path: PathBuf },
    /// Nothing more fits on the disk.
    #[error("The disk is full. Nothing that was confirmed is lost; the last step was not done.")]
    DiskFull,
    /// Another program holds the store for longer than anyone waits.
    #[error("Another Greenlane window or command is writing to this store.")]
    Busy,
    /// The file's content contradicts itself.
    #[error("The store is damaged: {what}")]
    Corrupt { what: String },
    /// The file or its folder may not be written to.
    #[error("The store cannot be written to.")]
    ReadOnly,
    /// The disk or the system failed.
    #[error("The store's files cannot be read or written: {what}")]
    Io { what: String },
    /// An entry about a declaration that has not come onto the desk, or one that cannot be read.
    #[error("The entry was not written: {0}")]
    Unfoldable(#[from] Unfoldable),
    /// An entry was refused earlier in the same transaction.
    #[error("One entry of this step could not be written, so none was.")]
    HalfWritten,
    /// No such entry.
    #[error("There is no entry {0}.")]
    UnknownEntry(EntryId),
    /// No such declaration.
    #[error("There is no declaration {0}.")]
    UnknownDeclaration(DeclarationId),
    /// The declaration left this desk's window.
    #[error("Declaration {0} is on the hub only.")]
    Evicted(DeclarationId),
    /// What came is not what was hashed.
    #[error("Entry {0} was altered on its way.")]
    Altered(EntryId),
    /// Two different entries claim one id, or one number of one desk.
    #[error("Two different entries claim number {sequence} of desk {device}.")]
    Forked { device: DeviceId, sequence: u64 },
    /// The hub says something else than it said before.
    #[error("The hub gave entry {entry} another place than {sequence} before.")]
    HubContradicts { entry: EntryId, sequence: u64 },
    /// A file that came in is not the one that was asked for.
    #[error("What came in is not the file with the hash {hash}.")]
    OtherContent { hash: String },
    /// No such attachment.
    #[error("The store holds no file with the hash {hash}.")]
    UnknownAttachment { hash: String },
    /// A statement of our own is wrong. This is a mistake in the program.
    #[error("The store refused a statement: {0}")]
    Statement(rusqlite::Error),
}

impl StoreError {
    /// Machine code, stable for ever.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::NewerStore { .. } => "newer_store",
            StoreError::NotAStore { .. } => "not_a_store",
            StoreError::DiskFull => "disk_full",
            StoreError::Busy => "busy",
            StoreError::Corrupt { .. } => "corrupt",
            StoreError::ReadOnly => "read_only",
            StoreError::Io { .. } => "io",
            StoreError::Unfoldable(_) => "unfoldable",
            StoreError::HalfWritten => "half_written",
            StoreError::UnknownEntry(_) => "unknown_entry",
            StoreError::UnknownDeclaration(_) => "unknown_declaration",
            StoreError::Evicted(_) => "evicted",
            StoreError::Altered(_) => "altered",
            StoreError::Forked { .. } => "forked",
            StoreError::HubContradicts { .. } => "hub_contradicts",
            StoreError::OtherContent { .. } => "other_content",
            StoreError::UnknownAttachment { .. } => "unknown_attachment",
            StoreError::Statement(_) => "statement",
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self {
            StoreError::NewerStore { .. } => {
                "Install the newest version of Greenlane. The store was not changed."
            }
            StoreError::NotAStore { .. } => "Choose another folder for the desk.",
            StoreError::DiskFull => "Free some space on this disk, then do the last step again.",
            StoreError::Busy => "Wait until the other import or check is done, then try again.",
            StoreError::Corrupt { .. } => {
                "Run “greenlane verify” to see what is damaged, and restore the folder from its last backup."
            }
            StoreError::ReadOnly => "Allow this user to write to the desk's folder.",
            StoreError::Io { .. } => "Check that the disk is there and healthy, then try again.",
            StoreError::Unfoldable(_) | StoreError::HalfWritten => {
                "Run “greenlane verify”. If it finds nothing, please report this as a mistake in Greenlane."
            }
            StoreError::UnknownEntry(_) | StoreError::UnknownDeclaration(_) => {
                "Look it up by its LRN or MRN."
            }
            StoreError::Evicted(_) => "Fetch it from the hub first.",
            StoreError::Altered(_) => {
                "Nothing was taken in. Try again; if it stays so, tell whoever runs the hub."
            }
            StoreError::Forked { .. } => {
                "This happens when a desk was copied or restored from a backup. It takes a new name at the hub; nothing is lost."
            }
            StoreError::HubContradicts { .. } => {
                "Nothing was taken in. Tell whoever runs the hub: it was restored without a new epoch."
            }
            StoreError::OtherContent { .. } => "It is fetched again from the beginning.",
            StoreError::UnknownAttachment { .. } => "Import or attach the file again.",
            StoreError::Statement(_) => "Please report this as a mistake in Greenlane.",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return StoreError::Statement(error);
        };
        let what = || message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            ErrorCode::DiskFull => StoreError::DiskFull,
            // The shared memory beside the log could not grow: the disk is full there.
            _ if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => StoreError::DiskFull,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                StoreError::Corrupt { what: what() }
            }
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => StoreError::Io { what: what() },
            _ => StoreError::Statement(error),
        }
    }
}

impl From<UnreadablePayload> for StoreError {
    fn from(unreadable: UnreadablePayload) -> Self {
        StoreError::Corrupt { what: unreadable.to_string() }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        // One of ours that came through `std::io::Write` or `Read`.
        let error = match error.downcast::<StoreError>() {
            Ok(ours) => return ours,
            Err(other) => other,
        };
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly
            }
            _ => StoreError::Io { what: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::full(ffi::SQLITE_FULL, "disk_full")]
    #[case::full_shared_memory(ffi::SQLITE_IOERR_SHMSIZE, "disk_full")]
    #[case::busy(ffi::SQLITE_BUSY, "busy")]
    #[case::locked(ffi::SQLITE_LOCKED, "busy")]
    #[case::corrupt(ffi::SQLITE_CORRUPT, "corrupt")]
    #[case::read_only(ffi::SQLITE_READONLY, "read_only")]
    #[case::device(ffi::SQLITE_IOERR_READ, "io")]
    #[case::missing(ffi::SQLITE_CANTOPEN, "io")]
    #[case::our_mistake(ffi::SQLITE_CONSTRAINT, "statement")]
    fn failures_of_the_file_have_codes(#[case] sqlite: i32, #[case] code: &str) {
        let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(sqlite), None);
        assert_eq!(StoreError::from(failure).code(), code);
    }

    #[rstest]
    #[case::full(io::ErrorKind::StorageFull, "disk_full")]
    #[case::read_only(io::ErrorKind::ReadOnlyFilesystem, "read_only")]
    #[case::forbidden(io::ErrorKind::PermissionDenied, "read_only")]
    #[case::broken(io::ErrorKind::UnexpectedEof, "io")]
    fn failures_of_the_system_have_codes(#[case] kind: io::ErrorKind, #[case] code: &str) {
        assert_eq!(StoreError::from(io::Error::from(kind)).code(), code);
    }

    #[test]
    fn an_error_of_ours_comes_back_through_a_stream_as_it_was() {
        let error = io::Error::other(StoreError::Busy);
        assert_eq!(StoreError::from(error).code(), "busy");
    }
}
