//! Everybody sees what is theirs, and learns nothing of the rest.

use std::time::{Duration, Instant};

use serde_json::json;
use sync::Role;

use crate::world::{World, manifest, refused};

const PARCEL: &[(&str, &str)] = &[("lrn", "LGG-26-1"), ("house_document", "LGGE1")];

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_number_and_somebody_elses_get_the_same_answer() {
    let world = World::new().await;
    let sender = world.guest(Role::Merchant, "Star", &[]);
    world.hand_in(&sender, "flight.csv", &manifest(&[PARCEL])).await;
    let stranger = world.guest(Role::Warehouse, "Nord", &["at:NL000396"]);
    let session = world.sign_in(&stranger).await;
    for (unknown, foreign) in [("LGGE7", "LGGE1"), ("784-99999990", "784-12345675")] {
        let api = async |number| {
            let answer =
                world.post("/v1/parcels", &stranger, &json!({ "numbers": [number] })).await;
            (answer.status(), answer.text().await.unwrap().replace(number, "N"))
        };
        assert_eq!(api(unknown).await, api(foreign).await);
        let page = async |number| {
            let answer = world.form("/parcels", Some(&session), &[("numbers", number)]).await;
            (answer.status(), answer.text().await.unwrap().replace(number, "N"))
        };
        assert_eq!(page(unknown).await, page(foreign).await);
        let handover = async |number| {
            let told = json!({ "number": number, "to": "Van Dijk" });
            let answer = world.post("/v1/handovers", &stranger, &told).await;
            (answer.status(), answer.text().await.unwrap())
        };
        assert_eq!(handover(unknown).await, handover(foreign).await);
    }
}

/// Answers leave in steps, so that the time which the database needs does not show.
#[tokio::test(flavor = "multi_thread")]
async fn the_time_of_an_answer_does_not_tell_whose_a_number_is() {
    let world = World::new().await;
    let sender = world.guest(Role::Merchant, "Star", &[]);
    let rows: Vec<Vec<(&str, String)>> = (0..300)
        .map(|n| vec![("lrn", format!("LGG-26-{n}")), ("house_document", format!("LGGE{n}"))])
        .collect();
    let rows: Vec<Vec<(&str, &str)>> =
        rows.iter().map(|row| row.iter().map(|(k, v)| (*k, v.as_str())).collect()).collect();
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    world.hand_in(&sender, "flight.csv", &manifest(&rows)).await;
    let stranger = world.guest(Role::Warehouse, "Nord", &["at:NL000396"]);
    // The quickest of many: a busy machine delays any single one.
    let quickest = async |number: &str| {
        let mut times = Vec::new();
        for _ in 0..20 {
            let begun = Instant::now();
            world.ask(&stranger, number).await;
            times.push(begun.elapsed());
        }
        times.into_iter().min().unwrap()
    };
    let (unknown, foreign) = (quickest("784-99999990").await, quickest("784-12345675").await);
    let differ = unknown.abs_diff(foreign);
    assert!(differ < Duration::from_millis(10), "{unknown:?} against {foreign:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_that_is_shut_out_is_out_at_once() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let session = world.sign_in(&merchant).await;
    world.office().revoke_party(merchant.party.id, "test").unwrap();
    let answer = world.post("/v1/parcels", &merchant, &json!({ "numbers": ["A"] })).await;
    assert_eq!(refused(answer, 401).await, "unknown_key");
    assert_eq!(world.page("/parcels", Some(&session), "en").await.status(), 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_there_is_no_answer() {
    let world = World::new().await;
    let answer = world.client.get(world.url("/v1/parcels/LGGE1")).send().await.unwrap();
    assert_eq!(refused(answer, 401).await, "not_signed");
}
