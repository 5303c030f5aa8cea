//! Who asks: the signature is checked against the key that the office has for the device at this
//! very moment, so that a revoked device is shut out at once.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use journal::DeviceId;
use office::{Device, OfficeError};
use sync::Role;
use sync::signing::{DEVICE_HEADER, PROTOCOL_HEADER, PublicKey, SIGNATURE_HEADER, SignedRequest};
use sync::wire::PROTOCOL;
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use super::answer::Refused;
use crate::state::Hub;

/// Desks of the two versions before are still understood.
pub(crate) const OLDEST_PROTOCOL: u16 = if PROTOCOL > 2 { PROTOCOL - 2 } else { 1 };

/// Whoever sends a body more slowly than this, in bytes a second, is sent away.
const SLOWEST: u64 = 2 * 1024;

/// What a group of routes lets in.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) hub: Arc<Hub>,
    /// Bytes of a body.
    pub(crate) largest: usize,
    pub(crate) who: Who,
}

/// Whom a group of routes lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Also a device that was revoked: what it has not sent yet is to be recovered, so it may still
    /// hand it in.
    RevokedToo,
    /// Any device that is enrolled.
    Enrolled,
    /// Those whose role may read the office's entries.
    Readers,
    Supervisors,
}

/// The device that asks.
#[derive(Clone, Debug)]
pub(crate) struct Caller(pub(crate) Arc<Device>);

impl Caller {
    /// How the audit calls it.
    pub(crate) fn actor(&self) -> String {
        format!("device:{}", self.0.id)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refused> {
        let caller = parts.extensions.get::<Caller>().cloned();
        caller.ok_or_else(|| Refused::fault(&"a route without a gate asks who calls"))
    }
}

/// Lets in whoever signed the request with the key of an enrolled device.
pub(crate) async fn enrolled(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    match admit(&gate, request).await {
        Ok(request) => next.run(request).await,
        Err(refused) => refused.into_response(),
    }
}

async fn admit(gate: &Gate, request: Request) -> Result<Request, Refused> {
    let (mut parts, body) = request.into_parts();
    let protocol = protocol(&parts.headers)?;
    let claimed = device_named(&parts.headers)?;
    let signature = header(&parts.headers, SIGNATURE_HEADER)?.to_owned();
    gate.hub.turnstile.device(claimed)?;
    let device = gate.hub.ask(move |office| office.device(claimed)).await?;
    let device = device.ok_or(OfficeError::UnknownDevice(claimed))?;
    let body = read_body(&parts.headers, body, gate.largest, gate.hub.limits.silence).await?;
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let signed = SignedRequest::new(parts.method.as_str(), target, &body, claimed, protocol);
    PublicKey::from_bytes(&device.public_key)
        .and_then(|key| key.verify(&signed, &signature))
        .map_err(|error| {
            let message = error.to_string();
            Refused::new(StatusCode::UNAUTHORIZED, error.code(), message, error.hint())
        })?;
    may_enter(&device, gate.who)?;
    parts.extensions.insert(Caller(Arc::new(device)));
    Ok(Request::from_parts(parts, Body::from(body)))
}

fn may_enter(device: &Device, who: Who) -> Result<(), Refused> {
    let role = device.role;
    let (allowed, what) = match who {
        Who::RevokedToo => return Ok(()),
        Who::Enrolled => (true, "this"),
        Who::Readers => (role.may_pull(), "reading the office's entries"),
        Who::Supervisors => (role == Role::Supervisor, "administering the office"),
    };
    match (device.revoked_at, allowed) {
        (Some(_), _) => Err(OfficeError::DeviceRevoked(device.id).into()),
        (None, false) => Err(OfficeError::RoleNotAllowed { role, what }.into()),
        (None, true) => Ok(()),
    }
}

/// Whether this hub understands the desk.
pub(crate) fn protocol(headers: &HeaderMap) -> Result<u16, Refused> {
    let refused =
        |code, message, hint| Err(Refused::new(StatusCode::UPGRADE_REQUIRED, code, message, hint));
    match header(headers, PROTOCOL_HEADER)?.parse::<u16>() {
        Ok(version) if version < OLDEST_PROTOCOL => refused(
            "protocol_too_old",
            format!("The hub speaks version {PROTOCOL} of the protocol, the desk {version}."),
            "Bring Greenlane on this desk up to date. What it has not sent is kept.",
        ),
        Ok(version) if version > PROTOCOL => refused(
            "protocol_too_new",
            format!("The hub speaks version {PROTOCOL} of the protocol, the desk {version}."),
            "Whoever runs the hub has to bring it up to date. What the desk has not sent is kept.",
        ),
        Ok(version) => Ok(version),
        Err(_) => Err(Refused::malformed(format!("{PROTOCOL_HEADER} is no number"))),
    }
}

fn device_named(headers: &HeaderMap) -> Result<DeviceId, Refused> {
    let text = header(headers, DEVICE_HEADER)?;
    let device = text.parse::<Uuid>();
    device.map(DeviceId).map_err(|_| Refused::malformed(format!("{DEVICE_HEADER} is no device")))
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, Refused> {
    headers.get(name).and_then(|value| value.to_str().ok()).ok_or_else(|| {
        Refused::new(
            StatusCode::UNAUTHORIZED,
            "not_signed",
            format!("The request does not carry {name}."),
            "This address is for enrolled desks. People ask at /parcels.",
        )
    })
}

/// Reads a body to its end, as long as it is not too large and comes fast enough.
pub(crate) async fn read_body(
    headers: &HeaderMap,
    mut body: Body,
    largest: usize,
    silence: Duration,
) -> Result<Bytes, Refused> {
    let announced = headers.get("content-length").and_then(|value| value.to_str().ok());
    if announced.and_then(|text| text.parse::<u64>().ok()).is_some_and(|n| n > largest as u64) {
        return Err(too_large(largest));
    }
    let (mut read, begun) = (Vec::new(), Instant::now());
    loop {
        let frame = match timeout(silence, body.frame()).await {
            Err(_) => return Err(too_slow()),
            Ok(None) => return Ok(read.into()),
            Ok(Some(frame)) => frame.map_err(Refused::malformed)?,
        };
        if let Ok(data) = frame.into_data() {
            if read.len() + data.len() > largest {
                return Err(too_large(largest));
            }
            read.extend_from_slice(&data);
        }
        if begun.elapsed() > 2 * silence + Duration::from_secs(read.len() as u64 / SLOWEST) {
            return Err(too_slow());
        }
    }
}

fn too_large(largest: usize) -> Refused {
    Refused::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        format!("The request is larger than the {largest} bytes that are taken here."),
        "Send less at once.",
    )
}

fn too_slow() -> Refused {
    Refused::new(
        StatusCode::REQUEST_TIMEOUT,
        "too_slow",
        "The request came too slowly to wait for its end.",
        "Send it again, or less at once.",
    )
}

/// Counts requests by address, before anything else is done for them.
pub(crate) async fn by_address(
    State(hub): State<Arc<Hub>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    match hub.turnstile.address(peer.ip()) {
        Ok(()) => next.run(request).await,
        Err(refused) => refused.into_response(),
    }
}

/// Whether a request comes from this very machine.
pub(crate) fn is_local(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}
