//! What the hub answers over HTTP.
//!
//! | route | for | does |
//! | --- | --- | --- |
//! | `GET /healthz`, `/readyz` | anybody | whether the hub lives, and can work |
//! | `GET /metrics` | this machine | what was counted, for Prometheus |
//! | `GET /v1/trust` | anybody | the certificate that desks trust, as PEM |
//! | `GET /v1/office` | anybody | the office's name, versions of the protocol, epoch, clock |
//! | `POST /v1/enrol` | who has a code | joins a desk |
//! | `POST /v1/enrol/again` | desks | a second name under the same key |
//! | `POST /v1/push`, `/v1/pull`, `/v1/history` | desks | the office's order of entries |
//! | `GET /v1/find?number=` | desks | declarations by LRN, MRN, parcel or transport number |
//! | `GET /v1/watch` | desks | endless lines: `head SEQUENCE EPOCH`, `leases NUMBER`, or `.` |
//! | `HEAD`, `GET`, `PATCH /v1/files/{sha256}` | desks | files, in parts |
//! | `GET /v1/desks` | desks | what the office's desks are called |
//! | `GET`, `POST /v1/leases`, `DELETE /v1/leases/{id}` | desks | who works where |
//! | `/parcels`, `/v1/parcels`, `/v1/handovers`, `/v1/intake`, `/v1/notices` | parties | what `/v1/openapi.json` tells |
//! | `/v1/admin/...` | supervisors | devices, codes, audit, what was kept apart, backups |
//!
//! Whatever says no is `{"code","message","hint"}`.

mod admin;
pub(crate) mod answer;
pub(crate) mod caller;
mod desks;
mod enrol;
mod files;
mod health;
mod heard_out;
mod leases;
pub(crate) mod limits;
mod order;
mod trace;
mod trust;
mod watch;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;

use answer::Refused;
use caller::{Gate, Who};

use crate::inquiry::Front;
use crate::state::Hub;

/// All routes.
pub(crate) fn router(hub: &Arc<Hub>, front: &Arc<Front>) -> Router {
    let small = hub.limits.body_bytes;
    let signed = |routes: Router<Arc<Hub>>, largest, who| {
        let gate = Gate { hub: Arc::clone(hub), largest, who };
        routes.route_layer(from_fn_with_state(gate, caller::enrolled))
    };
    let open = health::routes().merge(trust::routes()).merge(enrol::open());
    let desks = Router::new()
        .merge(order::routes())
        .merge(files::routes())
        .merge(desks::routes())
        .merge(leases::routes());
    Router::new()
        .merge(open)
        .merge(signed(order::pushes(), hub.limits.push_bytes, Who::RevokedToo))
        .merge(signed(enrol::signed(), small, Who::Enrolled))
        .merge(signed(desks, small, Who::Enrolled))
        .merge(signed(watch::routes(), small, Who::Readers))
        .merge(signed(admin::routes(), small, Who::Supervisors))
        .with_state(Arc::clone(hub))
        .merge(front.router())
        .fallback(unknown)
        .method_not_allowed_fallback(unknown_method)
        .layer(from_fn(in_our_words))
        .layer(from_fn_with_state(Arc::clone(hub), caller::by_address))
        .layer(from_fn_with_state(Arc::clone(hub), trace::told))
        // Bodies are read by the gates, each with its own limit.
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(from_fn(heard_out::heard_out))
}

async fn unknown() -> Refused {
    Refused::new(
        StatusCode::NOT_FOUND,
        "no_such_address",
        "The hub has nothing at this address.",
        "People ask for parcels at /parcels.",
    )
}

async fn unknown_method() -> Refused {
    Refused::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "no_such_method",
        "This address does not take such a request.",
        "Bring the desk or the hub up to date.",
    )
}

/// What the web framework refuses by itself, for example a query that it cannot read, is told as
/// everything else is.
async fn in_our_words(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    use axum::response::IntoResponse;
    let response = next.run(request).await;
    let text = response.headers().get("content-type").and_then(|value| value.to_str().ok());
    let is_bare = text.is_some_and(|text| text.starts_with("text/plain"));
    match response.status() {
        StatusCode::BAD_REQUEST
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
            if is_bare =>
        {
            Refused::malformed("a part of it has another form than is taken here").into_response()
        }
        _ => response,
    }
}
