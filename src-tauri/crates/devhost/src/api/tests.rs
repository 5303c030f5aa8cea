use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use desk::{Exchange, Settings, SystemSurroundings};
use rstest::rstest;
use tower::ServiceExt;

use super::*;

/// A new desk behind its routes.
struct Host {
    routes: Router,
    _store: tempfile::TempDir,
}

impl Host {
    fn new() -> Self {
        let store = tempfile::tempdir().unwrap();
        let settings = Settings {
            fonts: None,
            surroundings: Arc::new(SystemSurroundings),
            uplink: None,
            exchange: Exchange::OnDemand,
        };
        let desk = Desk::open(store.path(), settings).unwrap();
        Self { routes: routes(Arc::new(desk)), _store: store }
    }

    async fn post(&self, path: &str, body: impl Into<Body>) -> (StatusCode, Value) {
        self.ask(Request::post(path).body(body.into()).unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, Value) {
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), LARGEST_BODY).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }
}

#[tokio::test]
async fn a_new_desk_has_nobody_signed_in() {
    let asked = r#"{"command":"about","request":{}}"#;
    let (status, about) = Host::new().post("/api/desk", asked).await;
    assert_eq!((status, &about["broker"]), (StatusCode::OK, &Value::Null));
}

#[rstest]
#[case::unknown_command("/api/desk", r#"{"command":"dance","request":{}}"#, "bad_request")]
#[case::not_json("/api/desk", "about", "bad_request")]
#[case::unknown_declaration(
    "/api/desk",
    r#"{"command":"show","request":{"id":"LRN1"}}"#,
    "unknown_declaration"
)]
#[tokio::test]
async fn refusals_carry_the_desks_code(
    #[case] path: &str,
    #[case] body: &'static str,
    #[case] code: &str,
) {
    let (status, failure) = Host::new().post(path, body).await;
    assert_eq!((status, failure["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some(code)));
}

#[tokio::test]
async fn a_file_is_staged_in_chunks_and_a_chunk_may_not_be_huge() {
    let host = Host::new();
    let (_, begun) = host.post("/api/stage?name=flight.csv&size=8", "").await;
    let path = format!("/api/stage/{}", begun["id"].as_str().unwrap());
    assert_eq!(host.post(&path, "half").await.0, StatusCode::OK);
    assert_eq!(host.post(&path, "full").await.0, StatusCode::OK);
    let huge = vec![0; LARGEST_BODY + 1];
    assert_eq!(host.post(&path, huge).await.0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn bytes_that_are_not_here_are_refused() {
    let request =
        Request::get(format!("/api/blob/{}", "0".repeat(64))).body(Body::empty()).unwrap();
    assert_eq!(Host::new().ask(request).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn names_of_any_alphabet_fit_a_header() {
    assert_eq!(percent_encoded("note d’été.pdf"), "note%20d%E2%80%99%C3%A9t%C3%A9.pdf");
}
