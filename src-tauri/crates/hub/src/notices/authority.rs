//! Who certifies a mail server of the office's own.

use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParametersBuilder};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// The certificates that are trusted for the mail server, in place of those that everybody trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAuthority(Vec<CertificateDer<'static>>);

/// A file names nobody who certifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it holds no certificate in PEM that others could be certified by")]
pub struct NoAuthority;

impl MailAuthority {
    /// All certificates of a PEM file.
    ///
    /// # Errors
    /// There is none, or one of them cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, NoAuthority> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let certificates = read.map_err(|_| NoAuthority)?;
        let mut store = RootCertStore::empty();
        let (_, unusable) = store.add_parsable_certificates(certificates.iter().cloned());
        match certificates.is_empty() || unusable > 0 {
            true => Err(NoAuthority),
            false => Ok(Self(certificates)),
        }
    }

    /// Trusts these and nobody else.
    pub(super) fn alone(
        &self,
        tls: TlsParametersBuilder,
    ) -> Result<TlsParametersBuilder, lettre::transport::smtp::Error> {
        let none = tls.certificate_store(CertificateStore::None);
        self.0.iter().try_fold(none, |tls, certificate| {
            Ok(tls.add_root_certificate(Certificate::from_der(certificate.to_vec())?))
        })
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
        assert_eq!(MailAuthority::from_pem(pem.as_bytes()), Err(NoAuthority));
    }
}
