//! Word of goods that were handed over.

use customs::MessageKind;
use serde_json::json;
use sync::Role;

use crate::world::{World, manifest, read, refused};

#[tokio::test(flavor = "multi_thread")]
async fn only_released_parcels_leave_the_warehouse() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let warehouse = world.guest(Role::Warehouse, "Cargo Nord", &["at:BE532000"]);
    world
        .hand_in(
            &merchant,
            "a.csv",
            &manifest(&[&[("lrn", "LGG-26-1"), ("house_document", "LGGE1")]]),
        )
        .await;
    let told = json!({ "number": "LGGE1", "to": "Van Dijk", "place": "Dock 4", "at": "2026-11-02T10:00:00Z" });

    for kind in [MessageKind::Accepted, MessageKind::Control] {
        world.says("LGG-26-1", kind);
        let answer = world.post("/v1/handovers", &warehouse, &told).await;
        assert_eq!(refused(answer, 409).await, "not_released", "{kind:?}");
    }
    world.says("LGG-26-1", MessageKind::Released);
    let parcel = read(world.post("/v1/handovers", &warehouse, &told).await).await;
    assert_eq!(parcel["stage"], "handed_over");
    let last = parcel["stages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["stage"] == "handed_over")
        .unwrap();
    assert_eq!(last["from"], json!({ "kind": "operator", "name": "Cargo Nord" }));
    assert_eq!(last["at"], "2026-11-02T10:00:00Z");
    assert_eq!(world.ask(&merchant, "LGGE1").await[0]["stage"], "handed_over");

    // Told twice it happened once.
    let head = world.office().head().unwrap().head;
    read(world.post("/v1/handovers", &warehouse, &told).await).await;
    assert_eq!(world.office().head().unwrap().head, head);

    world.says("LGG-26-1", MessageKind::NotReleased);
    let other = json!({ "number": "LGGE1", "to": "Somebody else" });
    let answer = world.post("/v1/handovers", &warehouse, &other).await;
    assert_eq!(refused(answer, 409).await, "not_released");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handover_is_told_by_whom_it_concerns_and_in_order() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let elsewhere = world.guest(Role::Warehouse, "Elsewhere", &["at:NL000396"]);
    world.hand_in(&merchant, "a.csv", &manifest(&[&[("lrn", "LGG-26-1")]])).await;
    world.says("LGG-26-1", MessageKind::Released);
    let told = json!({ "number": "LGG-26-1", "to": "Van Dijk" });
    assert_eq!(
        refused(world.post("/v1/handovers", &merchant, &told).await, 403).await,
        "role_not_allowed"
    );
    assert_eq!(
        refused(world.post("/v1/handovers", &elsewhere, &told).await, 404).await,
        "parcel_unknown"
    );
    let here = world.guest(Role::Warehouse, "Here", &["at:BE532000"]);
    let future = json!({ "number": "LGG-26-1", "to": "Van Dijk", "at": "2999-01-01T00:00:00Z" });
    assert_eq!(refused(world.post("/v1/handovers", &here, &future).await, 400).await, "malformed");
    let nobody = json!({ "number": "LGG-26-1", "to": " " });
    assert_eq!(refused(world.post("/v1/handovers", &here, &nobody).await, 400).await, "malformed");
}
