//! The same for programs.

use std::sync::Arc;

use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, TimeDelta, Utc};
use journal::{EntryId, Event, HandedOver};
use office::{Office, OfficeError, OwnEvent, Party, Viewer};
use serde::{Deserialize, Serialize};
use sync::Role;
use sync::parcel::{ParcelAnswer, ParcelFacts, Stage};

use super::asker::{Asker, either};
use super::web::evenly;
use super::{Front, document};
use crate::http::answer::Refused;
use crate::http::caller::{Gate, Who};

/// Bytes of a request: a thousand numbers.
const LARGEST: usize = 128 * 1024;
/// The longest name of a receiver or a place, in characters.
const LONGEST: usize = 200;
/// How far into the future a told moment may lie: clocks differ.
const AHEAD: TimeDelta = TimeDelta::minutes(10);

type Shared = State<Arc<Front>>;

pub(crate) fn api(front: &Arc<Front>) -> Router {
    let gate = Gate { hub: Arc::clone(&front.hub), largest: LARGEST, who: Who::Enrolled };
    Router::new()
        .route("/v1/parcels", post(parcels))
        .route("/v1/parcels/{number}", get(parcel))
        .route("/v1/handovers", post(hand_over))
        .route_layer(from_fn_with_state(gate, either))
        .route("/v1/access-keys", post(access_key))
        .route("/v1/openapi.json", get(document::openapi))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::clone(front))
}

#[derive(Deserialize)]
struct Numbers {
    numbers: Vec<String>,
}

async fn parcels(
    State(front): Shared,
    asker: Asker,
    Json(asked): Json<Numbers>,
) -> Result<Json<Vec<ParcelAnswer>>, Refused> {
    let viewer = asker.viewer();
    let ask = front.hub.ask(move |office| office.inquire(viewer, &asked.numbers));
    let answers = match viewer {
        Viewer::Office => ask.await,
        Viewer::Party(_) => evenly(ask).await,
    };
    answers.map(Json)
}

async fn parcel(
    State(front): Shared,
    asker: Asker,
    Path(number): Path<String>,
) -> Result<Json<ParcelAnswer>, Refused> {
    let viewer = asker.viewer();
    let ask = front.hub.ask(move |office| office.inquire(viewer, &[number]));
    let mut answers = evenly(ask).await?;
    Ok(Json(answers.pop().expect("each number has an answer")))
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Serialize)]
struct AccessKey {
    party: String,
    role: Role,
    access_key: String,
}

/// Exchanges a code for an access key.
async fn access_key(
    State(front): Shared,
    ConnectInfo(peer): ConnectInfo<std::net::SocketAddr>,
    Json(asked): Json<Code>,
) -> Result<impl IntoResponse, Refused> {
    front.hub.turnstile.enrol(peer.ip())?;
    let redeemed = front.hub.ask(move |office| office.redeem_party_code(&asked.code)).await?;
    let key = AccessKey {
        party: redeemed.party.name,
        role: redeemed.party.role,
        access_key: redeemed.key,
    };
    Ok((StatusCode::CREATED, [("cache-control", "no-store")], Json(key)))
}

/// Word that goods were handed over.
#[derive(Clone, Deserialize)]
struct Handover {
    number: String,
    to: String,
    #[serde(default)]
    place: Option<String>,
    /// When it was; now where it is left out.
    #[serde(default)]
    at: Option<DateTime<Utc>>,
}

async fn hand_over(
    State(front): Shared,
    asker: Asker,
    Json(told): Json<Handover>,
) -> Result<(StatusCode, Json<ParcelFacts>), Refused> {
    let party = Arc::clone(asker.party()?);
    if !matches!(party.role, Role::Warehouse | Role::Transporter) {
        return Err(Refused::new(
            StatusCode::FORBIDDEN,
            "role_not_allowed",
            "Only a warehouse or a transporter hands goods over.",
            "Ask the office for the access of a warehouse or transporter.",
        ));
    }
    let told = checked(told, front.hub.surroundings.now())?;
    // What was written a moment ago counts: a release that has just come, an earlier handover.
    front.catch_up().await?;
    let id = EntryId(front.hub.surroundings.new_id());
    let number = told.number.clone();
    let viewer = Viewer::Party(party.id);
    evenly(front.hub.ask(move |office| Ok(write(office, &party, &told, id)))).await??;
    front.hub.head.moved();
    front.catch_up().await?;
    let found = front.hub.ask(move |office| office.parcel_by_number(viewer, &number)).await?;
    let (_, facts) = found.into_iter().next().ok_or_else(not_found)?;
    Ok((StatusCode::CREATED, Json(facts)))
}

fn checked(told: Handover, now: DateTime<Utc>) -> Result<Handover, Refused> {
    let usable = |text: &str| {
        let length = text.trim().chars().count();
        (1..=LONGEST).contains(&length) && !text.contains(char::is_control)
    };
    if !usable(&told.to) || !told.place.as_deref().is_none_or(usable) || !usable(&told.number) {
        return Err(Refused::malformed(format!(
            "number, receiver and place have one to {LONGEST} characters"
        )));
    }
    if told.at.is_some_and(|at| at > now + AHEAD) {
        return Err(Refused::malformed("a handover cannot have been in the future"));
    }
    Ok(told)
}

/// The release is asked of the office itself at this moment, and not of the answer that was ready.
fn write(office: &Office, party: &Party, told: &Handover, id: EntryId) -> Result<(), Refused> {
    let found = office.parcel_by_number(Viewer::Party(party.id), &told.number)?;
    let [(declaration, facts)] = &found[..] else {
        return Err(if found.is_empty() { not_found() } else { ambiguous() });
    };
    let known = office.known(*declaration)?.ok_or_else(not_found)?;
    if known.state.release().is_none() {
        return Err(not_released(facts.stage));
    }
    let event = HandedOver {
        to: told.to.trim().to_owned(),
        place: told.place.as_deref().map(|place| place.trim().to_owned()),
        told_by: party.name.clone(),
        at: told.at,
    };
    // Told twice in the same words it happened once.
    let same = |known: &journal::HandoverState| {
        known.handed.to == event.to
            && known.handed.place == event.place
            && known.handed.told_by == event.told_by
    };
    if known.state.handovers.iter().any(same) {
        return Ok(());
    }
    let event = Event::from(event);
    let own = OwnEvent { id, subject: Some(*declaration), event, actor: party.name.clone() };
    office.write_own(&[own]).map(drop).map_err(|error: OfficeError| error.into())
}

fn not_found() -> Refused {
    Refused::new(
        StatusCode::NOT_FOUND,
        "parcel_unknown",
        "Nothing is known here about this number.",
        "It has not been handed in to this office, or it is not among your parcels. Check the number.",
    )
}

fn ambiguous() -> Refused {
    Refused::new(
        StatusCode::CONFLICT,
        "parcel_ambiguous",
        "More than one of your parcels has this number.",
        "Give the parcel's LRN or MRN.",
    )
}

fn not_released(stage: Stage) -> Refused {
    let message = match stage {
        Stage::Stopped => "The parcel was stopped. It must not leave.",
        _ => "Customs has not released the parcel. It must not leave.",
    };
    let hint =
        "Wait for the release: the answer to an inquiry says when it came, and a notice can tell.";
    Refused::new(StatusCode::CONFLICT, "not_released", message, hint)
}
