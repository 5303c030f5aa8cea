//! The log never holds what lets someone in.

use std::io::Write;
use std::sync::{Arc, Mutex};

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use serde_json::json;
use sync::code::EnrolmentCode;
use sync::{Link, Role};
use tracing_subscriber::fmt::MakeWriter;

use crate::desk::Desk;
use crate::raw::{RawDevice, Request};
use crate::running::Running;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Log;

    fn make_writer(&'w self) -> Log {
        self.clone()
    }
}

/// Everything that is ever logged, at the most talkative, while desks join, work, fail and are
/// revoked.
#[test]
fn no_secret_is_ever_logged() {
    let log = Log::default();
    let every = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
    every.with_writer(log.clone()).with_ansi(false).init();

    let hub = Running::start();
    let mut secrets = vec![];
    let mut secret = |what: &str, text: String| {
        assert!(text.len() >= 8, "{what}");
        secrets.push((what.to_owned(), text));
    };
    let code = hub.code(Role::Broker);
    let parsed: EnrolmentCode = code.parse().unwrap();
    secret("the code", code.clone());
    secret("the code's secret", parsed.secret.to_text());
    secret("the code's secret in hexadecimal", HEXLOWER.encode(&parsed.secret.0));

    let mut desk = Desk::join(&hub, Role::Broker);
    desk.write("LRN1");
    desk.push(10).unwrap();
    desk.pull(10).unwrap();
    desk.line.find("SECRET-NUMBER-77").unwrap();
    secret("a number that was asked for", "SECRET-NUMBER-77".into());
    for file in std::fs::read_dir(desk.folder.path()).unwrap().map(Result::unwrap) {
        if file.file_name().to_string_lossy().starts_with("hub-key") {
            secret("a desk's key", std::fs::read_to_string(file.path()).unwrap());
        }
    }

    let supervisor = RawDevice::enrolled(&hub, Role::Supervisor);
    secret("a key", BASE64URL_NOPAD.encode(&supervisor.key.to_bytes()));
    secret("a key in hexadecimal", HEXLOWER.encode(&supervisor.key.to_bytes()));
    let mut request = Request::new("GET", "/v1/admin/devices");
    request.headers = supervisor.sign(&request);
    let signature = request.headers.iter().find(|header| header.0 == "Greenlane-Signature");
    secret("a signature", signature.unwrap().1.clone());
    assert_eq!(request.send(&hub).status, 200);
    let invited = supervisor.post(&hub, "/v1/admin/invitations", &json!({ "role": "broker" }));
    secret("an invitation", invited.json()["code"].as_str().unwrap().to_owned());

    // What fails is logged with its reason, and that must not repeat what was sent.
    let mut wrong = Request::new("POST", "/v1/enrol");
    wrong.headers.push(("Greenlane-Protocol", "1".into()));
    wrong.body = format!("{{\"code_secret\":\"{}\",\"device\":7}}", parsed.secret.to_text()).into();
    assert_eq!(wrong.send(&hub).status, 400);
    let authority = hub.folder.path().join("tls").join("authority.key");
    let authority = std::fs::read_to_string(authority).unwrap();
    secret("the authority's key", authority.lines().nth(1).unwrap().to_owned());
    drop(desk);
    drop(hub);

    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.contains("a desk joined") && log.contains("/v1/push"), "the log was kept");
    let told: Vec<_> = secrets.iter().filter(|(_, text)| log.contains(text)).collect();
    let lines = |text: &str| log.lines().filter(|line| line.contains(text)).collect::<Vec<_>>();
    for (what, text) in &told {
        eprintln!("{what}: {:?}", lines(text).first());
    }
    assert!(told.is_empty());
}
