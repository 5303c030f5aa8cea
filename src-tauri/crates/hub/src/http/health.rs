//! Whether the hub lives, whether it can work, and what it has counted.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::answer::Refused;
use super::caller::is_local;
use crate::measures;
use crate::state::Hub;

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new()
        .route("/healthz", get(|| async { "lives\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(counted))
}

/// Ready is who can ask the database and does not stop.
async fn ready(State(hub): State<Arc<Hub>>) -> Result<&'static str, Refused> {
    if *hub.stopping.borrow() {
        let wait = std::time::Duration::from_secs(5);
        return Err(Refused::busy(StatusCode::SERVICE_UNAVAILABLE, "hub_stops", wait));
    }
    hub.ask(office::Office::head).await.map(|_| "ready\n")
}

/// How much an office does is its own business: others than this machine are answered only if told
/// so.
async fn counted(
    State(hub): State<Arc<Hub>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
) -> Response {
    if !hub.metrics_for_all && !is_local(peer.ip()) {
        return Refused::new(
            StatusCode::FORBIDDEN,
            "metrics_for_this_machine",
            "The hub tells its metrics to its own machine only.",
            "Start it with --metrics-for-all to tell them to others.",
        )
        .into_response();
    }
    match measures::export() {
        Some(text) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response(),
        None => Refused::fault(&"nothing is counted").into_response(),
    }
}
