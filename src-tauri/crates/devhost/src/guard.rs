//! Keeps foreign web pages out: one that guessed the port, or whose name was rebound to 127.0.0.1.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};

/// Refuses every request that was not made to this address by a page from this address.
pub(crate) fn only_own_pages(address: SocketAddr, app: Router) -> Router {
    app.layer(from_fn(move |request: Request, next: Next| check(address.port(), request, next)))
}

async fn check(port: u16, request: Request, next: Next) -> Response {
    if is_own(port, request.headers()) {
        return next.run(request).await;
    }
    let why = "devhost answers only pages that it served itself, at 127.0.0.1 or localhost";
    (StatusCode::FORBIDDEN, why).into_response()
}

fn is_own(port: u16, headers: &HeaderMap) -> bool {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let host = text(HOST).is_some_and(|host| hosts.iter().any(|own| own == host));
    let origin = text(ORIGIN).is_none_or(|origin| {
        origin.strip_prefix("http://").is_some_and(|from| hosts.iter().any(|own| own == from))
    });
    host && origin
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::own_address("127.0.0.1:8000", None, true)]
    #[case::own_name("localhost:8000", None, true)]
    #[case::own_page("127.0.0.1:8000", Some("http://127.0.0.1:8000"), true)]
    #[case::rebound_name("evil.example:8000", None, false)]
    #[case::other_port("127.0.0.1:8001", None, false)]
    #[case::foreign_page("127.0.0.1:8000", Some("http://evil.example"), false)]
    #[case::no_page("127.0.0.1:8000", Some("null"), false)]
    fn answers(
        #[case] host: &'static str,
        #[case] origin: Option<&'static str>,
        #[case] own: bool,
    ) {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
        }
        assert_eq!(is_own(8000, &headers), own);
    }

    #[test]
    fn a_request_without_a_host_is_foreign() {
        assert!(!is_own(8000, &HeaderMap::new()));
    }

    proptest! {
        /// No name but the two own ones is let in, whatever it begins or ends with.
        #[test]
        fn no_other_name_is_let_in(before in "[a-z0-9.]{0,6}", after in "[a-z0-9.:@]{0,6}") {
            prop_assume!(!before.is_empty() || !after.is_empty());
            let mut headers = HeaderMap::new();
            let host = format!("{before}localhost:8000{after}");
            headers.insert(HOST, HeaderValue::from_str(&host).expect("the name is plain ASCII"));
            prop_assert!(!is_own(8000, &headers), "{host}");
        }
    }
}
