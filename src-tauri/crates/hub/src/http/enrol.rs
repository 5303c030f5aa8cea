//! Joining the office.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::routing::post;
use axum::{Json, Router};
use journal::DeviceId;
use office::Enrolment;
use serde::Deserialize;
use sync::code::Secret;
use sync::link::Enrolled;
use sync::signing::PublicKey;

use super::answer::Refused;
use super::caller::{Caller, protocol, read_body};
use crate::state::Hub;

/// The longest name of a desk, in characters.
const LONGEST_NAME: usize = 80;
/// Bytes of a request to enrol.
const LARGEST: usize = 4 * 1024;

/// Asks to join with a code.
#[derive(Deserialize)]
struct EnrolBody {
    code_secret: String,
    device: DeviceId,
    public_key: String,
    name: String,
    /// The desk's version, for the log.
    #[serde(default)]
    version: String,
}

/// Asks for another name under the same key.
#[derive(Deserialize)]
struct AgainBody {
    device: DeviceId,
    #[serde(default)]
    name: Option<String>,
}

/// Open to anybody; guesses are counted.
pub(crate) fn open() -> Router<Arc<Hub>> {
    Router::new().route("/v1/enrol", post(enrol))
}

/// For enrolled desks.
pub(crate) fn signed() -> Router<Arc<Hub>> {
    Router::new().route("/v1/enrol/again", post(again))
}

async fn enrol(
    State(hub): State<Arc<Hub>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Enrolled>, Refused> {
    hub.turnstile.enrol(peer.ip())?;
    protocol(&headers)?;
    let body = read_body(&headers, body, LARGEST, hub.limits.silence).await?;
    // The reader's own words would repeat what was sent, and with it the code.
    let asked: EnrolBody =
        serde_json::from_slice(&body).map_err(|_| Refused::malformed("it is no enrolment"))?;
    let secret = Secret::from_text(&asked.code_secret);
    let secret = secret.ok_or_else(|| Refused::malformed("it carries no code"))?;
    let key: PublicKey = asked
        .public_key
        .parse()
        .map_err(|error: sync::signing::BadSignature| Refused::malformed(error))?;
    let enrolment = Enrolment {
        secret: secret.0.to_vec(),
        device: asked.device,
        public_key: key.to_bytes(),
        name: name(&asked.name)?,
    };
    let enrolled = hub.ask(move |office| office.enrol(&enrolment)).await?;
    let version: String = asked.version.chars().filter(char::is_ascii_graphic).take(20).collect();
    tracing::info!(device = %enrolled.device, role = ?enrolled.role, %version, "a desk joined");
    Ok(Json(enrolled))
}

async fn again(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Json(asked): Json<AgainBody>,
) -> Result<Json<Enrolled>, Refused> {
    let old = Arc::clone(&caller.0);
    let name = match asked.name {
        Some(given) => name(&given)?,
        None => old.name.clone(),
    };
    let enrolled = hub.ask(move |office| office.enrol_again(old.id, asked.device, &name)).await?;
    tracing::info!(device = %enrolled.device, "a desk took a second name");
    Ok(Json(enrolled))
}

fn name(given: &str) -> Result<String, Refused> {
    let name = given.trim();
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        let what = format!("a desk's name has one to {LONGEST_NAME} characters");
        return Err(Refused::malformed(what));
    }
    Ok(name.to_owned())
}
