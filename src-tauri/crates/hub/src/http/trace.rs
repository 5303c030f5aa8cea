//! Tells each request in the log and counts it.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use sync::signing::DEVICE_HEADER;
use tracing::Instrument;
use uuid::Uuid;

use crate::measures;
use crate::state::Hub;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id, which is in the answer and in all that the log says about it.
pub(crate) async fn told(State(hub): State<Arc<Hub>>, request: Request, next: Next) -> Response {
    let id = hub.surroundings.new_id();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let route = route.unwrap_or("none").to_owned();
    // As claimed; the text is a device's name or nothing, so that nobody writes into the log.
    let device = request.headers().get(DEVICE_HEADER).and_then(|value| value.to_str().ok());
    let device = device.and_then(|text| text.parse::<Uuid>().ok());
    let span = tracing::info_span!("request", %id, %method, route, device = device.map(tracing::field::display));
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    measures::request(method.as_str(), &route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status, ms, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
