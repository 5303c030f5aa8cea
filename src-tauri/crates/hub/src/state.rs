//! What all requests share.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use office::{Office, OfficeError, Surroundings};
use tokio::sync::{Semaphore, watch};

use crate::head::Head;
use crate::http::answer::Refused;
use crate::http::limits::Turnstile;
use crate::options::{Limits, Options};
use crate::tls::Trusted;

/// Nobody waits longer for their turn at the database; the desk tries again by itself.
const TURN: Duration = Duration::from_secs(10);

/// A running hub.
pub(crate) struct Hub {
    pub(crate) office: Arc<Office>,
    pub(crate) surroundings: Arc<dyn Surroundings>,
    pub(crate) trusted: Trusted,
    pub(crate) limits: Limits,
    /// The address under which companies reach it, where it was told.
    pub(crate) address: Option<String>,
    /// The hub's folder.
    pub(crate) data: PathBuf,
    pub(crate) turnstile: Turnstile,
    pub(crate) head: Head,
    pub(crate) metrics_for_all: bool,
    /// Rises whenever a device's rights change: whoever watches then asks anew for its own.
    pub(crate) rights: watch::Sender<u64>,
    /// True once the hub stops.
    pub(crate) stopping: watch::Sender<bool>,
    turns: Semaphore,
}

impl Hub {
    pub(crate) fn new(
        office: Arc<Office>,
        surroundings: Arc<dyn Surroundings>,
        trusted: Trusted,
        options: &Options,
    ) -> Self {
        let limits = options.limits;
        Self {
            office,
            surroundings,
            trusted,
            limits,
            address: options.front.address.clone(),
            data: options.data.clone(),
            turnstile: Turnstile::new(&limits),
            head: Head::default(),
            metrics_for_all: options.metrics_for_all,
            rights: watch::Sender::new(0),
            stopping: watch::Sender::new(false),
            turns: Semaphore::new(limits.database),
        }
    }

    /// Asks the office on a thread that may wait. Only so many at a time: the rest wait here rather
    /// than each on a thread of its own.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Office) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, Refused> {
        let busy = || {
            let wait = Duration::from_secs(2);
            Refused::busy(StatusCode::SERVICE_UNAVAILABLE, "hub_overloaded", wait)
        };
        let turn = tokio::time::timeout(TURN, self.turns.acquire());
        let _turn = turn.await.ok().and_then(Result::ok).ok_or_else(busy)?;
        let office = Arc::clone(&self.office);
        match tokio::task::spawn_blocking(move || work(&office)).await {
            Ok(answer) => answer.map_err(Refused::from),
            Err(error) => Err(Refused::fault(&error)),
        }
    }

    /// Ends once the hub stops.
    pub(crate) async fn until_stopping(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender lives as long as the hub.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    }
}
