//! Why a hub does not start, or stopped.

use std::path::PathBuf;

use office::OfficeError;

/// Why a hub does not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// The database.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// Another program has the port, or the address is not this machine's.
    #[error("The hub cannot listen on {listen}: {what}.")]
    Listen { listen: String, what: String },
    /// A file of certificates or keys cannot be read or written.
    #[error("{} cannot be used: {what}.", path.display())]
    File { path: PathBuf, what: String },
    /// The certificate cannot be made, or does not fit the key.
    #[error("The hub's certificate cannot be used: {what}.")]
    Certificate { what: String },
    /// Something of the system's.
    #[error("The hub cannot start: {what}.")]
    System { what: String },
}

impl HubError {
    /// Machine code; stable.
    pub fn code(&self) -> &'static str {
        match self {
            HubError::Office(error) => error.code(),
            HubError::Listen { .. } => "cannot_listen",
            HubError::File { .. } => "file_unusable",
            HubError::Certificate { .. } => "certificate_unusable",
            HubError::System { .. } => "cannot_start",
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self {
            HubError::Office(error) => error.hint(),
            HubError::Listen { .. } => {
                "Name another address with --listen, or stop the program that has it."
            }
            HubError::File { .. } => {
                "Check that the file is there and that the hub may read and write it."
            }
            HubError::Certificate { .. } => {
                "Name a chain and its key as PEM files, or none for an authority of the hub's own."
            }
            HubError::System { .. } => "Look at the log for more.",
        }
    }
}
