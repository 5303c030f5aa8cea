//! Who is let in, and how soon nobody is.

use std::time::Duration;

use rstest::rstest;
use serde_json::json;
use sync::{Link, LinkError, Role};

use crate::desk::{Desk, join_with};
use crate::raw::{RawDevice, Request};
use crate::running::{Running, within};

/// One request, spoiled in one way.
#[rstest]
#[case::nothing_spoiled(|_: &mut Request<'_>| {}, 200, "")]
#[case::other_path(|r: &mut Request<'_>| r.target = "/v1/office?x", 200, "")]
#[case::replayed_to_another_path(|r: &mut Request<'_>| r.target = "/v1/find?number=1", 401, "bad_signature")]
#[case::replayed_with_another_query(|r: &mut Request<'_>| r.target = "/v1/leases?all=1", 401, "bad_signature")]
#[case::replayed_with_another_method(|r: &mut Request<'_>| r.method = "POST", 401, "bad_signature")]
#[case::another_body(|r: &mut Request<'_>| r.body = b"{}".to_vec(), 401, "bad_signature")]
#[case::no_signature(|r: &mut Request<'_>| r.headers.retain(|h| h.0 != "Greenlane-Signature"), 401, "not_signed")]
#[case::no_device(|r: &mut Request<'_>| r.headers.retain(|h| h.0 != "Greenlane-Device"), 401, "not_signed")]
#[case::nonsense_signature(|r: &mut Request<'_>| set(r, "Greenlane-Signature", "AAAA"), 401, "not_a_signature")]
#[case::unknown_device(|r: &mut Request<'_>| set(r, "Greenlane-Device", "0190b4c0-0000-7000-8000-000000000000"), 401, "unknown_device")]
#[case::no_device_at_all(|r: &mut Request<'_>| set(r, "Greenlane-Device", "me"), 400, "malformed")]
#[case::version_changed_on_the_way(|r: &mut Request<'_>| set(r, "Greenlane-Protocol", "01"), 200, "")]
#[case::old_protocol(|r: &mut Request<'_>| set(r, "Greenlane-Protocol", "0"), 426, "protocol_too_old")]
#[case::new_protocol(|r: &mut Request<'_>| set(r, "Greenlane-Protocol", "999"), 426, "protocol_too_new")]
fn a_request_is_let_in_only_as_it_was_signed(
    #[case] spoil: fn(&mut Request<'_>),
    #[case] status: u16,
    #[case] code: &str,
) {
    let hub = Running::start();
    let device = RawDevice::enrolled(&hub, Role::Broker);
    let mut request = Request::new("GET", "/v1/leases");
    request.headers = device.sign(&request);
    spoil(&mut request);
    let answer = request.send(&hub);
    assert_eq!(answer.status, status, "{}", answer.text());
    if !code.is_empty() {
        assert_eq!(answer.code(), code);
    }
}

fn set(request: &mut Request<'_>, name: &str, value: &str) {
    for header in request.headers.iter_mut().filter(|header| header.0 == name) {
        header.1 = value.to_owned();
    }
}

/// A signature of one device does not speak for another.
#[test]
fn nobody_speaks_for_another_device() {
    let hub = Running::start();
    let (one, other) =
        (RawDevice::enrolled(&hub, Role::Broker), RawDevice::enrolled(&hub, Role::Supervisor));
    let mut request = Request::new("GET", "/v1/admin/devices");
    request.headers = one.sign(&request);
    set(&mut request, "Greenlane-Device", &other.device.to_string());
    assert_eq!(request.send(&hub).code(), "bad_signature");
}

#[rstest]
#[case::supervisor(Role::Supervisor, 200)]
#[case::broker(Role::Broker, 403)]
#[case::inspector(Role::Inspector, 403)]
#[case::read_only(Role::ReadOnly, 403)]
#[case::merchant(Role::Merchant, 403)]
fn only_supervisors_administer(#[case] role: Role, #[case] status: u16) {
    let hub = Running::start();
    let device = RawDevice::enrolled(&hub, role);
    for target in ["/v1/admin/devices", "/v1/admin/audit"] {
        let answer = device.get(&hub, target);
        assert_eq!(answer.status, status);
        if status == 403 {
            assert_eq!(answer.code(), "role_not_allowed");
        }
    }
}

#[test]
fn a_merchant_does_not_read_the_offices_entries() {
    let hub = Running::start();
    let merchant = Desk::join(&hub, Role::Merchant);
    assert_eq!(merchant.line.leases().unwrap_err().code(), "role_not_allowed");
    assert_eq!(merchant.line.find("LRN1").unwrap_err().code(), "role_not_allowed");
}

