//! What supervisors do about the office itself. Every act is on record with who did it.

mod backup;
mod inviting;
mod recovery;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use journal::DeviceId;
use office::{AuditRow, Device};
use serde::{Deserialize, Serialize};
use sync::Role;
use uuid::Uuid;

use super::answer::Refused;
use super::caller::Caller;
use crate::state::Hub;

/// The most rows of the audit at once.
const MOST_ROWS: u32 = 1_000;

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new()
        .route("/v1/admin/devices", get(devices))
        .route("/v1/admin/devices/{id}/revoke", post(revoke))
        .route("/v1/admin/devices/{id}/role", post(change_role))
        .route("/v1/admin/audit", get(audit))
        .merge(inviting::routes())
        .merge(recovery::routes())
        .merge(backup::routes())
}

/// A device as supervisors see it.
#[derive(Serialize)]
struct DeviceShown {
    device: DeviceId,
    name: String,
    role: Role,
    enrolled_at: DateTime<Utc>,
    /// The name under which the same desk wrote before.
    before: Option<DeviceId>,
    seen_at: Option<DateTime<Utc>>,
    entries: u64,
    revoked_at: Option<DateTime<Utc>>,
    revoked_by: Option<String>,
}

#[derive(Deserialize)]
struct NewRole {
    role: Role,
}

#[derive(Deserialize)]
struct Rows {
    #[serde(default)]
    after: u64,
    #[serde(default = "a_hundred")]
    limit: u32,
}

/// One act. The hashes show whether a row was altered.
#[derive(Serialize)]
struct ActShown {
    number: u64,
    at: DateTime<Utc>,
    actor: String,
    act: String,
    detail: serde_json::Value,
    previous: String,
    hash: String,
    intact: bool,
}

fn a_hundred() -> u32 {
    100
}

async fn devices(State(hub): State<Arc<Hub>>) -> Result<Json<Vec<DeviceShown>>, Refused> {
    let devices = hub.ask(office::Office::devices).await?;
    Ok(Json(devices.into_iter().map(DeviceShown::from).collect()))
}

async fn revoke(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(device): Path<Uuid>,
) -> Result<StatusCode, Refused> {
    let by = caller.actor();
    hub.ask(move |office| office.revoke(DeviceId(device), &by)).await?;
    hub.rights.send_modify(|changes| *changes += 1);
    tracing::info!(%device, by = %caller.0.id, "a device was revoked");
    Ok(StatusCode::NO_CONTENT)
}

async fn change_role(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(device): Path<Uuid>,
    Json(NewRole { role }): Json<NewRole>,
) -> Result<StatusCode, Refused> {
    if role.is_party() {
        return Err(Refused::new(
            StatusCode::BAD_REQUEST,
            "role_of_a_party",
            "A desk cannot have the role of a merchant, a warehouse or a transporter.",
            "Invite the company instead: it signs in at /parcels and needs no desk.",
        ));
    }
    let by = caller.actor();
    hub.ask(move |office| office.change_role(DeviceId(device), role, &by)).await?;
    hub.rights.send_modify(|changes| *changes += 1);
    tracing::info!(%device, ?role, by = %caller.0.id, "a device got another role");
    Ok(StatusCode::NO_CONTENT)
}

async fn audit(
    State(hub): State<Arc<Hub>>,
    Query(Rows { after, limit }): Query<Rows>,
) -> Result<Json<Vec<ActShown>>, Refused> {
    let rows = hub.ask(move |office| office.audit(after, limit.min(MOST_ROWS))).await?;
    Ok(Json(rows.into_iter().map(ActShown::from).collect()))
}

impl From<Device> for DeviceShown {
    fn from(device: Device) -> Self {
        Self {
            device: device.id,
            name: device.name,
            role: device.role,
            enrolled_at: device.enrolled_at,
            before: device.before,
            seen_at: device.seen_at,
            entries: device.sequence,
            revoked_at: device.revoked_at,
            revoked_by: device.revoked_by,
        }
    }
}

impl From<AuditRow> for ActShown {
    fn from(row: AuditRow) -> Self {
        let intact = row.hash == row.expected_hash();
        Self {
            number: row.number,
            at: row.at,
            actor: row.actor,
            act: row.act,
            detail: row.detail,
            previous: HEXLOWER.encode(&row.previous.0),
            hash: HEXLOWER.encode(&row.hash.0),
            intact,
        }
    }
}
