//! The hub's certificate, and that desks and browsers always find a valid one.

mod authority;
mod files;

use std::sync::Arc;
use std::time::Duration;

use axum_server::tls_rustls::RustlsConfig;
use chrono::{DateTime, Utc};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sync::code::Fingerprint;

use crate::error::HubError;
use crate::options::{Options, Tls};

use authority::Authority;
use files::Files;

/// How often the hub looks whether its certificate wants to be renewed.
const LOOK: Duration = Duration::from_secs(60);

/// The hub's certificate and where the next one comes from.
pub(crate) struct Certificates {
    source: Source,
    config: RustlsConfig,
    trusted: Trusted,
}

/// The certificate that desks are to trust.
#[derive(Clone, Debug)]
pub struct Trusted {
    /// As PEM.
    pub pem: String,
    /// What enrolment codes carry of it.
    pub fingerprint: Fingerprint,
}

enum Source {
    Authority(Box<Authority>),
    Files(Files),
}

/// A chain that begins with the hub's own certificate, and its key.
pub(crate) struct Chain {
    pub(crate) certificates: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKeyDer<'static>,
}

impl Certificates {
    /// Reads or makes what is needed.
    pub(crate) fn open(options: &Options, now: DateTime<Utc>) -> Result<Self, HubError> {
        let (source, chain, trusted) = match &options.tls {
            Tls::OwnAuthority { names } => {
                let names = authority::names(options.listen.ip(), names);
                let authority = Authority::open(&options.data.join("tls"), names)?;
                let (chain, trusted) = (authority.issue(now)?, authority.certificate_pem());
                (Source::Authority(Box::new(authority)), chain, trusted)
            }
            Tls::Files { certificate, key } => {
                let files = Files { certificate: certificate.clone(), key: key.clone() };
                let chain = files.read()?;
                let trusted = files.trusted_pem()?;
                (Source::Files(files), chain, trusted)
            }
        };
        let trusted = Trusted::of_pem(trusted)?;
        let config = RustlsConfig::from_config(server_config(chain)?);
        Ok(Self { source, config, trusted })
    }

    pub(crate) fn config(&self) -> RustlsConfig {
        self.config.clone()
    }

    pub(crate) fn trusted(&self) -> Trusted {
        self.trusted.clone()
    }

    /// Puts a new certificate in place before the old one ends, for as long as the hub runs. What
    /// fails is told in the log and tried again.
    pub(crate) async fn keep_fresh(self, now: impl Fn() -> DateTime<Utc> + Send) {
        let mut stamp = self.stamp(now());
        loop {
            tokio::time::sleep(LOOK).await;
            let seen = self.stamp(now());
            if seen == stamp {
                continue;
            }
            match self.renew(now()) {
                Ok(()) => {
                    stamp = seen;
                    tracing::info!("the hub's certificate was renewed");
                }
                Err(error) => tracing::error!(%error, "the hub's certificate was not renewed"),
            }
        }
    }

    pub(crate) fn renew(&self, now: DateTime<Utc>) -> Result<(), HubError> {
        let chain = match &self.source {
            Source::Authority(authority) => authority.issue(now)?,
            Source::Files(files) => files.read()?,
        };
        self.config.reload_from_config(server_config(chain)?);
        Ok(())
    }

    /// Changes whenever a new certificate is wanted.
    fn stamp(&self, now: DateTime<Utc>) -> i64 {
        match &self.source {
            Source::Authority(_) => authority::term(now),
            Source::Files(files) => files.changed_at(),
        }
    }
}

impl Trusted {
    fn of_pem(pem: String) -> Result<Self, HubError> {
        use rustls::pki_types::pem::PemObject;
        let der = CertificateDer::from_pem_slice(pem.as_bytes())
            .map_err(|error| HubError::Certificate { what: error.to_string() })?;
        Ok(Self { pem, fingerprint: Fingerprint::of(der.as_ref()) })
    }
}

fn server_config(chain: Chain) -> Result<Arc<ServerConfig>, HubError> {
    let unusable = |error: rustls::Error| HubError::Certificate { what: error.to_string() };
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .with_no_client_auth()
        .with_single_cert(chain.certificates, chain.key)
        .map_err(unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, TimeZone};

    use super::*;

    /// The certificate that is shown to whoever connects now.
    fn shown(certificates: &Certificates) -> Arc<ServerConfig> {
        certificates.config().get_inner()
    }

    #[test]
    fn a_new_certificate_is_put_in_place_while_the_hub_runs() {
        let folder = tempfile::tempdir().unwrap();
        let now = Utc.with_ymd_and_hms(2026, 11, 22, 0, 0, 0).unwrap();
        let certificates = Certificates::open(&Options::new(folder.path()), now).unwrap();
        let (trusted, first) = (certificates.trusted(), shown(&certificates));
        assert_eq!(certificates.stamp(now), certificates.stamp(now + Duration::minutes(1)));
        let later = now + Duration::days(31);
        assert_ne!(certificates.stamp(now), certificates.stamp(later));
        certificates.renew(later).unwrap();
        assert!(!Arc::ptr_eq(&first, &shown(&certificates)));
        assert_eq!(certificates.trusted().pem, trusted.pem, "desks go on trusting the same");
    }

    #[test]
    fn files_are_read_anew_when_they_change() {
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = (folder.path().join("c.pem"), folder.path().join("k.pem"));
        let write = || {
            let made = rcgen::generate_simple_self_signed(vec!["hub.example".into()]).unwrap();
            std::fs::write(&certificate, made.cert.pem()).unwrap();
            std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        };
        write();
        let mut options = Options::new(folder.path());
        options.tls = Tls::Files { certificate: certificate.clone(), key: key.clone() };
        let now = Utc.with_ymd_and_hms(2026, 11, 22, 0, 0, 0).unwrap();
        let certificates = Certificates::open(&options, now).unwrap();
        let (first, stamp) = (shown(&certificates), certificates.stamp(now));
        write();
        let file = std::fs::File::options().write(true).open(&certificate).unwrap();
        let later = std::time::UNIX_EPOCH + std::time::Duration::from_secs(4_000_000_000);
        file.set_modified(later).unwrap();
        assert_ne!(certificates.stamp(now), stamp);
        certificates.renew(now).unwrap();
        assert!(!Arc::ptr_eq(&first, &shown(&certificates)));
    }
}