/// Revocation takes effect with the next request, and on a stream that is open.
#[test]
fn a_revoked_desk_is_shut_out_at_once_and_its_work_is_kept() {
    let hub = Running::start();
    let supervisor = RawDevice::enrolled(&hub, Role::Supervisor);
    let mut desk = Desk::join(&hub, Role::Broker);
    desk.write("LRN1");
    desk.push(10).unwrap();
    desk.write("LRN2");
    let (told, heard) = std::sync::mpsc::channel();
    desk.line.watch_line(move |news| {
        let _ = told.send(news);
    });
    heard.recv_timeout(Duration::from_secs(5)).unwrap();

    let device = desk.line.joined().device;
    let answer = supervisor.post(&hub, &format!("/v1/admin/devices/{device}/revoke"), &json!({}));
    assert_eq!(answer.status, 204, "{}", answer.text());

    assert_eq!(desk.line.leases().unwrap_err().code(), "device_revoked");
    assert_eq!(desk.push(10).unwrap_err().code(), "device_revoked");
    let told_so = within(Duration::from_secs(4), || {
        heard.try_iter().any(|news| {
            matches!(news, link::News::Down(LinkError::Said { code, .. }) if code == "device_revoked")
        })
    });
    assert!(told_so, "the open stream ends");
    let kept = supervisor.get(&hub, &format!("/v1/admin/devices/{device}/quarantined")).json();
    assert_eq!(kept.as_array().unwrap().len(), 1, "what it had not sent is kept apart");
    assert_eq!((&kept[0]["actor"], &kept[0]["applied_at"]), (&json!("An Peeters"), &json!(null)));
    let recover = format!("/v1/admin/devices/{device}/recover");
    let answer = supervisor.post(&hub, &recover, &json!({ "leave_out": [] }));
    assert_eq!(answer.json(), json!({ "applied": 1, "contested": 0, "refused": 0 }));
    let mut other = Desk::join(&hub, Role::Broker);
    other.pull(10).unwrap();
    assert_eq!(other.order.len(), 2, "the others get it");
}

#[test]
fn a_supervisor_takes_a_backup_and_nothing_is_left_behind() {
    let hub = Running::start();
    let mut desk = Desk::join(&hub, Role::Broker);
    desk.write("LRN1");
    desk.push(10).unwrap();
    let answer = RawDevice::enrolled(&hub, Role::Supervisor).get(&hub, "/v1/admin/backup");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let announced: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!(answer.body.len(), announced);

    let (copy, empty) = (hub.folder.path().join("copy"), tempfile::tempdir().unwrap());
    std::fs::write(&copy, &answer.body).unwrap();
    let database = office::Database::Folder(empty.path().to_owned());
    let system = std::sync::Arc::new(hub::SystemSurroundings);
    let restored = office::Office::restore(&database, &copy, "test", system).unwrap();
    assert_eq!(restored.head().unwrap().head, 1);
    let gone = within(Duration::from_secs(2), || {
        let mut files = std::fs::read_dir(hub.folder.path()).unwrap().map(Result::unwrap);
        !files.any(|file| file.file_name().to_string_lossy().starts_with("backup-"))
    });
    assert!(gone);
}

#[test]
fn a_supervisor_invites_revokes_and_sees_who_did_what() {
    let hub = Running::start();
    let supervisor = RawDevice::enrolled(&hub, Role::Supervisor);
    let asked = json!({ "role": "inspector", "name": "Warehouse 3", "hours": 2 });
    let answer = supervisor.post(&hub, "/v1/admin/invitations", &asked);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let code = answer.json()["code"].as_str().unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let device = journal::DeviceId(uuid::Uuid::new_v4());
    let line = join_with(&code, &hub.url(), device, &folder).unwrap();
    assert_eq!(line.joined().role, Role::Inspector);

    let role = format!("/v1/admin/devices/{device}/role");
    assert_eq!(supervisor.post(&hub, &role, &json!({ "role": "broker" })).status, 204);
    let revoke = format!("/v1/admin/devices/{device}/revoke");
    assert_eq!(supervisor.post(&hub, &revoke, &json!({})).status, 204);

    let devices = supervisor.get(&hub, "/v1/admin/devices").json();
    let row = devices.as_array().unwrap().iter().find(|d| d["device"] == json!(device)).unwrap();
    assert_eq!((&row["role"], row["revoked_at"].is_string()), (&json!("broker"), true));

    let audit = supervisor.get(&hub, "/v1/admin/audit").json();
    let by = format!("device:{}", supervisor.device);
    let acts: Vec<&str> = audit
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["actor"] == json!(by))
        .map(|row| row["act"].as_str().unwrap())
        .filter(|act| *act != "enrolled")
        .collect();
    assert_eq!(acts, ["invited", "role_changed", "revoked"]);
    assert!(audit.as_array().unwrap().iter().all(|row| row["intact"] == json!(true)));
    assert!(!audit.to_string().contains(&code), "a code is not on record");
}

