//! Tells a desk when the office's order grows, and otherwise that the line is up.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream;
use journal::DeviceId;
use tokio::sync::watch;

use super::answer::Refused;
use super::caller::Caller;
use crate::head::{Place, Watcher};
use crate::state::Hub;

/// A desk that hears nothing for three of these takes the line for cut.
const HEARTBEAT: Duration = Duration::from_millis(300);
/// Another hub of the same office may have revoked the device: looked up every so many heartbeats.
const LOOK_UP: u32 = 10;

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new().route("/v1/watch", get(begin))
}

/// One desk's stream.
struct Watching {
    hub: Arc<Hub>,
    watcher: Watcher,
    rights: watch::Receiver<u64>,
    device: DeviceId,
    /// What the desk was told last.
    told: Option<Place>,
    /// What it is told first.
    first: Option<Place>,
    beats: u32,
}

async fn begin(State(hub): State<Arc<Hub>>, caller: Caller) -> Result<Response, Refused> {
    let watcher = Watcher::begin(&hub);
    let rights = hub.rights.subscribe();
    let now = hub.ask(office::Office::head).await?;
    let first = Some(Place { head: now.head, epoch: now.epoch });
    let watching =
        Watching { hub, watcher, rights, device: caller.0.id, told: None, first, beats: 0 };
    let lines = stream::unfold(watching, |mut watching| async move {
        let line = watching.next().await?;
        Some((Ok::<_, Infallible>(line), watching))
    });
    let headers = [(header::CONTENT_TYPE, "text/plain"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, Body::from_stream(lines)).into_response())
}

impl Watching {
    /// The next line; `None` where the stream ends, because the hub stops or the device was revoked.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(place) = self.first.take() {
            return Some(self.tell(place));
        }
        loop {
            let stopping = self.hub.until_stopping();
            tokio::select! {
                biased;
                () = stopping => return None,
                changed = self.rights.changed() => {
                    changed.ok()?;
                    self.still_allowed().await?;
                }
                changed = self.watcher.places.changed() => {
                    changed.ok()?;
                    let place = *self.watcher.places.borrow_and_update();
                    if place.is_some() && place != self.told {
                        return place.map(|place| self.tell(place));
                    }
                }
                () = tokio::time::sleep(HEARTBEAT) => {
                    self.beats = (self.beats + 1) % LOOK_UP;
                    if self.beats == 0 {
                        self.still_allowed().await?;
                    }
                    return Some(Bytes::from_static(b".\n"));
                }
            }
        }
    }

    fn tell(&mut self, place: Place) -> Bytes {
        self.told = Some(place);
        Bytes::from(format!("head {} {}\n", place.head, place.epoch))
    }

    /// `None` where the device was revoked. A database that does not answer takes nobody's rights.
    async fn still_allowed(&self) -> Option<()> {
        let device = self.device;
        match self.hub.ask(move |office| office.device(device)).await {
            Ok(device) => device.filter(|device| device.revoked_at.is_none()).map(drop),
            Err(_) => Some(()),
        }
    }
}
