//! The API's description and the API are the same.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;
use sync::Role;

use crate::world::{World, read};

/// Every route that this part of the hub has, from its source.
fn routes() -> BTreeSet<(String, String)> {
    let sources = [
        include_str!("../../src/inquiry/api.rs"),
        include_str!("../../src/intake/route.rs"),
        include_str!("../../src/notices/route.rs"),
    ];
    let mut found = BTreeSet::new();
    for line in sources.iter().flat_map(|source| source.lines()) {
        let Some(rest) = line.trim().strip_prefix(".route(\"") else { continue };
        let (path, handlers) = rest.split_once('"').unwrap();
        for method in ["get", "post", "delete", "put", "patch"] {
            if handlers.contains(&format!("{method}(")) {
                found.insert((path.to_owned(), method.to_owned()));
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_described_and_every_described_route_answers() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    let answer = world.client.get(world.url("/v1/openapi.json")).send().await.unwrap();
    let description = read(answer).await;
    assert_eq!(description["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            described.insert((path.clone(), method.clone()));
            let target = path.replace("{number}", "X").replace("{id}", &guest.party.id.to_string());
            let name: Method = method.to_uppercase().parse().unwrap();
            let answer = world.request(name, &target, &guest).send().await.unwrap();
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap();
            assert!(
                !text.contains("no_such_address") && status != 405 && status < 500,
                "{method} {path}: {status} {text}"
            );
            assert!(!operation["summary"].as_str().unwrap().is_empty());
        }
    }
    assert_eq!(described, routes());
}

#[tokio::test(flavor = "multi_thread")]
async fn references_in_the_description_lead_somewhere() {
    let world = World::new().await;
    let answer = world.client.get(world.url("/v1/openapi.json")).send().await.unwrap();
    let description = read(answer).await;
    let mut names = BTreeSet::new();
    references(&description, &mut names);
    assert!(names.len() > 10);
    for name in names {
        let pointer = name.strip_prefix('#').unwrap();
        assert!(description.pointer(pointer).is_some(), "{name}");
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|inner| references(inner, found));
        }
        Value::Array(all) => all.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}
