//! The hub's own certificate authority.

use std::fs;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;

use chrono::{DateTime, Datelike, Duration, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use sync::link::HUB_NAME;

use super::Chain;
use crate::error::HubError;

/// Certificates begin long before any desk's clock, and end a year from now.
const BEGIN: (i32, u8, u8) = (2020, 1, 1);
const AUTHORITY_END: (i32, u8, u8) = (2120, 1, 1);
const VALID_DAYS: i64 = 365;
/// A new certificate is issued so often.
const TERM_DAYS: i64 = 30;

/// The authority that certifies this hub and nothing else. Its key stays in the hub's folder.
pub(super) struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
    names: Vec<String>,
}

impl Authority {
    /// The one in this folder; it is made where there is none.
    pub(super) fn open(folder: &Path, names: Vec<String>) -> Result<Self, HubError> {
        let (certificate, key) = (folder.join("authority.pem"), folder.join("authority.key"));
        if !certificate.exists() {
            make(folder, &certificate, &key)?;
        }
        let pem = fs::read_to_string(&certificate).map_err(|error| file(&certificate, error))?;
        let key_pem = fs::read_to_string(&key).map_err(|error| file(&key, error))?;
        let key_pair = KeyPair::from_pem(&key_pem).map_err(|error| file(&key, error))?;
        Ok(Self { pem, issuer: Issuer::new(params(), key_pair), names })
    }

    pub(super) fn certificate_pem(&self) -> String {
        self.pem.clone()
    }

    /// A fresh certificate with a fresh key, which is nowhere but in memory.
    pub(super) fn issue(&self, now: DateTime<Utc>) -> Result<Chain, HubError> {
        let mut params = CertificateParams::new(self.names.clone()).map_err(unusable)?;
        params.distinguished_name.push(DnType::CommonName, "Greenlane hub");
        params.use_authority_key_identifier_extension = true;
        params.key_usages.push(KeyUsagePurpose::DigitalSignature);
        params.extended_key_usages.push(ExtendedKeyUsagePurpose::ServerAuth);
        let end = now + Duration::days(VALID_DAYS);
        params.not_before = date_time_ymd(BEGIN.0, BEGIN.1, BEGIN.2);
        params.not_after = date_time_ymd(end.year(), small(end.month()), small(end.day()));
        let key = KeyPair::generate().map_err(unusable)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(unusable)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok(Chain { certificates: vec![certificate.der().clone()], key })
    }
}

/// The term in which a moment falls: another term, another certificate.
pub(super) fn term(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(TERM_DAYS * 86_400)
}

/// All names and numbers by which this machine may be reached, as far as it knows them.
pub(super) fn names(listen: IpAddr, further: &[String]) -> Vec<String> {
    let mut names = vec![
        "localhost".to_owned(),
        HUB_NAME.to_owned(),
        Ipv4Addr::LOCALHOST.to_string(),
        Ipv6Addr::LOCALHOST.to_string(),
    ];
    names.extend(machine_name());
    if !listen.is_unspecified() {
        names.push(listen.to_string());
    }
    names.extend(further.iter().cloned());
    names.sort();
    names.dedup();
    names
}

/// The machine's name, where the system tells it plainly.
fn machine_name() -> Option<String> {
    let told = fs::read_to_string("/proc/sys/kernel/hostname")
        .or_else(|_| std::env::var("COMPUTERNAME"))
        .or_else(|_| std::env::var("HOSTNAME"))
        .ok()?;
    let name = told.trim().to_ascii_lowercase();
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    (is_name && !name.is_empty() && name != "(none)").then_some(name)
}

/// The key is written first: a certificate without its key would never be used.
fn make(folder: &Path, certificate: &Path, key: &Path) -> Result<(), HubError> {
    fs::create_dir_all(folder).map_err(|error| file(folder, error))?;
    let key_pair = KeyPair::generate().map_err(unusable)?;
    let made = params().self_signed(&key_pair).map_err(unusable)?;
    write(key, &key_pair.serialize_pem(), 0o600)?;
    write(certificate, &made.pem(), 0o644)
}

/// Writes beside, and moves into place.
fn write(path: &Path, text: &str, mode: u32) -> Result<(), HubError> {
    let beside = path.with_extension("new");
    let written = (|| {
        if beside.exists() {
            fs::remove_file(&beside)?;
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        let mut file = options.open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    written.map_err(|error: std::io::Error| file(path, error))
}

/// What the authority's certificate says. The same each time: the issuer of later certificates is
/// made from it and the key.
fn params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "Greenlane hub authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date_time_ymd(BEGIN.0, BEGIN.1, BEGIN.2);
    params.not_after = date_time_ymd(AUTHORITY_END.0, AUTHORITY_END.1, AUTHORITY_END.2);
    params
}

/// A month or day, which always fits.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unusable(error: rcgen::Error) -> HubError {
    HubError::Certificate { what: error.to_string() }
}

fn file(path: &Path, error: impl std::fmt::Display) -> HubError {
    HubError::File { path: path.to_owned(), what: error.to_string() }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn stays_the_same_from_start_to_start() {
        let folder = tempfile::tempdir().unwrap();
        let first = Authority::open(folder.path(), vec!["hub".into()]).unwrap();
        let second = Authority::open(folder.path(), vec!["hub".into()]).unwrap();
        assert_eq!(first.certificate_pem(), second.certificate_pem());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_user_may_read_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Authority::open(folder.path(), vec![]).unwrap();
        let key = fs::metadata(folder.path().join("authority.key")).unwrap();
        assert_eq!(key.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_new_certificate_is_wanted_every_thirty_days_and_is_valid_for_longer() {
        let day = |n: i64| Utc.timestamp_opt(n * 86_400, 0).unwrap();
        assert_eq!(term(day(30)), term(day(59)));
        assert_ne!(term(day(59)), term(day(60)));
        const { assert!(VALID_DAYS > 3 * TERM_DAYS) };
    }

    #[test]
    fn names_the_address_it_listens_on_unless_that_is_all_of_them() {
        let one = names("10.1.2.3".parse().unwrap(), &["hub.example".into()]);
        assert!(one.contains(&"10.1.2.3".into()) && one.contains(&"hub.example".into()));
        assert!(one.contains(&HUB_NAME.to_owned()));
        assert!(!names("0.0.0.0".parse().unwrap(), &[]).contains(&"0.0.0.0".into()));
    }
}
