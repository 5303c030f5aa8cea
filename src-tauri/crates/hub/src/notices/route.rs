//! Subscriptions and messages over HTTP: a party sees its own, a supervisor all.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use office::{Channel, Delivery, DeliveryState, NewSubscription, Subscription};
use serde::{Deserialize, Serialize};
use sync::Role;
use uuid::Uuid;

use super::{mail, target};
use crate::http::answer::Refused;
use crate::http::caller::{Gate, Who};
use crate::inquiry::language::Language;
use crate::inquiry::{Asker, Front, either};

const LARGEST: usize = 16 * 1024;
/// The most messages in one answer.
const MOST: u32 = 1_000;
/// The most subscriptions of one party that run.
const MOST_SUBSCRIPTIONS: usize = 50;

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
    check(&wants, front.settings.notices.inside)?;
    let own = front.hub.ask(move |office| office.subscriptions(Some(party))).await?;
    if own.iter().filter(|each| each.ended_at.is_none()).count() >= MOST_SUBSCRIPTIONS {
        return Err(Refused::new(
            StatusCode::CONFLICT,
            "too_many_subscriptions",
            format!("There are {MOST_SUBSCRIPTIONS} subscriptions already."),
            "End one that is not needed any more.",
        ));
    }
    let by = actor(&asker);
    let (subscription, secret) =
        front.hub.ask(move |office| office.subscribe(party, &wants, &by)).await?;
    let subscribed = Subscribed { subscription, secret: secret.0 };
    Ok((StatusCode::CREATED, [("cache-control", "no-store")], Json(subscribed)))
}

fn check(wants: &NewSubscription, inside: bool) -> Result<(), Refused> {
    let refused = |code, message: String, hint| {
        Err(Refused::new(StatusCode::BAD_REQUEST, code, message, hint))
    };
    if Language::of_tag(&wants.language).is_none() {
        let message = format!("“{}” is none of the languages of notices.", wants.language);
        return refused("language_unknown", message, "Choose en, fr, nl, de or zh.");
    }
    match wants.channel {
        Channel::Email if !mail::is_address(&wants.target) => {
            let message = format!("“{}” is no e-mail address.", wants.target);
            refused("target_malformed", message, "Write it as name@example.com.")
        }
        Channel::Email => Ok(()),
        Channel::Webhook => match target::checked(&wants.target, inside) {
            Ok(_) => Ok(()),
            Err(error) => refused(
                error.code(),
                error.to_string(),
                "Give an https address that the hub can reach over the public network.",
            ),
        },
    }
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
