//! Nobody reads along between hub and database, and nobody stands in between.

use office::{Authority, Database, DatabaseServer, Office, OfficeError};
use postgres::{Client, NoTls};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use sync::Role;

use crate::postgres::{Server, TestDatabase, eventually};
use crate::world::{Clock, Desk};

/// An authority, and a server that speaks only to those who encrypt, under its certificate.
struct Guarded {
    database: TestDatabase,
    authority: String,
}

fn guarded(name: &str) -> Option<Guarded> {
    let database = Server::own()?.database();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new([name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    database.server().demand_encryption(&certificate.pem(), &key.serialize_pem());
    let refuses = || Client::connect(&database.url(), NoTls).is_err();
    assert!(eventually(refuses), "the server reads its new rules");
    Some(Guarded { database, authority: authority.pem() })
}

impl Guarded {
    fn open(&self, more: &str, authority: Option<&str>) -> Result<Office, OfficeError> {
        let authority = authority.map(|pem| Authority::from_pem(pem.as_bytes()).unwrap());
        let url = format!("{}{more}", self.database.url());
        Office::open(&Database::Server(DatabaseServer { url, authority }), Clock::new())
    }
}

fn said(opened: Result<Office, OfficeError>) -> String {
    let error = opened.err().unwrap();
    assert_eq!(error.code(), "database_unreachable");
    error.to_string()
}

#[test]
fn a_hub_speaks_in_secret_to_the_server_that_its_authority_certifies() {
    let Some(server) = guarded("127.0.0.1") else { return };
    let plain = said(server.open("", None));
    assert!(plain.contains("no encryption"), "{plain}");

    let office = server.open("", Some(&server.authority)).unwrap();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    desk.queue("L-1");
    desk.push(&office);
    assert_eq!(office.head().unwrap().head, 1);

    let other = guarded_by_another();
    let stranger = said(server.open("", Some(&other)));
    assert!(stranger.contains("certificate"), "{stranger}");
    let public = said(server.open("&sslmode=require", None));
    assert!(public.contains("certificate"), "nobody whom the public web trusts: {public}");
}

fn guarded_by_another() -> String {
    rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap().cert.pem()
}

#[test]
fn a_server_of_another_name_is_not_spoken_to() {
    let Some(server) = guarded("db.example") else { return };
    let stranger = said(server.open("", Some(&server.authority)));
    assert!(stranger.contains("not valid for name"), "{stranger}");
}

/// Asked for secrecy, a hub does not do without.
#[test]
fn a_server_that_cannot_encrypt_is_not_spoken_to() {
    let Some(server) = Server::shared() else { return };
    let server = Guarded { database: server.database(), authority: guarded_by_another() };
    let plain = said(server.open("", Some(&server.authority)));
    assert!(plain.contains("TLS"), "{plain}");
    said(server.open("&sslmode=disable", Some(&server.authority)));
}
