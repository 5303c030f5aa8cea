//! Requests written by hand, for what a proper line never sends.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use journal::DeviceId;
use office::{Enrolment, Invitation};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::Value;
use sync::Role;
use sync::link::HUB_NAME;
use sync::signing::{SecretKey, SignedRequest};
use uuid::Uuid;

use crate::running::Running;

pub(crate) type Connection = StreamOwned<ClientConnection, TcpStream>;

/// A device that was enrolled without a line.
pub(crate) struct RawDevice {
    pub(crate) device: DeviceId,
    pub(crate) key: SecretKey,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// A request before it is signed and sent.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    pub(crate) protocol: u16,
    pub(crate) headers: Vec<(&'a str, String)>,
    pub(crate) body: Vec<u8>,
}

impl RawDevice {
    pub(crate) fn enrolled(hub: &Running, role: Role) -> Self {
        let seed = *Uuid::new_v4().as_bytes();
        let key = SecretKey::from_bytes(&[seed, seed].concat().try_into().unwrap());
        let device = DeviceId(Uuid::new_v4());
        let (name, by) = ("Raw".to_owned(), "test".to_owned());
        let invitation = Invitation { role, name: name.clone(), hours: 1, by };
        let secret = hub.office().invite(&invitation).unwrap().secret.to_vec();
        let public_key = key.public().to_bytes();
        hub.office().enrol(&Enrolment { secret, device, public_key, name }).unwrap();
        Self { device, key }
    }

    /// The headers that say who asks.
    pub(crate) fn sign(&self, request: &Request<'_>) -> Vec<(&'static str, String)> {
        let Request { method, target, protocol, body, .. } = request;
        let signed = SignedRequest::new(method, target, body, self.device, *protocol);
        vec![
            ("Greenlane-Device", self.device.to_string()),
            ("Greenlane-Protocol", protocol.to_string()),
            ("Greenlane-Signature", self.key.sign(&signed)),
        ]
    }

    pub(crate) fn get(&self, hub: &Running, target: &str) -> Answer {
        self.send(hub, Request::new("GET", target))
    }

    pub(crate) fn post(&self, hub: &Running, target: &str, body: &Value) -> Answer {
        let mut request = Request::new("POST", target);
        request.body = serde_json::to_vec(body).unwrap();
        request.headers.push(("Content-Type", "application/json".into()));
        self.send(hub, request)
    }

    pub(crate) fn send(&self, hub: &Running, mut request: Request<'_>) -> Answer {
        let signed = self.sign(&request);
        request.headers.extend(signed);
        request.send(hub)
    }
}

impl<'a> Request<'a> {
    pub(crate) fn new(method: &'a str, target: &'a str) -> Self {
        let protocol = sync::wire::PROTOCOL;
        Self { method, target, protocol, headers: vec![], body: vec![] }
    }

    pub(crate) fn send(&self, hub: &Running) -> Answer {
        let mut connection = connect(hub);
        let mut head = format!("{} {} HTTP/1.1\r\nHost: hub\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let length = self.body.len();
        head.push_str(&format!("Content-Length: {length}\r\nConnection: close\r\n\r\n"));
        connection.write_all(head.as_bytes()).unwrap();
        // A hub that has heard enough closes before it has read all.
        let _ = connection.write_all(&self.body);
        read_answer(&mut connection)
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{error}: {} {}", self.head, String::from_utf8_lossy(&self.body))
        })
    }

    /// The code of a refusal, which always comes with a sentence and a way out.
    pub(crate) fn code(&self) -> String {
        let said = self.json();
        let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
        assert!(!text("message").is_empty() && !text("hint").is_empty(), "{said}");
        text("code")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A TLS connection that trusts the hub's authority and nobody else.
pub(crate) fn connect(hub: &Running) -> Connection {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_slice(hub.authority().as_bytes()).unwrap();
    roots.add(authority).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(HUB_NAME).unwrap();
    let tls = ClientConnection::new(Arc::new(config), name).unwrap();
    let stream = TcpStream::connect(hub.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    StreamOwned::new(tls, stream)
}

/// Reads until the hub closes.
pub(crate) fn read_answer(connection: &mut Connection) -> Answer {
    let (mut bytes, mut buffer) = (vec![], [0; 16 * 1024]);
    loop {
        match connection.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| {
        panic!("no answer: {}", String::from_utf8_lossy(&bytes));
    });
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: bytes[end + 4..].to_vec() }
}
