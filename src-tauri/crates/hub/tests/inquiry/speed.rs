//! A thousand numbers at once.

use std::time::{Duration, Instant};

use serde_json::json;
use sync::Role;

use crate::world::{World, manifest, read};

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_numbers_are_answered_in_well_under_a_second() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    let rows: Vec<(String, String)> =
        (0..1000).map(|n| (format!("LGG-26-{n:04}"), format!("LGGE{n:04}"))).collect();
    let rows: Vec<[(&str, &str); 2]> = rows
        .iter()
        .map(|(lrn, house)| [("lrn", lrn.as_str()), ("house_document", house.as_str())])
        .collect();
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(|row| row.as_slice()).collect();
    let report = world.hand_in(&guest, "flight.csv", &manifest(&rows)).await;
    assert_eq!(report["new"], 1000, "{}", report["refused"]);

    let numbers: Vec<String> = (0..1000).map(|n| format!("LGGE{n:04}")).collect();
    let begun = Instant::now();
    let answers =
        read(world.post("/v1/parcels", &guest, &json!({ "numbers": numbers })).await).await;
    let api = begun.elapsed();
    let found =
        answers.as_array().unwrap().iter().filter(|it| it["parcels"][0]["stage"] == "received");
    assert_eq!(found.count(), 1000);

    let session = world.sign_in(&guest).await;
    let begun = Instant::now();
    let page = world.form("/parcels", Some(&session), &[("numbers", &numbers.join("\n"))]).await;
    assert!(page.text().await.unwrap().contains("1000 of 1000 numbers found"));
    let page = begun.elapsed();
    eprintln!("1,000 numbers: {api:?} over the API, {page:?} as a page");
    assert!(
        api < Duration::from_millis(900) && page < Duration::from_millis(1500),
        "{api:?} {page:?}"
    );

    let too_many: Vec<String> = (0..1001).map(|n| n.to_string()).collect();
    let answer = world.post("/v1/parcels", &guest, &json!({ "numbers": too_many })).await;
    assert_eq!(answer.status(), 413);
}
