//! A hub and two desks as scripts run them: real processes, TLS, one-time codes.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

fn greenlane() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenlane"));
    // Tests do not write into anybody's keychain.
    command.env("GREENLANE_KEY_PLACE", "file").env_remove("GREENLANE_DATABASE");
    command
}

/// A hub process, killed when the test ends.
struct Hub {
    process: Child,
    folder: TempDir,
    address: String,
}

impl Hub {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = greenlane()
            .args(["hub", "serve", "--listen", "127.0.0.1:0", "--log", "json", "--data"])
            .arg(folder.path())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = log.by_ref().map_while(Result::ok).find_map(|line| {
            let said: Value = serde_json::from_str(&line).ok()?;
            (said["message"] == "the hub serves")
                .then(|| said["address"].as_str().unwrap().to_owned())
        });
        // Somebody has to read on, or the hub would wait for it.
        std::thread::spawn(move || log.for_each(drop));
        Self { process, folder, address: address.expect("the hub says where it serves") }
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Value {
        let output = greenlane()
            .args(["--json", "hub"])
            .args(arguments)
            .arg("--data")
            .arg(self.folder.path())
            .output()
            .unwrap();
        answer(0, arguments, &output)
    }

    fn code(&self, role: &str) -> String {
        self.run(&["invite", "--role", role])["code"].as_str().unwrap().to_owned()
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A desk in a folder of its own.
struct Desk {
    store: TempDir,
    broker: &'static str,
}

impl Desk {
    fn new(broker: &'static str) -> Self {
        Self { store: tempfile::tempdir().unwrap(), broker }
    }

    fn output(&self, arguments: &[&str]) -> Output {
        greenlane()
            .args(["--json", "--broker", self.broker])
            .args(arguments)
            .env("GREENLANE_STORE", self.store.path())
            .output()
            .unwrap()
    }

    #[track_caller]
    fn answer(&self, status: i32, arguments: &[&str]) -> Value {
        answer(status, arguments, &self.output(arguments))
    }

    #[track_caller]
    fn failure(&self, arguments: &[&str]) -> Value {
        let output = self.output(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        serde_json::from_slice(&output.stderr).unwrap()
    }

    fn enrol(&self, hub: &Hub, role: &str) -> Value {
        let (url, code) = (format!("https://{}", hub.address), hub.code(role));
        self.answer(0, &["enrol", "--hub", &url, "--code", &code, "--name", self.broker])
    }
}

#[track_caller]
fn answer(status: i32, arguments: &[&str], output: &Output) -> Value {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn fixture(path: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures").join(path);
    path.to_str().unwrap().to_owned()
}

#[test]
fn two_desks_meet_at_a_hub() {
    let hub = Hub::start();
    let (anneke, bram) = (Desk::new("Anneke Maes"), Desk::new("Bram Claes"));
    assert_eq!(anneke.failure(&["sync"])["code"], "no_hub");
    let joined = anneke.enrol(&hub, "broker");
    assert_eq!(joined["hub"]["role"], "broker");
    bram.enrol(&hub, "supervisor");

    anneke.answer(0, &["import", &fixture("declarations")]);
    let sent = anneke.answer(0, &["sync"]);
    assert!(sent["pushed"].as_u64().unwrap() > 10, "{sent}");
    assert_eq!(sent["waiting"], 0);
    let came = bram.answer(0, &["sync"]);
    assert_eq!(came["pulled"], sent["pushed"]);
    let count = |desk: &Desk| desk.answer(0, &["queue", "--count"])["count"].clone();
    assert_eq!(count(&bram), count(&anneke));

    let page = anneke.answer(0, &["queue", "--view", "ready", "--limit", "1"]);
    let lrn = page["rows"][0]["lrn"].as_str().unwrap().to_owned();
    anneke.answer(0, &["decide", &lrn, "approve"]);
    bram.answer(0, &["decide", &lrn, "hold", "--reason", "the invoice is missing"]);
    anneke.answer(0, &["sync"]);
    assert_eq!(bram.answer(0, &["sync"])["conflicts"], 1);
    let listed = bram.answer(0, &["conflicts"]);
    assert_eq!(listed["conflicts"][0]["contested"]["decision"], "hold");
    bram.answer(0, &["conflicts", "resolve", &lrn, "--take", "mine", "--reason", "we wait"]);
    bram.answer(0, &["sync"]);
    anneke.answer(0, &["sync"]);
    assert_eq!(anneke.answer(0, &["show", &lrn])["row"]["status"], "held");
    assert_eq!(anneke.answer(0, &["conflicts"])["conflicts"], json!([]));

    let parcel = anneke.answer(0, &["parcel", &lrn]);
    assert_eq!(parcel["answers"][0]["parcels"][0]["stage"], "in_review");
    assert_eq!(anneke.answer(2, &["parcel", "nobodys-number"])["answers"][0]["parcels"], json!([]));
    let lease = anneke.answer(0, &["lease", "take", "--view", "ready", "--count", "2"]);
    assert_eq!(lease["lease"]["count"], 2);
    bram.answer(0, &["sync"]);
    assert_eq!(bram.answer(0, &["lease"])["leases"][0]["by"], "Anneke Maes");
    assert_eq!(anneke.answer(0, &["verify"])["problems"], json!([]));
}

#[test]
fn the_hub_is_looked_after_beside_its_running_server() {
    let hub = Hub::start();
    let anneke = Desk::new("Anneke Maes");
    anneke.enrol(&hub, "broker");
    let devices = hub.run(&["devices"]);
    let id = devices["devices"][0]["id"].as_str().unwrap();
    assert_eq!(devices["devices"][0]["role"], "broker");
    let file = hub.folder.path().join("office.backup");
    let backup = hub.run(&["backup", "--to", file.to_str().unwrap()]);
    assert!(backup["backup"]["office"].is_string());

    hub.run(&["revoke", id]);
    assert_eq!(anneke.failure(&["sync"])["code"], "device_revoked");
    let audit = hub.run(&["audit"]);
    let acts: Vec<&str> =
        audit["audit"].as_array().unwrap().iter().map(|row| row["act"].as_str().unwrap()).collect();
    for act in ["invited", "enrolled", "revoked"] {
        assert!(acts.contains(&act), "{act} of {acts:?}");
    }
    assert_eq!(audit["broken_at"], Value::Null);

    let other = tempfile::tempdir().unwrap();
    let restored = greenlane()
        .args(["--json", "hub", "restore", "--from", file.to_str().unwrap(), "--data"])
        .arg(other.path())
        .output()
        .unwrap();
    assert!(answer(0, &["restore"], &restored)["epoch"].is_string());
}

#[test]
fn a_code_of_another_hub_is_not_believed() {
    let (hub, other) = (Hub::start(), Hub::start());
    let anneke = Desk::new("Anneke Maes");
    let (url, code) = (format!("https://{}", hub.address), other.code("broker"));
    let failure = anneke.failure(&["enrol", "--hub", &url, "--code", &code]);
    assert_eq!(failure["code"], "not_our_hub", "{failure}");
    assert_eq!(anneke.failure(&["sync"])["code"], "no_hub", "nothing of it is kept");
}
