//! Who asks: a party's program with its access key, or one of the office's own devices.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use office::{Device, Party, Viewer};

use crate::http::answer::Refused;
use crate::http::caller::{Caller, Gate, enrolled};
use crate::state::Hub;

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) enum Asker {
    Party(Arc<Party>),
    Device(Arc<Device>),
}

impl Asker {
    /// What they may see.
    pub(crate) fn viewer(&self) -> Viewer {
        match self {
            Asker::Party(party) => Viewer::Party(party.id),
            Asker::Device(_) => Viewer::Office,
        }
    }

    /// The party.
    ///
    /// # Errors
    /// `for_parties` for the office's own devices.
    pub(crate) fn party(&self) -> Result<&Arc<Party>, Refused> {
        match self {
            Asker::Party(party) => Ok(party),
            Asker::Device(_) => Err(Refused::new(
                StatusCode::FORBIDDEN,
                "for_parties",
                "This is for merchants, warehouses and transporters.",
                "Send the access key of a party as a bearer token.",
            )),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refused> {
        if let Some(party) = parts.extensions.get::<Arc<Party>>() {
            return Ok(Asker::Party(Arc::clone(party)));
        }
        let device = parts.extensions.get::<Caller>().map(|caller| Arc::clone(&caller.0));
        device
            .map(Asker::Device)
            .ok_or_else(|| Refused::fault(&"a route without a gate asks who asks"))
    }
}

/// Lets in whoever carries a party's access key, and enrolled devices.
pub(crate) async fn either(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Some(key) = bearer(request.headers()).map(str::to_owned) else {
        return enrolled(State(gate), request, next).await;
    };
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    match of_key(&gate.hub, peer, key).await {
        Ok(party) => {
            let mut request = request;
            request.extensions_mut().insert(Arc::new(party));
            next.run(request).await
        }
        Err(refused) => refused.into_response(),
    }
}

async fn of_key(hub: &Hub, peer: Option<IpAddr>, key: String) -> Result<Party, Refused> {
    if let Some(party) = hub.ask(move |office| office.party_by_key(&key)).await? {
        return Ok(party);
    }
    // Only failures count against the address: a program that has its key asks as often as it likes.
    peer.map_or(Ok(()), |peer| hub.turnstile.enrol(peer))?;
    Err(Refused::new(
        StatusCode::UNAUTHORIZED,
        "unknown_key",
        "The access key is not known.",
        "Ask the office for a new code and exchange it for a key.",
    ))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
