//! Manifests over HTTP.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use sync::Role;

use super::{From, Manifest, Report, take};
use crate::http::answer::Refused;
use crate::http::caller::{Gate, Who, read_body};
use crate::inquiry::{Asker, Front, either};

/// Bytes of a manifest. A flight's parcels are a tenth of it; more goes into several files.
const LARGEST: usize = 64 << 20;

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 200;

#[derive(Deserialize)]
struct Named {
    name: String,
}

pub(crate) fn router(front: &Arc<Front>) -> Router {
    let gate = Gate { hub: Arc::clone(&front.hub), largest: LARGEST, who: Who::Enrolled };
    Router::new()
        .route("/v1/intake", post(intake))
        .route_layer(from_fn_with_state(gate, either))
        .layer(DefaultBodyLimit::disable())
        .with_state(Arc::clone(front))
}

async fn intake(
    State(front): State<Arc<Front>>,
    asker: Asker,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Report>, Refused> {
    may_hand_in(&asker)?;
    let name = named.name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Err(Refused::malformed("the file has no usable name"));
    }
    let bytes = read_body(&headers, body, LARGEST, front.hub.limits.silence).await?;
    let today = front.hub.surroundings.now().date_naive();
    let report = front
        .hub
        .ask(move |office| {
            let from = match &asker {
                Asker::Party(party) => From::Party { id: party.id, name: &party.name },
                Asker::Device(device) => From::Office { name: &device.name },
            };
            take(office, &Manifest { name: &name, bytes: &bytes, from }, today)
        })
        .await?;
    front.hub.head.moved();
    front.catch_up().await?;
    Ok(Json(report))
}

fn may_hand_in(asker: &Asker) -> Result<(), Refused> {
    let role = match asker {
        Asker::Party(party) => party.role,
        Asker::Device(device) => device.role,
    };
    if matches!(role, Role::Merchant | Role::Broker | Role::Supervisor) {
        return Ok(());
    }
    Err(Refused::new(
        StatusCode::FORBIDDEN,
        "role_not_allowed",
        "Manifests are taken from merchants and from the office's own.",
        "Ask the office for the access of a merchant.",
    ))
}
