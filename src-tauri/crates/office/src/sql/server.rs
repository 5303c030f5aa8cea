//! Which PostgreSQL server, and whether others can read along on the way to it.

use std::fmt;

use postgres::Config;
use postgres::config::{Host, SslMode};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::authority::Authority;
use crate::error::OfficeError;

/// A PostgreSQL server, or several of which one may be written to.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseServer {
    /// `postgres://...`
    pub url: String,
    /// Who certifies the server; then nothing is said to any other one, and nothing in the clear.
    /// Without it `sslmode=require` in the address asks for a certificate that the public web
    /// trusts, and an address that does not say so is spoken to in the clear.
    pub authority: Option<Authority>,
}

impl From<String> for DatabaseServer {
    fn from(url: String) -> Self {
        Self { url, authority: None }
    }
}

impl fmt::Debug for DatabaseServer {
    /// Without the address: it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseServer").field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl DatabaseServer {
    /// Whether what is said to the server can be read on the network on the way.
    pub fn is_in_the_clear(&self) -> bool {
        self.settings().is_ok_and(|config| {
            let numbers = config.get_hostaddrs();
            let here = match numbers.is_empty() {
                true => config.get_hosts().iter().all(is_here),
                false => numbers.iter().all(std::net::IpAddr::is_loopback),
            };
            config.get_ssl_mode() == SslMode::Disable && !here
        })
    }

    /// The address, read, with a definite answer to whether it is to be encrypted.
    pub(super) fn settings(&self) -> Result<Config, OfficeError> {
        let mut config: Config = self.url.parse().map_err(|_| OfficeError::Address)?;
        let encrypted = self.authority.is_some() || config.get_ssl_mode() == SslMode::Require;
        config.ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable });
        Ok(config)
    }

    /// How an encrypted connection is made.
    pub(super) fn encryption(&self) -> Result<MakeRustlsConnect, OfficeError> {
        let public = || RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let roots = self.authority.as_ref().map_or_else(public, Authority::roots);
        let provider = rustls::crypto::ring::default_provider();
        let versions = ClientConfig::builder_with_provider(provider.into())
            .with_safe_default_protocol_versions();
        let versions =
            versions.map_err(|error| OfficeError::Unreachable { what: error.to_string() })?;
        Ok(MakeRustlsConnect::new(versions.with_root_certificates(roots).with_no_client_auth()))
    }
}

/// On this machine nobody reads along.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) if name == "localhost" => true,
        Host::Tcp(name) => name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::here("postgres://office@127.0.0.1/office", false)]
    #[case::here_by_name("postgres://office@localhost/office", false)]
    #[case::socket("postgres:///office?host=/run/postgresql", false)]
    #[case::elsewhere("postgres://office@db.example/office", true)]
    #[case::one_elsewhere("postgres://office@127.0.0.1,10.0.0.2/office", true)]
    #[case::by_number("postgres://office@localhost/office?hostaddr=10.0.0.2", true)]
    #[case::preferred("postgres://office@db.example/office?sslmode=prefer", true)]
    #[case::required("postgres://office@db.example/office?sslmode=require", false)]
    fn others_can_read_along(#[case] url: &str, #[case] clear: bool) {
        assert_eq!(DatabaseServer::from(url.to_owned()).is_in_the_clear(), clear);
    }

    #[test]
    fn a_password_is_not_told() {
        let server = DatabaseServer::from("postgres://office:secret@db.example/office".to_owned());
        assert!(!format!("{server:?}").contains("secret"));
    }
}
