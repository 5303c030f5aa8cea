//! What revoked devices still had to say: looked at, and taken into the order after all.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, EntryId};
use office::Quarantined;
use serde::{Deserialize, Serialize};
use sync::{Outcome, PushAnswer};
use uuid::Uuid;

use crate::http::answer::Refused;
use crate::http::caller::Caller;
use crate::state::Hub;

pub(super) fn routes() -> Router<Arc<Hub>> {
    Router::new()
        .route("/v1/admin/devices/{id}/quarantined", get(list))
        .route("/v1/admin/devices/{id}/recover", post(recover))
}

/// An entry that was kept apart.
#[derive(Serialize)]
struct Shown {
    entry: EntryId,
    subject: Option<DeclarationId>,
    kind: String,
    actor: String,
    /// When it was written, by the desk's clock.
    written_at: DateTime<Utc>,
    /// When it was offered, by the hub's clock.
    offered_at: DateTime<Utc>,
    applied_at: Option<DateTime<Utc>>,
    applied_by: Option<String>,
}

#[derive(Deserialize)]
struct Recover {
    /// Entries that are not to be taken.
    #[serde(default)]
    leave_out: Vec<EntryId>,
}

/// What became of the entries.
#[derive(Default, Serialize)]
struct Recovered {
    applied: u32,
    contested: u32,
    refused: u32,
}

async fn list(
    State(hub): State<Arc<Hub>>,
    Path(device): Path<Uuid>,
) -> Result<Json<Vec<Shown>>, Refused> {
    let kept = hub.ask(move |office| office.quarantined(DeviceId(device))).await?;
    Ok(Json(kept.into_iter().map(Shown::from).collect()))
}

async fn recover(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(device): Path<Uuid>,
    Json(asked): Json<Recover>,
) -> Result<Json<Recovered>, Refused> {
    let by = caller.actor();
    let answer =
        hub.ask(move |office| office.recover(DeviceId(device), &asked.leave_out, &by)).await?;
    let PushAnswer::Done(answers) = answer else {
        return Err(Refused::new(
            StatusCode::CONFLICT,
            "chain_broken",
            "The kept entries do not follow what the hub has of this device.",
            "Earlier entries of the device have not come; they may still be on its disk.",
        ));
    };
    hub.head.moved();
    let mut recovered = Recovered::default();
    for answer in &answers {
        match answer.outcome {
            Outcome::Applied { .. } => recovered.applied += 1,
            Outcome::Contested { .. } => recovered.contested += 1,
            Outcome::Refused(_) => recovered.refused += 1,
        }
    }
    tracing::info!(%device, by = %caller.0.id, entries = answers.len(), "kept work was taken");
    Ok(Json(recovered))
}

impl From<Quarantined> for Shown {
    fn from(kept: Quarantined) -> Self {
        let (applied_at, applied_by) = kept.applied.unzip();
        Self {
            entry: kept.entry.id,
            subject: kept.entry.subject,
            kind: kept.entry.kind,
            actor: kept.entry.actor,
            written_at: kept.entry.at,
            offered_at: kept.at,
            applied_at,
            applied_by,
        }
    }
}
