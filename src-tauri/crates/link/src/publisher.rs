//! The key with which a publisher signs releases of rules. It lies in a file that only its owner reads.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use data_encoding::BASE64URL_NOPAD;
use sync::LinkError;
use sync::signing::SecretKey;

use crate::keys;

/// A publisher's secret key.
#[derive(Clone, Debug)]
pub struct PublisherKey(SecretKey);

impl PublisherKey {
    /// Makes one.
    ///
    /// # Errors
    /// The system gives no randomness.
    pub fn generate() -> Result<Self, LinkError> {
        keys::generate().map(Self)
    }

    /// Writes it to a new file.
    ///
    /// # Errors
    /// There is a file already, which may be a key in use; or the disk does not take it.
    pub fn keep(&self, path: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        writeln!(file, "{}", BASE64URL_NOPAD.encode(&self.0.to_bytes()))?;
        file.sync_all()
    }

    /// Reads it from its file.
    ///
    /// # Errors
    /// The file cannot be read, or holds no key.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = std::fs::read_to_string(path)?;
        keys::decode(&text).map(Self).map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why))
    }

    /// The public key, as desks trust it.
    pub fn public(&self) -> String {
        self.0.public().to_string()
    }

    /// Signs a text that begins by saying what it is.
    pub fn sign(&self, text: &str) -> String {
        self.0.sign_text(text)
    }
}
