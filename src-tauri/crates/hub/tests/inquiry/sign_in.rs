//! Coming in and going out.

use std::time::Duration;

use hub::Rate;
use office::NewParty;
use rstest::rstest;
use serde_json::json;
use sync::Role;

use crate::world::{World, cookie, read};

fn code(world: &World) -> String {
    let new = NewParty { name: "Star".to_owned(), role: Role::Merchant, claims: vec![] };
    world.office().invite_party(&new, 1, "test").unwrap().code
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_gives_a_key_once_and_the_key_lets_in_from_then_on() {
    let world = World::new().await;
    let code = code(&world);
    let welcome = world.form("/parcels/sign-in", None, &[("code", &code.to_lowercase())]).await;
    assert_eq!(welcome.status(), 200);
    let session = cookie(&welcome);
    let page = welcome.text().await.unwrap();
    let key = page.split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned();
    assert_eq!(world.page("/parcels", Some(&session), "en").await.status(), 200);

    let again = world.form("/parcels/sign-in", None, &[("code", &code)]).await;
    assert_eq!(again.status(), 403);
    let with_key = world.form("/parcels/sign-in", None, &[("code", &key)]).await;
    assert_eq!(with_key.status(), 303);
    let other = cookie(&with_key);

    let out = world.form("/parcels/sign-out", Some(&session), &[]).await;
    assert_eq!(out.status(), 303);
    assert_eq!(world.page("/parcels", Some(&session), "en").await.status(), 303);
    assert_eq!(world.page("/parcels", Some(&other), "en").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_exchanges_its_code_too() {
    let world = World::new().await;
    let body = json!({ "code": code(&world) }).to_string();
    let exchange = async || {
        let request = world.client.post(world.url("/v1/access-keys"));
        request.header("content-type", "application/json").body(body.clone()).send().await.unwrap()
    };
    let key = read(exchange().await).await;
    assert_eq!((&key["party"], &key["role"]), (&json!("Star"), &json!("merchant")));
    let key = key["access_key"].as_str().unwrap();
    assert!(world.office().party_by_key(key).unwrap().is_some());
    assert_eq!(exchange().await.status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_only_for_this_page_and_the_page_only_for_itself() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    let answer = world.form("/parcels/sign-in", None, &[("code", &guest.key)]).await;
    let set = answer.headers()["set-cookie"].to_str().unwrap();
    for part in
        ["__Host-greenlane=", "Path=/", "Max-Age=43200", "Secure", "HttpOnly", "SameSite=Strict"]
    {
        assert!(set.contains(part), "{part}: {set}");
    }
    let page = world.page("/parcels/sign-in", None, "en").await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.headers()["cache-control"], "no-store");
}

#[rstest]
#[case::other_site("cross-site")]
#[case::sister_site("same-site")]
#[tokio::test(flavor = "multi_thread")]
async fn forms_of_other_pages_are_refused(#[case] site: &str) {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    let session = world.sign_in(&guest).await;
    let request = world.client.post(world.url("/parcels/sign-out"));
    let request = request.header("cookie", &session).header("sec-fetch-site", site);
    assert_eq!(request.send().await.unwrap().status(), 403);
    assert_eq!(world.page("/parcels", Some(&session), "en").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_down() {
    let slow = Rate::new(3, Duration::from_secs(60));
    let world = World::with(|options| options.limits.enrol = slow).await;
    let mut answers = Vec::new();
    for _ in 0..5 {
        let answer = world.form("/parcels/sign-in", None, &[("code", "AAAA-BBBB")]).await;
        answers.push(answer.status().as_u16());
    }
    assert_eq!(answers, [403, 403, 403, 429, 429]);
}
