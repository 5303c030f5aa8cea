//! Webhooks to a real receiver that fails, keeps silent, and at last accepts.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chrono::TimeDelta;
use customs::MessageKind;
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use office::{DeliveryState, NewSubscription};
use rstest::rstest;
use serde_json::{Value, json};
use sha2::Sha256;
use sync::Role;

use crate::world::{Guest, World, fresh, manifest, read, refused, settings, until};

/// What a receiver does with the requests that come, in their order; the last one goes on.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    Accepts,
    Fails,
    Redirects,
    Gone,
}

struct Receiver {
    address: SocketAddr,
    got: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
}

impl Receiver {
    async fn that(does: &[Does]) -> Self {
        let got = Arc::new(Mutex::new(Vec::new()));
        let state = (Arc::clone(&got), does.to_vec());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/{*path}", post(take)).with_state(state);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, got }
    }

    fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    fn count(&self) -> usize {
        self.got.lock().unwrap().len()
    }

    fn ids(&self) -> Vec<String> {
        let got = self.got.lock().unwrap();
        got.iter().map(|(headers, _)| headers["webhook-id"].to_str().unwrap().to_owned()).collect()
    }
}

type Shared = (Arc<Mutex<Vec<(HeaderMap, Bytes)>>>, Vec<Does>);

async fn take(State((got, does)): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let number = {
        let mut got = got.lock().unwrap();
        got.push((headers, body));
        got.len() - 1
    };
    match does.get(number).or(does.last()).unwrap() {
        Does::Accepts => StatusCode::NO_CONTENT.into_response(),
        Does::Fails => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Does::Redirects => (StatusCode::FOUND, [(header::LOCATION, "/elsewhere")]).into_response(),
        Does::Gone => StatusCode::GONE.into_response(),
    }
}

async fn world() -> (World, Guest) {
    let world = World::with(settings(|front| front.notices.inside = true)).await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    (world, merchant)
}

async fn subscribe(world: &World, guest: &Guest, wants: Value) -> Value {
    let answer = world.post("/v1/notices", guest, &wants).await;
    assert_eq!(answer.status(), 201);
    read(answer).await
}

