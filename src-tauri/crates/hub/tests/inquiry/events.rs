//! Answers that keep current.

use std::time::Duration;

use customs::MessageKind;
use reqwest::Response;
use sync::Role;
use tokio::time::timeout;

use crate::world::{World, manifest};

/// Reads the stream until it holds a text.
async fn heard(stream: &mut Response, text: &str) -> String {
    let mut all = String::new();
    while !all.contains(text) {
        let part = timeout(Duration::from_secs(20), stream.chunk()).await;
        let part = part.unwrap_or_else(|_| panic!("nothing more came after {all}"));
        all.push_str(std::str::from_utf8(&part.unwrap().expect("the stream goes on")).unwrap());
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_hears_of_a_new_stage_and_of_nothing_else() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    let rows: [&[(&str, &str)]; 2] = [&[("lrn", "LGG-26-1")], &[("lrn", "LGG-26-2")]];
    world.hand_in(&guest, "a.csv", &manifest(&rows)).await;
    let session = world.sign_in(&guest).await;
    let upto = world.office().parcels_upto().unwrap().to_string();
    let fields = [("numbers", "unknown LGG-26-2"), ("upto", &upto), ("lang", "fr"), ("table", "0")];
    let mut stream = world.form("/parcels/events", Some(&session), &fields).await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    world.says("LGG-26-1", MessageKind::Released);
    world.says("LGG-26-2", MessageKind::Accepted);
    let told = heard(&mut stream, "event: parcel").await + &heard(&mut stream, "event: upto").await;
    assert!(told.contains("LGG-26-2: Accepté"), "{told}");
    assert!(told.contains(r#""id":"a1""#), "{told}");
    assert!(!told.contains("LGG-26-1"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_cut_off_hears_what_it_missed() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    world.hand_in(&guest, "a.csv", &manifest(&[&[("lrn", "LGG-26-1")]])).await;
    let session = world.sign_in(&guest).await;
    let upto = world.office().parcels_upto().unwrap().to_string();
    world.says("LGG-26-1", MessageKind::Released);
    let fields = [("numbers", "LGG-26-1"), ("upto", &upto)];
    let mut stream = world.form("/parcels/events", Some(&session), &fields).await;
    assert!(heard(&mut stream, "event: parcel").await.contains("Released"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_listens_without_a_session_and_signing_out_ends_it() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    assert_eq!(world.form("/parcels/events", None, &[("numbers", "A")]).await.status(), 401);
    world.hand_in(&guest, "a.csv", &manifest(&[&[("lrn", "LGG-26-1")]])).await;
    let session = world.sign_in(&guest).await;
    let upto = world.office().parcels_upto().unwrap().to_string();
    let fields = [("numbers", "LGG-26-1"), ("upto", &upto)];
    let mut stream = world.form("/parcels/events", Some(&session), &fields).await;
    world.form("/parcels/sign-out", Some(&session), &[]).await;
    world.says("LGG-26-1", MessageKind::Released);
    let rest = timeout(Duration::from_secs(20), stream.chunk()).await.expect("the stream ends");
    assert!(rest.unwrap().is_none());
}
