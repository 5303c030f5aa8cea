//! A merchant asks for its parcels and is told of them; the administrator sees to it by script.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use reqwest::{Certificate, Client, Method};
use serde_json::{Value, json};

use crate::world::{Desk, Hub, fixture};

const LUMEN: &[&str] =
    &["invite", "--role", "merchant", "--name", "Lumen Trading", "--ioss", "IM0561234567"];
/// Of the flight, one parcel of Lumen's and one of another seller's.
const OWN: &str = "LX155337957CN";
const FOREIGN: &str = "LGGE30000000298";

/// What a merchant's program does: HTTPS that trusts the office's own authority.
struct Merchant {
    client: Client,
    key: String,
    address: String,
}

impl Merchant {
    async fn with_code(hub: &Hub, code: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let authority = std::fs::read(hub.folder.path().join("tls/authority.pem")).unwrap();
        let authority = Certificate::from_pem(&authority).unwrap();
        let client = Client::builder().tls_certs_only([authority]).build().unwrap();
        let address = format!("https://{}", hub.address);
        let mut merchant = Self { client, key: String::new(), address };
        let (status, body) =
            merchant.ask(Method::POST, "/v1/access-keys", Some(json!({ "code": code }))).await;
        assert_eq!((status, &body["party"]), (201, &json!("Lumen Trading")), "{body}");
        merchant.key = body["access_key"].as_str().unwrap().to_owned();
        merchant
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let mut request = self.client.request(method, format!("{}{path}", self.address));
        request = request.bearer_auth(&self.key).header("content-type", "application/json");
        request = request.body(body.map_or_else(String::new, |body| body.to_string()));
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
    }

    async fn parcels(&self, number: &str) -> Value {
        let (status, answer) = self.ask(Method::GET, &format!("/v1/parcels/{number}"), None).await;
        assert_eq!(status, 200, "{answer}");
        answer["parcels"].clone()
    }
}

/// A receiver of webhooks that answers every request with the same status, until told another one.
fn receiver(status: u16) -> (String, Arc<AtomicU16>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let status = Arc::new(AtomicU16::new(status));
    let answers = Arc::clone(&status);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut reader = BufReader::new(stream.unwrap());
            let mut length = 0;
            for line in reader.by_ref().lines().map(Result::unwrap) {
                let size = line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned);
                length = size.map_or(length, |size| size.parse().unwrap());
                if line.is_empty() {
                    break;
                }
            }
            std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink()).unwrap();
            let status = answers.load(Ordering::SeqCst);
            let answer =
                format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            reader.get_mut().write_all(answer.as_bytes()).unwrap();
        }
    });
    (url, status)
}

