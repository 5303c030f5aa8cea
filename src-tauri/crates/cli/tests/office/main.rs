//! A hub and two desks as scripts run them: real processes, TLS, one-time codes.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod parties;
mod world;

use serde_json::{Value, json};

use world::{Desk, Hub, answer, fixture, greenlane};

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
fn a_file_that_certifies_nobody_is_named() {
    let desk = Desk::new("Anneke Maes");
    for file in ["no-such-file.pem", &fixture("CASES.md")] {
        let database = "postgres://office@db.example/office";
        let asked = ["hub", "audit", "--database", database, "--database-ca", file];
        let failure = desk.failure(&asked);
        assert_eq!(failure["code"], "bad_authority");
        assert!(failure["message"].as_str().unwrap().contains(file), "{failure}");
    }
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
    assert_eq!(hub.run(&["recover", id])["applied"], 0, "it had nothing more to say");
    anneke.answer(0, &["import", &fixture("declarations")]);
    let unsent = &anneke.answer(0, &["outbox"])["entries_in_all"];
    assert_eq!(anneke.failure(&["sync"])["code"], "device_revoked");
    assert_eq!(hub.run(&["recover", id])["applied"], *unsent, "it left what it had to say");
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
fn the_administrator_sees_what_the_hub_did_not_take_and_why() {
    let hub = Hub::start();
    let reader = Desk::new("Rik Aerts");
    reader.enrol(&hub, "read_only");
    reader.answer(0, &["import", &fixture("declarations")]);
    let sent = reader.answer(2, &["sync"]);
    let (entries, files) = (sent["refused"].as_u64().unwrap(), sent["files_refused"].as_u64());
    assert!(entries > 10 && files > Some(0), "{sent}");
    let outbox = reader.answer(0, &["outbox"]);
    assert_eq!(outbox["files_stay"]["code"], "files_stay");
    assert_eq!(outbox["files_in_all"].as_u64(), files);
    assert_eq!(sent["status"]["files_waiting"], 0, "nothing that would ever go");
    reader.answer(0, &["sync"]);
    let device = hub.run(&["devices"])["devices"][0]["id"].as_str().unwrap().to_owned();
    let refused = hub.run(&["refused", "--device", &device, "--limit", "9"]);
    let refused = refused["refused"].as_array().unwrap();
    assert_eq!(refused.len(), 9);
    for entry in refused {
        assert_eq!(
            (&entry["code"], &entry["actor"]),
            (&json!("role_not_allowed"), &json!("Rik Aerts"))
        );
        assert!(entry["hint"].as_str().unwrap().len() > 10, "{entry}");
    }
    let nobody = uuid::Uuid::nil().to_string();
    assert_eq!(hub.run(&["refused", "--device", &nobody])["refused"], json!([]));
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
