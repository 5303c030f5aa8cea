//! The description of the API.

use axum::http::header;
use axum::response::IntoResponse;

/// OpenAPI 3.1.
pub(crate) const OPENAPI: &str = include_str!("openapi.json");

pub(crate) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}