async fn one_parcel(world: &World, guest: &Guest) {
    let rows: [&[(&str, &str)]; 1] = [&[("lrn", "LGG-26-1"), ("house_document", "LGGE1")]];
    world.hand_in(guest, "a.csv", &manifest(&rows)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stage_is_told_with_a_signature_that_holds() {
    let (world, merchant) = world().await;
    let receiver = Receiver::that(&[Does::Accepts]).await;
    let wants = json!({ "channel": "webhook", "target": receiver.url(), "stages": ["released"] });
    let subscribed = subscribe(&world, &merchant, wants).await;
    one_parcel(&world, &merchant).await;
    world.says("LGG-26-1", MessageKind::Accepted);
    world.says("LGG-26-1", MessageKind::Released);
    until("the receiver was told", || receiver.count() == 1).await;
    let (headers, body) = receiver.got.lock().unwrap()[0].clone();
    let event: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(event["type"], "parcel.stage_reached");
    assert_eq!(event["data"]["parcels"][0]["reached"], "released");
    assert_eq!(event["data"]["parcels"][0]["parcel"]["parcel"], "LGGE1");

    let text = |name: &str| headers[name].to_str().unwrap();
    let key = subscribed["secret"].as_str().unwrap().strip_prefix("whsec_").unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&BASE64.decode(key.as_bytes()).unwrap()).unwrap();
    mac.update(format!("{}.{}.", text("webhook-id"), text("webhook-timestamp")).as_bytes());
    mac.update(&body);
    let expected = format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes()));
    assert_eq!(text("webhook-signature"), expected);
    let sent = || world.office().deliveries(None, Some(DeliveryState::Sent), 9).unwrap().len() == 1;
    until("it is marked", sent).await;
    // Nothing else was to be told.
    assert_eq!(receiver.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_forgotten_after_the_time_that_is_set() {
    let (world, merchant) = world().await;
    let receiver = Receiver::that(&[Does::Accepts]).await;
    subscribe(&world, &merchant, json!({ "channel": "webhook", "target": receiver.url() })).await;
    one_parcel(&world, &merchant).await;
    let sent = |world: &World| world.office().deliveries(None, None, 9).unwrap();
    until("it is marked", || sent(&world).iter().any(|it| it.state == DeliveryState::Sent)).await;
    let world = World::in_folder(world.stop().await, |_| {}).await;
    assert_eq!(sent(&world).len(), 1, "it is kept for long, unless said");
    let brief = settings(|front| front.notices.kept = Duration::ZERO);
    let world = World::in_folder(world.stop().await, brief).await;
    until("it is forgotten", || sent(&world).is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_fails_is_tried_again_under_the_same_id() {
    let (world, merchant) = world().await;
    let receiver = Receiver::that(&[Does::Fails, Does::Accepts]).await;
    subscribe(&world, &merchant, json!({ "channel": "webhook", "target": receiver.url() })).await;
    one_parcel(&world, &merchant).await;
    until("it was tried twice", || receiver.count() == 2).await;
    let ids = receiver.ids();
    assert_eq!(ids[0], ids[1]);
    let sent = || world.office().deliveries(None, Some(DeliveryState::Sent), 9).unwrap().len() == 1;
    until("it is marked", sent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_are_not_followed_and_who_is_gone_is_left_alone_until_replayed() {
    let (world, merchant) = world().await;
    let receiver = Receiver::that(&[Does::Redirects, Does::Gone, Does::Accepts]).await;
    subscribe(&world, &merchant, json!({ "channel": "webhook", "target": receiver.url() })).await;
    one_parcel(&world, &merchant).await;
    let dead = || world.office().deliveries(None, Some(DeliveryState::Dead), 9).unwrap();
    until("it is given up", || !dead().is_empty()).await;
    assert_eq!(receiver.count(), 2);
    let list = world.request(reqwest::Method::GET, "/v1/notices/deliveries?state=dead", &merchant);
    let list = read(list.send().await.unwrap()).await;
    assert!(list[0]["failure"].as_str().unwrap().contains("410"), "{list}");

    let other = world.guest(Role::Merchant, "Moon", &[]);
    let path = format!("/v1/notices/deliveries/{}/replay", list[0]["id"].as_str().unwrap());
    assert_eq!(world.post(&path, &other, &json!({})).await.status(), 404);
    read(world.post(&path, &merchant, &json!({})).await).await;
    until("it was sent again", || receiver.count() == 3).await;
    assert_eq!(receiver.ids()[0], receiver.ids()[2]);
}

/// The hub dies after sending and before marking: somebody else sends it again, under its id.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_but_not_marked_is_sent_again_by_another_hub() {
    let receiver = Receiver::that(&[Does::Accepts]).await;
    let (folder, office) = office_with(&receiver.url());

    // This worker takes the message, sends it, and is never heard of again.
    let dead = fresh();
    let taken = office.take_due(dead, 10, TimeDelta::seconds(2)).unwrap();
    assert_eq!(taken.len(), 1);
    assert!(office.take_due(fresh(), 10, TimeDelta::seconds(2)).unwrap().is_empty());
    let first = taken[0].id.to_string();

    let world = World::in_folder(folder, settings(|front| front.notices.inside = true)).await;
    until("another hub sent it", || receiver.count() == 1).await;
    assert_eq!(receiver.ids(), [first]);
    let state = || office.deliveries(None, None, 9).unwrap()[0].state;
    until("it is marked", || state() == DeliveryState::Sent).await;
    // The dead one's word does not count any more.
    office.not_delivered(taken[0].id, dead, "late", None).unwrap();
    assert_eq!(state(), DeliveryState::Sent);
    world.server.stop().await.unwrap();
}

/// An office without a server, in which a parcel has just come in.
fn office_with(target: &str) -> (tempfile::TempDir, Arc<office::Office>) {
    let folder = tempfile::tempdir().unwrap();
    let database = office::Database::Folder(folder.path().to_owned());
    let office = office::Office::open(&database, Arc::new(hub::SystemSurroundings)).unwrap();
    let party = office::NewParty { name: "Star".into(), role: Role::Merchant, claims: vec![] };
    let party = office.invite_party(&party, 1, "test").unwrap().party;
    let wants = json!({ "channel": "webhook", "target": target });
    let wants: NewSubscription = serde_json::from_value(wants).unwrap();
    office.subscribe(party.id, &wants, "test").unwrap();
    let file = office.keep_file(b"flight").unwrap();
    office.manifest_of(&file.0, party.id, "flight.csv").unwrap();
    office.write_own(&[queued(&file, "LGG-26-1")]).unwrap();
    while office.project_parcels(5).unwrap().more {}
    (folder, Arc::new(office))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_of_what_was_known_before_or_after_the_end() {
    let (world, merchant) = world().await;
    let receiver = Receiver::that(&[Does::Accepts]).await;
    one_parcel(&world, &merchant).await;
    let wants = json!({ "channel": "webhook", "target": receiver.url() });
    let id = subscribe(&world, &merchant, wants).await["id"].as_str().unwrap().to_owned();
    world.says("LGG-26-1", MessageKind::Accepted);
    until("the new stage was told", || receiver.count() == 1).await;
    let end = world.request(reqwest::Method::DELETE, &format!("/v1/notices/{id}"), &merchant);
    assert_eq!(end.send().await.unwrap().status(), 204);
    world.says("LGG-26-1", MessageKind::Released);
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(receiver.count(), 1);
}

#[rstest]
#[case::plain("http://hooks.example.com/", "target_not_secure")]
#[case::inside("https://192.168.1.1/", "target_not_public")]
#[case::this_machine("https://localhost:8443/", "target_not_public")]
#[tokio::test(flavor = "multi_thread")]
async fn webhooks_stay_out_of_the_offices_own_network(#[case] target: &str, #[case] code: &str) {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let wants = json!({ "channel": "webhook", "target": target });
    let answer = world.post("/v1/notices", &merchant, &wants).await;
    assert_eq!(refused(answer, 400).await, code);
}

/// A declaration that came from that file.
fn queued(file: &journal::AttachmentHash, lrn: &str) -> office::OwnEvent {
    let rows: [&[(&str, &str)]; 1] = [&[("lrn", lrn)]];
    let csv = manifest(&rows);
    let Some(Ok(exchange::Record::Declaration(record))) =
        exchange::read(csv.as_bytes(), "flight.csv").next()
    else {
        panic!("the manifest holds a declaration");
    };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    let packs = customs::Packs::builtin();
    let (_, verdict) = customs::verdict(&record.body, packs, day, customs::Language::English);
    let source = journal::Source {
        file: file.clone(),
        name: "flight.csv".to_owned(),
        format: "h7_csv".to_owned(),
        record: 1,
        line: 2,
    };
    office::OwnEvent {
        id: journal::EntryId(fresh()),
        subject: Some(journal::DeclarationId::of(Some(crate::world::DECLARANT), lrn)),
        event: journal::Queued { source, body: record.body, verdict }.into(),
        actor: "Star".to_owned(),
    }
}
