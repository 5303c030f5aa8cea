//! Running a hub: health, measures, the log, stopping.

use std::fs;
use std::io::{Read, Write};
use std::time::Duration;

use hub::Options;
use rstest::rstest;
use sync::{Link, Role};

use crate::desk::Desk;
use crate::raw::{RawDevice, Request, connect, read_answer};
use crate::running::{Running, within};

#[rstest]
#[case::lives("/healthz", "lives")]
#[case::can_work("/readyz", "ready")]
#[case::whom_to_trust("/v1/trust", "-----BEGIN CERTIFICATE-----")]
#[case::who_it_is("/v1/office", "\"protocol\":{\"min\":1,\"max\":1}")]
fn anybody_may_ask(#[case] target: &str, #[case] expected: &str) {
    let hub = Running::start();
    let answer = Request::new("GET", target).send(&hub);
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains(expected), "{}", answer.text());
    assert!(answer.header("x-request-id").is_some());
}

#[test]
fn what_was_done_is_counted() {
    let hub = Running::start();
    let mut desk = Desk::join(&hub, Role::Broker);
    desk.write("LRN1");
    desk.write("LRN2");
    desk.push(10).unwrap();
    RawDevice::enrolled(&hub, Role::Broker).get(&hub, "/v1/admin/devices");
    let metrics = Request::new("GET", "/metrics").send(&hub).text();
    for line in [
        "greenlane_entries_total{outcome=\"applied\"} 2",
        "greenlane_http_requests_total{method=\"POST\",route=\"/v1/push\",status=\"200\"} 1",
        "greenlane_http_requests_total{method=\"GET\",route=\"/v1/admin/devices\",status=\"403\"} 1",
        "greenlane_http_request_seconds_bucket{route=\"/v1/push\",le=",
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
}

/// A request that is under way when the hub stops is answered whole; the next one is not taken.
#[test]
fn a_hub_that_stops_answers_what_is_under_way() {
    let mut hub = Running::start();
    let device = RawDevice::enrolled(&hub, Role::Broker);
    let mut request = Request::new("POST", "/v1/history");
    request.body = b"[]".to_vec();
    let mut head = "POST /v1/history HTTP/1.1\r\nHost: hub\r\n".to_owned();
    head.push_str("Content-Type: application/json\r\n");
    for (name, value) in device.sign(&request) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    // The hub says when it has begun to read the body: from then on the request is under way.
    head.push_str("Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    let mut connection = connect(&hub);
    connection.write_all(head.as_bytes()).unwrap();
    connection.flush().unwrap();
    let mut go_on = [0; 256];
    let read = connection.read(&mut go_on).unwrap();
    let go_on = String::from_utf8_lossy(&go_on[..read]);
    assert!(go_on.starts_with("HTTP/1.1 100"), "{go_on}");
    connection.write_all(b"[").unwrap();
    connection.flush().unwrap();

    let address = hub.address();
    let stopping = hub.stop_meanwhile();
    let is_closed = || std::net::TcpStream::connect(address).is_err();
    assert!(within(Duration::from_secs(5), is_closed), "it takes no one new");
    connection.write_all(b"]").unwrap();
    connection.flush().unwrap();
    let answer = read_answer(&mut connection);
    assert_eq!(answer.status, 200, "{}", answer.text());
    hub.wait(stopping).unwrap();
}

#[test]
fn two_hubs_do_not_share_an_address() {
    let hub = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options::new(folder.path());
    options.listen = hub.address();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(hub::Server::start(options)).err().unwrap();
    assert_eq!(error.code(), "cannot_listen");
}

#[test]
fn listens_to_this_machine_only_unless_told_otherwise() {
    assert_eq!(Options::new("x").listen.to_string(), "127.0.0.1:7443");
}

/// A certificate that was made elsewhere, and its renewal while the hub runs.
#[test]
fn a_given_certificate_is_used_and_desks_trust_its_authority() {
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = (folder.path().join("chain.pem"), folder.path().join("key.pem"));
    let authority_key = rcgen::KeyPair::generate().unwrap();
    let mut authority = rcgen::CertificateParams::new(vec![]).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = rcgen::Issuer::new(authority, authority_key);
    let own_key = rcgen::KeyPair::generate().unwrap();
    let own = rcgen::CertificateParams::new(vec!["127.0.0.1".into()]).unwrap();
    let own_pem = own.signed_by(&own_key, &issuer).unwrap().pem();
    fs::write(&certificate, format!("{own_pem}{authority_pem}")).unwrap();
    fs::write(&key, own_key.serialize_pem()).unwrap();

    let hub = Running::with(|options| {
        options.tls = hub::Tls::Files { certificate: certificate.clone(), key: key.clone() };
    });
    assert_eq!(hub.authority().trim(), authority_pem.trim());
    Desk::join(&hub, Role::Broker).line.leases().unwrap();

    // The company's authority certifies other machines too: here the name counts.
    let by_name = format!("https://localhost:{}", hub.address().port());
    let error = crate::desk::join_with(
        &hub.code(Role::Broker),
        &by_name,
        journal::DeviceId(uuid::Uuid::new_v4()),
        &tempfile::tempdir().unwrap(),
    );
    assert_eq!(error.err().unwrap().code(), "not_our_hub");
}

#[test]
fn a_certificate_without_its_key_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options::new(folder.path());
    let (certificate, key) = (folder.path().join("none.pem"), folder.path().join("none.key"));
    options.tls = hub::Tls::Files { certificate, key };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(hub::Server::start(options)).err().unwrap();
    assert_eq!(error.code(), "file_unusable");
    assert!(error.to_string().contains("none.pem"));
}