#[test]
fn a_company_is_invited_to_the_page_and_gets_no_desk() {
    let hub = Running::with(|options| options.front.address = Some("https://hub.example/".into()));
    let supervisor = RawDevice::enrolled(&hub, Role::Supervisor);
    let asked =
        json!({ "role": "merchant", "name": "Lumen Trading", "claims": ["ioss:IM0561234567"] });
    let answer = supervisor.post(&hub, "/v1/admin/invitations", &asked);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let invited = answer.json();
    assert_eq!(invited["page"], "https://hub.example/parcels");
    assert_eq!((&invited["new"], &invited["name"]), (&json!(true), &json!("Lumen Trading")));
    let code = invited["code"].as_str().unwrap();
    let redeemed = hub.office().redeem_party_code(code).unwrap();
    assert_eq!(redeemed.party.role, Role::Merchant);
    assert!(redeemed.party.claims.iter().any(|claim| claim.to_string() == "ioss:IM0561234567"));
    let folder = tempfile::tempdir().unwrap();
    let device = journal::DeviceId(uuid::Uuid::new_v4());
    assert!(join_with(code, &hub.url(), device, &folder).is_err(), "it is no desk's code");
    let again = supervisor.post(&hub, "/v1/admin/invitations", &asked).json();
    assert_eq!((&again["new"], &again["party"]), (&json!(false), &invited["party"]));
}

#[rstest]
#[case::nameless(json!({ "role": "warehouse" }), "party_without_name")]
#[case::claims_of_a_desk(json!({ "role": "broker", "claims": ["at:BE532000"] }), "claims_of_a_desk")]
#[case::no_claim(json!({ "role": "merchant", "name": "Star", "claims": ["no"] }), "malformed")]
#[case::no_hour(json!({ "role": "broker", "hours": 0 }), "malformed")]
fn invitations_that_say_too_little_or_too_much(
    #[case] asked: serde_json::Value,
    #[case] code: &str,
) {
    let hub = Running::start();
    let supervisor = RawDevice::enrolled(&hub, Role::Supervisor);
    let answer = supervisor.post(&hub, "/v1/admin/invitations", &asked);
    assert_eq!((answer.status / 100, answer.code().as_str()), (4, code));
}

#[test]
fn a_desk_is_given_no_companys_role() {
    let hub = Running::start();
    let supervisor = RawDevice::enrolled(&hub, Role::Supervisor);
    let role = format!("/v1/admin/devices/{}/role", supervisor.device);
    let answer = supervisor.post(&hub, &role, &json!({ "role": "merchant" }));
    assert_eq!((answer.status, answer.code().as_str()), (400, "role_of_a_party"));
}

#[rstest]
#[case::unknown_address("GET", "/v1/nothing", 404, "no_such_address")]
#[case::unknown_method("DELETE", "/v1/trust", 405, "no_such_method")]
#[case::no_enrolment("POST", "/v1/enrol", 401, "not_signed")]
fn whatever_says_no_says_why(
    #[case] method: &str,
    #[case] target: &str,
    #[case] status: u16,
    #[case] code: &str,
) {
    let hub = Running::start();
    let answer = Request::new(method, target).send(&hub);
    assert_eq!((answer.status, answer.code().as_str()), (status, code));
}

#[rstest]
#[case::query_missing("/v1/find")]
#[case::file_name("/v1/files/../../etc/passwd")]
#[case::hash_in_capitals(&"/v1/files/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
fn a_request_in_another_form_is_refused_in_the_hubs_words(#[case] target: &str) {
    let hub = Running::start();
    let answer = RawDevice::enrolled(&hub, Role::Broker).get(&hub, target);
    assert!(matches!(answer.status, 400 | 404), "{}", answer.status);
    assert!(matches!(answer.code().as_str(), "malformed" | "no_such_address"));
}
