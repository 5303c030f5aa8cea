//! What the office shows to those it serves, and what runs beside it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

use super::{api, pages};
use crate::state::Hub;
use crate::{intake, notices};

/// How the office serves merchants, warehouses and transporters.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The address under which they reach the hub, for links in mails: `https://hub.example`.
    pub address: Option<String>,
    /// A folder whose files are taken in as manifests.
    pub intake: Option<PathBuf>,
    /// How notices are sent.
    pub notices: notices::Settings,
}

/// What the office shows to those it serves.
pub(crate) struct Front {
    pub(crate) hub: Arc<Hub>,
    pub(crate) settings: Settings,
    /// Up to where the office's order is in the answers.
    pub(crate) upto: watch::Sender<u64>,
    /// Pages that are kept current.
    pub(crate) streams: AtomicUsize,
}

/// Entries that are taken into the answers at once.
const STEP: u32 = 500;
/// How often it is looked whether there are more; other hubs write too.
const PACE: Duration = Duration::from_millis(250);
/// After trouble with the database.
const REST: Duration = Duration::from_secs(2);

impl Front {
    pub(crate) fn new(hub: Arc<Hub>, settings: Settings) -> Arc<Self> {
        let (upto, streams) = (watch::Sender::new(0), AtomicUsize::new(0));
        Arc::new(Self { hub, settings, upto, streams })
    }

    /// Everything that merchants, warehouses and transporters may ask.
    pub(crate) fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .merge(pages(self))
            .merge(api(self))
            .merge(intake::router(self))
            .merge(notices::router(self))
    }

    /// Keeps answers current, sends notices and forgets old ones, and watches the intake folder, until
    /// the hub stops.
    pub(crate) async fn work(self: Arc<Self>) {
        let all = async {
            tokio::join!(
                self.follow(),
                notices::send(&self),
                notices::prune(&self),
                intake::watch(&self)
            );
        };
        tokio::select! {
            () = self.hub.until_stopping() => {}
            () = all => {}
        }
    }

    /// Takes the office's order into the answers as it grows.
    async fn follow(&self) {
        loop {
            let pause = match self.hub.ask(|office| office.project_parcels(STEP)).await {
                Ok(projected) => {
                    self.reached(projected.upto);
                    if projected.more { Duration::ZERO } else { PACE }
                }
                // It is in the log already.
                Err(_) => REST,
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// Takes in at once what this hub has just written, so that whoever wrote it finds it.
    pub(crate) async fn catch_up(&self) -> Result<(), crate::http::answer::Refused> {
        loop {
            let projected = self.hub.ask(|office| office.project_parcels(STEP)).await?;
            self.reached(projected.upto);
            if !projected.more {
                return Ok(());
            }
        }
    }

    fn reached(&self, upto: u64) {
        self.upto.send_if_modified(|known| std::mem::replace(known, upto) != upto);
    }
}
