//! Who certifies a server of the office's own.

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// The certificates that are trusted for one server, in place of those that everybody trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority(Vec<CertificateDer<'static>>);

/// A file names nobody who certifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it holds no certificate in PEM that others could be certified by")]
pub struct NoAuthority;

impl Authority {
    /// All certificates of a PEM file.
    ///
    /// # Errors
    /// There is none, or one of them cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, NoAuthority> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let authority = Self(read.map_err(|_| NoAuthority)?);
        match authority.roots().len() == authority.0.len() && !authority.0.is_empty() {
            true => Ok(authority),
            false => Err(NoAuthority),
        }
    }

    /// The certificates, at least one.
    pub fn certificates(&self) -> &[CertificateDer<'static>] {
        &self.0
    }

    /// These and nobody else.
    pub(super) fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(self.0.iter().cloned());
        roots
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nothing("")]
    #[case::no_pem("certificate")]
    #[case::a_key("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    #[case::torn("-----BEGIN CERTIFICATE-----\nAAAA\n")]
    #[case::no_certificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    fn what_certifies_nobody_is_refused(#[case] pem: &str) {
        assert_eq!(Authority::from_pem(pem.as_bytes()), Err(NoAuthority));
    }
}
