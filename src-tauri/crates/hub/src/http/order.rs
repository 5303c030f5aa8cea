//! The office's one order of entries: adding to it, and reading on.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use journal::DeclarationId;
use serde::Deserialize;
use sync::codec::MEDIA_TYPE;
use sync::{Malformed, Outcome, PullRequest, Push, PushAnswer, Pushed};

use super::answer::Refused;
use super::caller::Caller;
use crate::measures;
use crate::state::Hub;

/// The most declarations whose whole history is asked for at once.
const MOST_SUBJECTS: usize = 1_000;
/// The longest number that is looked for, in bytes.
const LONGEST_NUMBER: usize = 200;

#[derive(Deserialize)]
struct Find {
    number: String,
}

/// For pushes, which are large and may come from a desk that was revoked.
pub(crate) fn pushes() -> Router<Arc<Hub>> {
    Router::new().route("/v1/push", post(push))
}

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new()
        .route("/v1/pull", post(pull))
        .route("/v1/history", post(history))
        .route("/v1/find", get(find))
}

async fn push(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    body: Bytes,
) -> Result<Response, Refused> {
    let device = caller.0.id;
    // Unpacking is work too, and is done where the hub may take its time.
    let pushed = hub
        .ask(move |office| match Push::from_bytes(&body) {
            Ok(push) => office.push(device, &push).map(Ok),
            Err(malformed) => Ok(Err(malformed)),
        })
        .await?
        .map_err(|malformed| unreadable(&malformed))?;
    count(&pushed);
    if matches!(pushed.answer, PushAnswer::Done(_)) {
        hub.head.moved();
    }
    Ok(cbor(pushed.to_bytes()))
}

async fn pull(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    body: Bytes,
) -> Result<Response, Refused> {
    let request = PullRequest::from_bytes(&body).map_err(|malformed| unreadable(&malformed))?;
    let device = caller.0.id;
    let packed = hub.ask(move |office| office.pull_bytes(device, &request)).await?;
    Ok(cbor(packed))
}

async fn history(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Json(subjects): Json<Vec<DeclarationId>>,
) -> Result<Response, Refused> {
    if subjects.len() > MOST_SUBJECTS {
        let (what, limit) = (format!("{} declarations", subjects.len()), MOST_SUBJECTS as u64);
        return Err(office::OfficeError::TooLarge { what, limit }.into());
    }
    let device = caller.0.id;
    let packed = hub.ask(move |office| office.history_bytes(device, &subjects)).await?;
    Ok(cbor(packed))
}

async fn find(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Query(asked): Query<Find>,
) -> Result<Json<Vec<DeclarationId>>, Refused> {
    if asked.number.len() > LONGEST_NUMBER {
        return Err(Refused::malformed("no number is that long"));
    }
    let device = caller.0.id;
    hub.ask(move |office| office.find(device, &asked.number)).await.map(Json)
}

fn count(pushed: &Pushed) {
    let PushAnswer::Done(answers) = &pushed.answer else { return };
    let mut counts = [0u64; 4];
    for answer in answers {
        let place = match &answer.outcome {
            _ if answer.duplicate => 3,
            Outcome::Applied { .. } => 0,
            Outcome::Contested { .. } => 1,
            Outcome::Refused(_) => 2,
        };
        counts[place] += 1;
    }
    for (outcome, count) in ["applied", "contested", "refused", "duplicate"].into_iter().zip(counts)
    {
        measures::entries(outcome, count);
    }
}

fn cbor(packed: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, MEDIA_TYPE)], packed).into_response()
}

fn unreadable(malformed: &Malformed) -> Refused {
    Refused::new(
        axum::http::StatusCode::BAD_REQUEST,
        malformed.code(),
        malformed.to_string(),
        malformed.hint(),
    )
}
