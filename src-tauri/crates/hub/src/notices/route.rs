//! Subscriptions and messages over HTTP: a party sees its own, a supervisor all.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use office::{Delivery, DeliveryState, NewSubscription, Subscription};
use serde::{Deserialize, Serialize};
use sync::Role;
use uuid::Uuid;

use super::subscribing::{self, NotSubscribed};
use crate::http::answer::Refused;
use crate::http::caller::{Gate, Who};
use crate::inquiry::{Asker, Front, either};

const LARGEST: usize = 16 * 1024;
/// The most messages in one answer.
const MOST: u32 = 1_000;

type Shared = State<Arc<Front>>;

pub(crate) fn router(front: &Arc<Front>) -> Router {
    let gate = Gate { hub: Arc::clone(&front.hub), largest: LARGEST, who: Who::Enrolled };
    Router::new()
        .route("/v1/notices", get(list).post(subscribe))
        .route("/v1/notices/{id}", delete(end))
        .route("/v1/notices/deliveries", get(deliveries))
        .route("/v1/notices/deliveries/{id}/replay", post(replay))
        .route_layer(from_fn_with_state(gate, either))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::clone(front))
}

/// Whose subscriptions somebody may see: their own, or all (`None`) for a supervisor.
fn reach(asker: &Asker) -> Result<Option<Uuid>, Refused> {
    match asker {
        Asker::Party(party) => Ok(Some(party.id)),
        Asker::Device(device) if device.role == Role::Supervisor => Ok(None),
        Asker::Device(_) => Err(Refused::new(
            StatusCode::FORBIDDEN,
            "role_not_allowed",
            "Only a supervisor may do this.",
            "Ask a supervisor of your office.",
        )),
    }
}

fn actor(asker: &Asker) -> String {
    match asker {
        Asker::Party(party) => format!("party:{}", party.name),
        Asker::Device(device) => format!("device:{}", device.id),
    }
}

async fn list(State(front): Shared, asker: Asker) -> Result<Json<Vec<Subscription>>, Refused> {
    let party = reach(&asker)?;
    front.hub.ask(move |office| office.subscriptions(party)).await.map(Json)
}

#[derive(Serialize)]
struct Subscribed {
    #[serde(flatten)]
    subscription: Subscription,
    secret: String,
}

async fn subscribe(
    State(front): Shared,
    asker: Asker,
    Json(wants): Json<NewSubscription>,
) -> Result<impl IntoResponse, Refused> {
    let party = asker.party()?.id;
    let (inside, by) = (front.settings.notices.inside, actor(&asker));
    let answer = front.hub.ask(move |office| {
        match subscribing::subscribe(office, party, &wants, inside, &by) {
            Err(NotSubscribed::Office(error)) => Err(error),
            answer => Ok(answer),
        }
    });
    let (subscription, secret) = answer.await?.map_err(|error| refused(&error))?;
    let subscribed = Subscribed { subscription, secret: secret.0 };
    Ok((StatusCode::CREATED, [("cache-control", "no-store")], Json(subscribed)))
}

fn refused(error: &NotSubscribed) -> Refused {
    let status = match error {
        NotSubscribed::TooMany => StatusCode::CONFLICT,
        _ => StatusCode::BAD_REQUEST,
    };
    Refused::new(status, error.code(), error.to_string(), error.hint())
}

async fn end(
    State(front): Shared,
    asker: Asker,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Refused> {
    let (party, by) = (reach(&asker)?, actor(&asker));
    front.hub.ask(move |office| office.end_subscription(id, party, &by)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    state: Option<DeliveryState>,
    #[serde(default)]
    limit: Option<u32>,
}

async fn deliveries(
    State(front): Shared,
    asker: Asker,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Vec<Delivery>>, Refused> {
    let party = reach(&asker)?;
    let limit = wanted.limit.unwrap_or(100).clamp(1, MOST);
    front.hub.ask(move |office| office.deliveries(party, wanted.state, limit)).await.map(Json)
}

async fn replay(
    State(front): Shared,
    asker: Asker,
    Path(id): Path<Uuid>,
) -> Result<Json<Delivery>, Refused> {
    let (party, by) = (reach(&asker)?, actor(&asker));
    front.hub.ask(move |office| office.replay(id, party, &by)).await.map(Json)
}
