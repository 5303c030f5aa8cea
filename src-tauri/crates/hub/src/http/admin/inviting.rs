//! Codes by which a desk is enrolled or a company signs in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use office::{Claim, Invitation, NewParty};
use serde::{Deserialize, Serialize};
use sync::Role;
use sync::code::{EnrolmentCode, Secret};
use uuid::Uuid;

use crate::http::answer::Refused;
use crate::http::caller::Caller;
use crate::state::Hub;

/// The longest that a code may be good for, in hours: a month.
const LONGEST_CODE: u32 = 31 * 24;
/// How long a desk's code is good for, in hours, unless said.
const DESK_HOURS: u32 = 24;

pub(super) fn routes() -> Router<Arc<Hub>> {
    Router::new().route("/v1/admin/invitations", post(invite))
}

#[derive(Deserialize)]
struct Invite {
    role: Role,
    /// For whom: the company's name, or the desk as the audit calls it.
    #[serde(default)]
    name: String,
    /// How long the code is good for.
    hours: Option<u32>,
    /// What is a company's own beside what it hands in, for example `ioss:IM0561234567`.
    #[serde(default)]
    claims: Vec<Claim>,
}

/// A code, which is shown this once.
#[derive(Serialize)]
struct CodeShown {
    code: String,
    role: Role,
    name: String,
    expires_at: DateTime<Utc>,
    #[serde(flatten)]
    party: Option<PartyShown>,
}

/// The company that signs in with it.
#[derive(Serialize)]
struct PartyShown {
    party: Uuid,
    /// The office did not serve it before.
    new: bool,
    claims: Vec<Claim>,
    /// Where it signs in; `None` where the hub was not told its own address.
    page: Option<String>,
    /// Claims that look mistyped.
    warnings: Vec<String>,
}

async fn invite(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Json(asked): Json<Invite>,
) -> Result<Json<CodeShown>, Refused> {
    if asked.hours.is_some_and(|hours| !(1..=LONGEST_CODE).contains(&hours)) {
        let what = format!("a code is good for one to {LONGEST_CODE} hours");
        return Err(Refused::malformed(what));
    }
    let role = asked.role;
    let shown = match role.is_party() {
        true => invite_company(&hub, caller.actor(), asked).await?,
        false => invite_desk(&hub, caller.actor(), asked).await?,
    };
    tracing::info!(?role, by = %caller.0.id, "a code was made");
    Ok(Json(shown))
}

async fn invite_desk(hub: &Hub, by: String, asked: Invite) -> Result<CodeShown, Refused> {
    let Invite { role, name, hours, claims } = asked;
    if !claims.is_empty() {
        return Err(bad(
            "claims_of_a_desk",
            "A desk has no parcels of its own to be told by.",
            "Leave out the claims, or name the role of a company.",
        ));
    }
    let hours = hours.unwrap_or(DESK_HOURS);
    let invitation = Invitation { role, name: name.clone(), hours, by };
    let invited = hub.ask(move |office| office.invite(&invitation)).await?;
    let fingerprint = hub.trusted.fingerprint;
    let code = EnrolmentCode { secret: Secret(invited.secret), fingerprint }.to_string();
    Ok(CodeShown { code, role, name, expires_at: invited.expires_at, party: None })
}

async fn invite_company(hub: &Hub, by: String, asked: Invite) -> Result<CodeShown, Refused> {
    let Invite { role, name, hours, claims } = asked;
    if name.trim().is_empty() {
        return Err(bad(
            "party_without_name",
            "It is not said which company is invited.",
            "Give its name; the company sees it on its page.",
        ));
    }
    let hours = hours.unwrap_or(office::CODE_HOURS);
    let warnings = claims.iter().filter_map(Claim::doubt).collect();
    let new = NewParty { name, role, claims };
    let invited = hub.ask(move |office| office.invite_party(&new, hours, &by)).await?;
    let page = hub.address.as_ref().map(|at| format!("{}/parcels", at.trim_end_matches('/')));
    Ok(CodeShown {
        code: invited.code,
        role,
        name: invited.party.name,
        expires_at: invited.expires_at,
        party: Some(PartyShown {
            party: invited.party.id,
            new: invited.is_new,
            claims: invited.party.claims,
            page,
            warnings,
        }),
    })
}

fn bad(code: &'static str, message: &'static str, hint: &'static str) -> Refused {
    Refused::new(StatusCode::BAD_REQUEST, code, message, hint)
}
