//! The desk's commands over HTTP.
//!
//! | route | does |
//! | --- | --- |
//! | `POST /api/desk` | carries out the command in the body; 200 with the answer, 422 with a failure |
//! | `POST /api/stage?name=&size=` | begins a staged file; `{"id"}` |
//! | `POST /api/stage/{id}` | appends a chunk of at most 8 MiB |
//! | `GET /api/blob/{hash}` | bytes by SHA-256; `?download=NAME` saves them under that name |

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use desk::contract::{Failure, Request};
use desk::{Blob, Desk};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Refused, blocking, host_failure};

/// Larger than the UI's chunks (1 MiB), small enough that nobody fills the memory by mistake.
const LARGEST_BODY: usize = 8 * 1024 * 1024;

/// The routes of a desk.
pub(crate) fn routes(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/api/desk", post(command))
        .route("/api/stage", post(stage_begin))
        .route("/api/stage/{id}", post(stage_append))
        .route("/api/blob/{hash}", get(blob))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(desk)
}

async fn command(State(desk): State<Arc<Desk>>, body: Bytes) -> Result<Json<Value>, Refused> {
    let request: Request = serde_json::from_slice(&body).map_err(|error| bad_request(&error))?;
    Ok(Json(blocking(move || desk.handle(request)).await?))
}

#[derive(Deserialize)]
struct Staged {
    name: String,
    size: u64,
}

async fn stage_begin(
    State(desk): State<Arc<Desk>>,
    Query(Staged { name, size }): Query<Staged>,
) -> Result<Json<Value>, Refused> {
    let id = blocking(move || desk.stage_begin(&name, size)).await?;
    Ok(Json(json!({ "id": id })))
}

async fn stage_append(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<Uuid>,
    chunk: Bytes,
) -> Result<Json<Value>, Refused> {
    blocking(move || desk.stage_append(id, &chunk)).await?;
    Ok(Json(Value::Null))
}

#[derive(Deserialize)]
struct Download {
    download: Option<String>,
}

async fn blob(
    State(desk): State<Arc<Desk>>,
    Path(hash): Path<String>,
    Query(Download { download }): Query<Download>,
) -> Result<impl IntoResponse, Refused> {
    let Blob { bytes, media_type, .. } = blocking(move || desk.blob(&hash)).await?;
    let disposition = match download {
        Some(name) => format!("attachment; filename*=UTF-8''{}", percent_encoded(&name)),
        None => "inline".to_owned(),
    };
    let headers = [header(CONTENT_TYPE, &media_type)?, header(CONTENT_DISPOSITION, &disposition)?];
    Ok((headers, bytes))
}

fn header(name: HeaderName, value: &str) -> Result<(HeaderName, HeaderValue), Refused> {
    let value = HeaderValue::from_str(value).map_err(|error| bad_request(&error))?;
    Ok((name, value))
}

/// As RFC 8187 wants a name in a header.
fn percent_encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn bad_request(error: &dyn std::fmt::Display) -> Failure {
    host_failure(
        "bad_request",
        error,
        "The page and devhost are of different versions: build both.",
    )
}

#[cfg(test)]
mod tests;
