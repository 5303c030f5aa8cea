//! The watched folder.

use std::fs;

use serde_json::Value;
use sync::Role;

use crate::world::{World, manifest, settings, until};

#[tokio::test(flavor = "multi_thread")]
async fn files_are_taken_when_complete_and_put_away_with_a_report() {
    let inbox = tempfile::tempdir().unwrap();
    let path = inbox.path().to_owned();
    let world = World::with(settings(|front| front.intake = Some(path.clone()))).await;
    let merchant = world.guest(Role::Merchant, "Star", &["ioss:IM0561234567"]);
    fs::write(path.join("unfinished.csv.part"), "lrn").unwrap();
    fs::write(
        path.join("flight.csv"),
        manifest(&[&[("lrn", "LGG-26-1"), ("house_document", "LGGE1")]]),
    )
    .unwrap();
    fs::write(path.join("letter.txt"), "Dear sirs").unwrap();
    until("both are put away", || {
        path.join("done/flight.csv").exists() && path.join("refused/letter.txt").exists()
    })
    .await;
    let report = |name: &str| -> Value {
        serde_json::from_slice(&fs::read(path.join(name)).unwrap()).unwrap()
    };
    assert_eq!(report("done/flight.csv.report.json")["new"], 1);
    assert_eq!(report("refused/letter.txt.report.json")["refused"][0]["code"], "unknown_format");
    assert!(path.join("unfinished.csv.part").exists());
    assert_eq!(world.ask(&merchant, "LGGE1").await[0]["stage"], "received");

    // The authority's replies come in the same way, and only from here.
    let release = include_str!("../../../../../fixtures/replies/LGG26-I000103/03_DMSCLE.xml");
    fs::write(path.join("release.xml"), release.replace("LGG26-I000103", "LGG-26-1")).unwrap();
    until("the reply is put away", || path.join("done/release.xml").exists()).await;
    let parcel = world.ask(&merchant, "LGGE1").await[0].clone();
    assert_eq!(
        (&parcel["stage"], &parcel["mrn"]),
        (&"released".into(), &"26BEJ2CQNGNZCJ24R8".into())
    );
    assert_eq!(parcel["stages"][1]["at"], "2026-11-20T08:59:00Z");

    // A file of the same name does not take the place of the first.
    fs::write(path.join("flight.csv"), manifest(&[&[("lrn", "LGG-26-2")]])).unwrap();
    until("the second is put away", || path.join("done/2-flight.csv").exists()).await;
    assert!(path.join("done/2-flight.csv.report.json").exists());
}
