//! A certificate that was made elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::Chain;
use crate::error::HubError;

/// A chain and its key, as PEM files.
pub(super) struct Files {
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
}

impl Files {
    pub(super) fn read(&self) -> Result<Chain, HubError> {
        let certificates = CertificateDer::pem_file_iter(&self.certificate)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| unusable(&self.certificate, error))?;
        if certificates.is_empty() {
            return Err(unusable(&self.certificate, "it holds no certificate"));
        }
        let key =
            PrivateKeyDer::from_pem_file(&self.key).map_err(|error| unusable(&self.key, error))?;
        Ok(Chain { certificates, key })
    }

    /// The chain's last certificate, which desks trust, as it is in the file.
    pub(super) fn trusted_pem(&self) -> Result<String, HubError> {
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        let text = fs::read_to_string(&self.certificate)
            .map_err(|error| unusable(&self.certificate, error))?;
        let last = text.rfind(BEGIN);
        let last = last.ok_or_else(|| unusable(&self.certificate, "it holds no certificate"))?;
        Ok(text[last..].to_owned())
    }

    /// When one of the files last changed, in seconds; 0 where the system does not tell.
    pub(super) fn changed_at(&self) -> i64 {
        let at = |path: &Path| {
            let modified = fs::metadata(path).and_then(|file| file.modified()).ok()?;
            i64::try_from(modified.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
        };
        at(&self.certificate).unwrap_or(0).max(at(&self.key).unwrap_or(0))
    }
}

fn unusable(path: &Path, error: impl std::fmt::Display) -> HubError {
    HubError::File { path: path.to_owned(), what: error.to_string() }
}
