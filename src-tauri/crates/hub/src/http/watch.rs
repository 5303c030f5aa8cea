//! Tells a desk when the office's order grows or its leases change, and otherwise that the line is up.

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
use office::Marks;
use tokio::sync::watch;

use super::answer::Refused;
use super::caller::Caller;
use crate::head::Watcher;
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
    told: Option<Marks>,
    /// What it is told first.
    first: Option<Marks>,
    beats: u32,
}

async fn begin(State(hub): State<Arc<Hub>>, caller: Caller) -> Result<Response, Refused> {
    let watcher = Watcher::begin(&hub);
    let rights = hub.rights.subscribe();
    let first = Some(hub.ask(office::Office::marks).await?);
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
        if let Some(marks) = self.first.take() {
            return Some(self.tell(marks));
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
                changed = self.watcher.marks.changed() => {
                    changed.ok()?;
                    let marks = *self.watcher.marks.borrow_and_update();
                    if marks.is_some() && marks != self.told {
                        return marks.map(|marks| self.tell(marks));
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

    /// Lines for what the desk was not told yet.
    fn tell(&mut self, marks: Marks) -> Bytes {
        let Marks { head, epoch, leases } = marks;
        let told = self.told.replace(marks);
        let mut lines = String::new();
        if told.is_none_or(|told| (told.head, told.epoch) != (head, epoch)) {
            lines.push_str(&format!("head {head} {epoch}\n"));
        }
        if told.is_none_or(|told| told.leases != leases) {
            lines.push_str(&format!("leases {leases}\n"));
        }
        Bytes::from(lines)
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
