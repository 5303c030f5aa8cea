//! An enrolled desk's line to its hub.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, mpsc};

use sync::LinkError;
use tokio::runtime::{Builder, Runtime};

use crate::client::{Answered, Ask, Client, Signer};
use crate::failure::{said, unreachable};
use crate::kept::Kept;
use crate::keys::{self, KeyPlace};
use crate::pace::Pace;
use crate::{address, trust};

/// A line to the hub that a desk joined. Its calls block until there is an answer or the line is
/// down; dropping it ends them and the watch.
pub struct HubLine {
    pub(crate) shared: Arc<Shared>,
    /// Only `None` while it is dropped.
    runtime: Option<Runtime>,
}

/// What calls and the watch share.
pub(crate) struct Shared {
    pub(crate) client: Client,
    pub(crate) signer: Signer,
    pub(crate) pace: Pace,
    kept: RwLock<Kept>,
    folder: PathBuf,
}

/// What a desk knows of its hub without asking it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The hub's address.
    pub url: String,
    /// The office's name.
    pub office: String,
    /// What this desk may do.
    pub role: sync::Role,
    /// What the others call this desk.
    pub desk_name: String,
    /// The name under which it writes.
    pub device: journal::DeviceId,
    /// When it joined, by the hub's clock.
    pub since: chrono::DateTime<chrono::Utc>,
    /// Where its key is.
    pub key_place: KeyPlace,
}

/// The line to the hub that the desk in this folder joined; `None` where it joined none. Asks
/// nothing of the network.
///
/// # Errors
/// `hub_unreadable` or `key_unreadable`.
pub fn resume(folder: &Path) -> Result<Option<HubLine>, LinkError> {
    let Some(kept) = Kept::read(folder)? else { return Ok(None) };
    HubLine::open(kept, folder).map(Some)
}

impl HubLine {
    pub(crate) fn open(kept: Kept, folder: &Path) -> Result<Self, LinkError> {
        let authority = trust::read_pem(&kept.authority).map_err(|what| no_authority(&what))?;
        let tls = trust::only(&authority).map_err(|what| no_authority(&what))?;
        let client = Client::new(address::parse_address(&kept.url)?, tls)?;
        let key = keys::load(folder, &kept.key)?;
        let signer = Signer { key, device: RwLock::new(kept.device) };
        let folder = folder.to_owned();
        let shared = Arc::new(Shared {
            client,
            signer,
            pace: Pace::default(),
            kept: RwLock::new(kept),
            folder,
        });
        Ok(Self { shared, runtime: Some(runtime()?) })
    }

    /// What is known of the hub without asking it.
    pub fn joined(&self) -> Joined {
        let kept = self.shared.kept.read().unwrap_or_else(PoisonError::into_inner);
        Joined {
            url: self.shared.client.hub().to_owned(),
            office: kept.office.clone(),
            role: kept.role,
            desk_name: kept.desk_name.clone(),
            device: kept.device,
            since: kept.since,
            key_place: kept.key.place,
        }
    }

    /// Asks and waits. The caller may be on any thread, also on one of another runtime.
    pub(crate) fn ask(&self, ask: Ask) -> Result<Answered, LinkError> {
        let shared = Arc::clone(&self.shared);
        let answer =
            wait_for(
                self.runtime(),
                async move { shared.client.ask(ask, Some(&shared.signer)).await },
            );
        answer.unwrap_or_else(|| Err(unreachable(self.shared.client.hub(), "the line was closed")))
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().expect("it is taken only when the line is dropped")
    }
}

impl Shared {
    /// Remembers what has changed, on disk first.
    pub(crate) fn remember(&self, change: impl FnOnce(&mut Kept)) -> Result<(), LinkError> {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = kept.clone();
        change(&mut changed);
        changed.write(&self.folder)?;
        self.signer.rename(changed.device);
        *kept = changed;
        Ok(())
    }
}

impl Drop for HubLine {
    fn drop(&mut self) {
        // Whoever drops it may be on a thread that must not wait.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A runtime for one line: few requests at a time, and the watch.
pub(crate) fn runtime() -> Result<Runtime, LinkError> {
    Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("hub-line")
        .enable_all()
        .build()
        .map_err(|error| {
            let message = format!("The line to the hub cannot be opened: {error}.");
            said("line_not_opened", message, "Close other programs, and try again.")
        })
}

/// Carries out something on the runtime; `None` where the runtime ended first.
pub(crate) fn wait_for<T: Send + 'static>(
    runtime: &Runtime,
    work: impl Future<Output = T> + Send + 'static,
) -> Option<T> {
    let (answer, wait) = mpsc::channel();
    runtime.spawn(async move {
        // Whoever asked may have given up.
        let _ = answer.send(work.await);
    });
    wait.recv().ok()
}

fn no_authority(what: &str) -> LinkError {
    said(
        "hub_unreadable",
        format!("The hub's certificate, which this desk kept, cannot be used: {what}."),
        "Enrol this desk again with a new code; nothing unsent is lost.",
    )
}
