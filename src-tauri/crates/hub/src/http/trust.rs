//! Who the hub is: what anybody may know.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde::Serialize;
use sync::wire::PROTOCOL;
use uuid::Uuid;

use super::answer::Refused;
use super::caller::OLDEST_PROTOCOL;
use crate::state::Hub;

/// What the hub says of itself.
#[derive(Serialize)]
struct OfficeSaid {
    /// The office's name.
    office: String,
    protocol: Protocols,
    epoch: Uuid,
    /// The hub's clock.
    at: DateTime<Utc>,
    version: &'static str,
}

/// The versions of the protocol that the hub understands.
#[derive(Serialize)]
struct Protocols {
    min: u16,
    max: u16,
}

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new().route("/v1/trust", get(trust)).route("/v1/office", get(office))
}

/// The certificate by which desks are to know the hub. A desk compares it with its code.
async fn trust(State(hub): State<Arc<Hub>>) -> Response {
    let pem = hub.trusted.pem.clone();
    ([(header::CONTENT_TYPE, "application/x-pem-file")], pem).into_response()
}

async fn office(State(hub): State<Arc<Hub>>) -> Result<Json<OfficeSaid>, Refused> {
    let info = hub.ask(office::Office::info).await?;
    Ok(Json(OfficeSaid {
        office: info.name,
        protocol: Protocols { min: OLDEST_PROTOCOL, max: PROTOCOL },
        epoch: info.hub.epoch,
        at: info.hub.at,
        version: env!("CARGO_PKG_VERSION"),
    }))
}
