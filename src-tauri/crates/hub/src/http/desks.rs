//! What the office's desks are called.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use sync::link::DeskName;

use super::answer::Refused;
use super::caller::Caller;
use crate::state::Hub;

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new().route("/v1/desks", get(desks))
}

async fn desks(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
) -> Result<Json<Vec<DeskName>>, Refused> {
    let device = caller.0.id;
    hub.ask(move |office| office.desks(device)).await.map(Json)
}
