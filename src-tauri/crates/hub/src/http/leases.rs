//! Who checked out which part of the queue.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get};
use axum::{Json, Router};
use sync::{Lease, LeaseGranted, LeaseRequest};
use uuid::Uuid;

use super::answer::Refused;
use super::caller::Caller;
use crate::state::Hub;

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new()
        .route("/v1/leases", get(running).post(take))
        .route("/v1/leases/{id}", delete(give_back))
}

async fn running(State(hub): State<Arc<Hub>>, caller: Caller) -> Result<Json<Vec<Lease>>, Refused> {
    let device = caller.0.id;
    hub.ask(move |office| office.leases(device)).await.map(Json)
}

async fn take(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Json(request): Json<LeaseRequest>,
) -> Result<Json<LeaseGranted>, Refused> {
    let device = caller.0.id;
    let granted = hub.ask(move |office| office.take_lease(device, &request)).await?;
    hub.head.moved();
    Ok(Json(granted))
}

async fn give_back(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(lease): Path<Uuid>,
) -> Result<StatusCode, Refused> {
    let device = caller.0.id;
    hub.ask(move |office| office.return_lease(device, lease)).await?;
    hub.head.moved();
    Ok(StatusCode::NO_CONTENT)
}
