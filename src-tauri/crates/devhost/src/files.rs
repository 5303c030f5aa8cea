//! The built UI, under the same content security policy as in the window.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use serde_json::Value;
use tower_http::services::{ServeDir, ServeFile};

/// Serves the files of `ui`, and its `index.html` for every path that is no file.
pub(crate) fn routes(ui: &Path) -> Router {
    let policy = HeaderValue::from_str(&policy()).expect("the window's policy is a header's text");
    let files = ServeDir::new(ui).fallback(ServeFile::new(ui.join("index.html")));
    Router::new().fallback_service(files).layer(from_fn(move |request: Request, next: Next| {
        let policy = policy.clone();
        async move { with_policy(next.run(request).await, policy) }
    }))
}

fn with_policy(mut response: Response, policy: HeaderValue) -> Response {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The policy of the window, so that a browser refuses what the window would refuse.
fn policy() -> String {
    let window = include_str!("../../../tauri.conf.json");
    let window: Value = serde_json::from_str(window).expect("the window's configuration is JSON");
    let directives = window.pointer("/app/security/csp").and_then(Value::as_object);
    directives
        .expect("the window has a policy")
        .iter()
        .map(|(name, sources)| format!("{name} {}", sources.as_str().unwrap_or_default()))
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn the_policy_lets_only_own_scripts_run() {
        let policy = policy();
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe-eval"), "{policy}");
    }
}