#[track_caller]
fn eventually(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn acts(hub: &Hub) -> Vec<String> {
    let audit = hub.run(&["audit"]);
    let act = |row: &Value| row["act"].as_str().unwrap().to_owned();
    audit["audit"].as_array().unwrap().iter().map(act).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_comes_in_with_a_code_and_sees_its_own_parcels() {
    let hub = Hub::start();
    let desk = Desk::new("Anneke Maes");
    desk.enrol(&hub, "broker");
    desk.answer(0, &["import", &fixture("flights/784-12345675.csv")]);
    desk.answer(0, &["sync"]);

    let invited = hub.run(&[LUMEN, &["--address", "https://hub.example/"]].concat());
    assert_eq!(invited["page"], "https://hub.example/parcels");
    assert_eq!((&invited["new"], &invited["warnings"]), (&json!(true), &json!([])));
    let merchant = Merchant::with_code(&hub, invited["code"].as_str().unwrap()).await;
    let mut parcels = json!([]);
    for _ in 0..300 {
        parcels = merchant.parcels(OWN).await;
        if parcels != json!([]) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(parcels[0]["stage"], "received", "{parcels}");
    assert_eq!(merchant.parcels(FOREIGN).await, json!([]), "it is somebody else's");

    let again = hub.run(LUMEN);
    assert_eq!((&again["new"], &again["party"]), (&json!(false), &invited["party"]));
    let listed = hub.run(&["parties"]);
    assert_eq!(listed["parties"].as_array().unwrap().len(), 1, "{listed}");
    assert_eq!(listed["parties"][0]["role"], "merchant");

    hub.run(&["parties", "revoke", "lumen trading"]);
    let (status, body) = merchant.ask(Method::GET, &format!("/v1/parcels/{OWN}"), None).await;
    assert_eq!((status, &body["code"]), (401, &json!("unknown_key")));
    assert_eq!(hub.refuses(&["parties", "revoke", "Lumen Trading"]), "party_unknown");
    let acts = acts(&hub);
    for act in ["party_added", "party_invited", "party_code_redeemed", "party_revoked"] {
        assert!(acts.contains(&act.to_owned()), "{act} of {acts:?}");
    }
}

#[test]
fn what_cannot_be_an_invitation_is_refused_with_the_reason() {
    let hub = Hub::start();
    let invite = |rest: &[&str]| hub.refuses(&[&["invite", "--role"], rest].concat());
    assert_eq!(invite(&["merchant"]), "party_without_name");
    assert_eq!(invite(&["merchant", "--name", "Lumen", "--ioss", "IM999"]), "unusable_claim");
    assert_eq!(invite(&["warehouse", "--name", "Nord", "--place", "-"]), "unusable_claim");
    assert_eq!(invite(&["transporter", "--name", "Air", "--awb-prefix", "78"]), "unusable_claim");
    assert_eq!(invite(&["broker", "--eori", "BE0428759497"]), "claims_of_a_desk");
    assert_eq!(invite(&["merchant", "--name", "Lumen", "--hours", "9999999"]), "usage");
    assert_eq!(hub.run(&["parties"])["parties"], json!([]));
    let doubtful =
        hub.run(&["invite", "--role", "merchant", "--name", "Lumen", "--eori", "BE0428759479"]);
    assert!(doubtful["warnings"][0].as_str().unwrap().contains("97 would"), "{doubtful}");
    let mistyped = ["parties", "disclaim", "lumen", "eori:BE0428759479"];
    hub.run(&mistyped);
    assert_eq!(hub.refuses(&mistyped), "unknown");
}

fn add<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&["notices", "add", "Lumen Trading"], rest].concat()
}

#[test]
fn notices_are_set_up_looked_at_and_sent_again_by_script() {
    let hub = Hub::with(&["--webhooks-inside"]);
    let desk = Desk::new("Anneke Maes");
    desk.enrol(&hub, "broker");
    desk.answer(0, &["import", &fixture("flights/784-12345675.csv")]);
    desk.answer(0, &["sync"]);
    hub.run(LUMEN);
    let (url, answers) = receiver(410);
    assert_eq!(hub.refuses(&add(&["--webhook", &url])), "target_not_secure");
    assert_eq!(hub.refuses(&add(&["--mail", "ann at lumen"])), "target_malformed");
    assert_eq!(hub.refuses(&add(&["--mail", "a@b.example", "--webhook", &url])), "usage");
    assert_eq!(
        hub.refuses(&["notices", "add", "Nobody", "--mail", "a@b.example"]),
        "party_unknown"
    );
    let mail = add(&["--mail", "ann@lumen.example", "--pace", "daily", "--language", "fr"]);
    let mail = hub.run(&mail);
    assert_eq!((&mail["channel"], &mail["pace"]), (&json!("email"), &json!("daily")));
    assert_eq!(mail["secret"], Value::Null);
    let hook = ["--webhook", &url, "--stage", "in-review", "--webhooks-inside"];
    let hook = hub.run(&add(&hook));
    assert!(hook["secret"].as_str().unwrap().starts_with("whsec_"), "{hook}");
    let listed = hub.run(&["notices"]);
    assert_eq!(listed["subscriptions"][1]["id"], hook["id"], "{listed}");
    assert!(!listed.to_string().contains("whsec_"), "the secret is told once");

    desk.answer(0, &["claim", "LGG-26-0048218-03"]);
    desk.answer(0, &["sync"]);
    let messages =
        |state: &str| hub.run(&["notices", "messages", "--state", state])["messages"].clone();
    eventually("it is given up", || messages("dead") != json!([]));
    let dead = messages("dead");
    assert!(dead[0]["failure"].as_str().unwrap().contains("410"), "{dead}");
    answers.store(204, Ordering::SeqCst);
    let replayed = hub.run(&["notices", "replay", "--dead"]);
    assert_eq!(
        (&replayed["replayed"][0]["id"], &replayed["refused"]),
        (&dead[0]["id"], &json!([]))
    );
    eventually("it was sent", || messages("sent") != json!([]));
    assert_eq!(messages("sent")[0]["id"], dead[0]["id"]);

    hub.run(&["notices", "end", hook["id"].as_str().unwrap()]);
    let ended = hub.run(&["notices"])["subscriptions"][1]["ended_at"].clone();
    assert!(ended.is_string());
    let acts = acts(&hub);
    for act in ["notices_subscribed", "notice_replayed", "notices_ended"] {
        assert!(acts.contains(&act.to_owned()), "{act} of {acts:?}");
    }
}
