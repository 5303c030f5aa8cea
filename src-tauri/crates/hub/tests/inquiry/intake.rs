//! Manifests over HTTP.

use std::io::{Cursor, Write};

use customs::MessageKind;
use rstest::rstest;
use serde_json::json;
use sync::Role;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::world::{World, manifest, refused};

const TWO: [&[(&str, &str)]; 2] = [
    &[("lrn", "LGG-26-1"), ("house_document", "LGGE1")],
    &[("lrn", "LGG-26-2"), ("house_document", "LGGE2")],
];

#[tokio::test(flavor = "multi_thread")]
async fn a_manifest_comes_into_the_queue_and_its_sender_finds_the_parcels() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let report = world.hand_in(&merchant, "flight.csv", &manifest(&TWO)).await;
    assert_eq!(report["format"], "h7_csv", "{report}");
    assert_eq!((&report["declarations"], &report["new"]), (&json!(2), &json!(2)));
    assert_eq!(report["refused"], json!([]));
    let parcels = world.ask(&merchant, "lgge 2").await;
    assert_eq!(parcels[0]["lrn"], "LGG-26-2");
    assert_eq!(parcels[0]["stage"], "received");
    assert_eq!(parcels[0]["stages"][0]["from"], json!({ "kind": "sender" }));
    assert_eq!(parcels[0]["expected"], "in_review");
}

/// Of several files in an archive it is said in which one the trouble is.
#[tokio::test(flavor = "multi_thread")]
async fn an_archive_is_taken_in_file_by_file() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, lrn) in [("a.csv", "LGG-26-1"), ("b.csv", ""), ("c.csv", "LGG-26-3")] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(manifest(&[&[("lrn", lrn)]]).as_bytes()).unwrap();
    }
    let archive = archive.finish().unwrap().into_inner();
    let report = world.hand_in(&merchant, "day.zip", &archive).await;
    assert_eq!((&report["name"], &report["new"]), (&json!("day.zip"), &json!(2)), "{report}");
    assert_eq!(report["refused"][0]["code"], "missing_lrn");
    let reason = report["refused"][0]["reason"].as_str().unwrap();
    assert!(reason.starts_with("“day.zip/b.csv”: "), "{reason}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_twice_adds_nothing() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    world.hand_in(&merchant, "flight.csv", &manifest(&TWO)).await;
    let head = world.office().head().unwrap().head;
    let again = world.hand_in(&merchant, "flight.csv", &manifest(&TWO)).await;
    assert_eq!((&again["unchanged"], &again["new"]), (&json!(2), &json!(0)));
    assert_eq!(world.office().head().unwrap().head, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_amends_and_an_older_one_then_changes_nothing() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let first = manifest(&[&[("lrn", "LGG-26-1"), ("value", "24.50")]]);
    let second = manifest(&[&[("lrn", "LGG-26-1"), ("value", "25.00")]]);
    world.hand_in(&merchant, "a.csv", &first).await;
    assert_eq!(world.hand_in(&merchant, "b.csv", &second).await["amended"], 1);
    let head = world.office().head().unwrap().head;
    let back = world.hand_in(&merchant, "c.csv", &first).await;
    assert_eq!(
        back["refused"].as_array().unwrap().len() as u64 + back["unchanged"].as_u64().unwrap(),
        1
    );
    // Only the record of the run may have been added.
    assert!(world.office().head().unwrap().head <= head + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refused_record_is_named_with_place_reason_and_way_out() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let mut file = manifest(&[
        &[("lrn", "LGG-26-1"), ("house_document", "LGGE1")],
        &[("lrn", ""), ("house_document", "LGGE2")],
        &[("lrn", "LGG-26-3"), ("house_document", "LGGE3")],
    ]);
    file.push_str("LGG-26-4;too;few\n");
    let report = world.hand_in(&merchant, "flight.csv", &file).await;
    assert_eq!(report["new"], 2, "{report}");
    let refused = report["refused"].as_array().unwrap();
    let codes: Vec<_> =
        refused.iter().map(|it| (it["code"].as_str().unwrap(), it["line"].as_u64())).collect();
    assert_eq!(codes, [("missing_lrn", Some(3)), ("wrong_column_count", Some(5))], "{report}");
    assert!(refused.iter().all(|it| it["reason"].as_str().unwrap().len() > 10));
    assert!(refused.iter().all(|it| it["hint"].as_str().unwrap().len() > 10));
}

/// A merchant who could hand in the authority's messages could release its own parcels.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_releases_parcels_by_handing_in_a_message() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    world.hand_in(&merchant, "flight.csv", &manifest(&TWO)).await;
    let release = include_str!("../../../../../fixtures/replies/LGG26-I000103/03_DMSCLE.xml")
        .replace("LGG26-I000103", "LGG-26-1");
    let report = world.hand_in(&merchant, "release.xml", &release).await;
    assert_eq!(report["refused"][0]["code"], "message_not_taken", "{report}");
    assert_eq!(report["messages"], 0);
    assert_eq!(world.ask(&merchant, "LGGE1").await[0]["stage"], "received");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_reference_is_not_overwritten() {
    let world = World::new().await;
    let (star, moon) =
        (world.guest(Role::Merchant, "Star", &[]), world.guest(Role::Merchant, "Moon", &[]));
    world.hand_in(&star, "flight.csv", &manifest(&[&[("lrn", "LGG-26-1")]])).await;
    let other = manifest(&[&[("lrn", "LGG-26-1"), ("value", "1.00")]]);
    let report = world.hand_in(&moon, "other.csv", &other).await;
    assert_eq!(report["refused"][0]["code"], "reference_taken");
    assert_eq!(world.ask(&moon, "LGG-26-1").await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_authority_has_is_not_amended() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    world.hand_in(&merchant, "a.csv", &manifest(&[&[("lrn", "LGG-26-1")]])).await;
    world.says("LGG-26-1", MessageKind::Accepted);
    let newer = manifest(&[&[("lrn", "LGG-26-1"), ("value", "25.00")]]);
    let report = world.hand_in(&merchant, "b.csv", &newer).await;
    assert_eq!(report["refused"][0]["code"], "already_lodged", "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_reference_for_two_parcels_of_a_file_is_refused() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let file = manifest(&[
        &[("lrn", "LGG-26-1"), ("house_document", "LGGE1")],
        &[("lrn", "LGG-26-9"), ("house_document", "LGGE9")],
        &[("lrn", "LGG-26-1"), ("house_document", "LGGE2")],
    ]);
    let report = world.hand_in(&merchant, "flight.csv", &file).await;
    assert_eq!(report["new"], 2);
    assert_eq!(report["refused"][0]["code"], "duplicate_lrn", "{report}");
}

#[rstest]
#[case::warehouse(Role::Warehouse)]
#[case::transporter(Role::Transporter)]
#[tokio::test(flavor = "multi_thread")]
async fn only_merchants_hand_in(#[case] role: Role) {
    let world = World::new().await;
    let guest = world.guest(role, "Nord", &[]);
    let request = world.request(reqwest::Method::POST, "/v1/intake?name=a.csv", &guest);
    let answer = request.body("x").send().await.unwrap();
    assert_eq!(refused(answer, 403).await, "role_not_allowed");
}
