//! Where the office's order and its leases stand, for all who watch.
//!
//! The database is asked by one task of the hub, however many watch, and not at all while nobody
//! does. Other hubs write into the same database, so asking is the only way to know.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use office::Marks;
use tokio::sync::{Notify, watch};

use crate::measures;
use crate::state::Hub;

/// The database is asked at most so often.
const PACE: Duration = Duration::from_millis(200);

/// Where the office stands, as far as it was asked for.
pub(crate) struct Head {
    marks: watch::Sender<Option<Marks>>,
    watchers: AtomicUsize,
    ask: Notify,
}

/// One who watches. The database is asked for as long as there is one.
pub(crate) struct Watcher {
    hub: Arc<Hub>,
    pub(crate) marks: watch::Receiver<Option<Marks>>,
}

impl Default for Head {
    fn default() -> Self {
        Self { marks: watch::Sender::new(None), watchers: AtomicUsize::new(0), ask: Notify::new() }
    }
}

impl Head {
    /// Something was written by this hub: look at once.
    pub(crate) fn moved(&self) {
        self.ask.notify_one();
    }
}

impl Watcher {
    pub(crate) fn begin(hub: &Arc<Hub>) -> Self {
        hub.head.watchers.fetch_add(1, Ordering::SeqCst);
        hub.head.ask.notify_one();
        measures::desk_watches(true);
        Self { hub: Arc::clone(hub), marks: hub.head.marks.subscribe() }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.hub.head.watchers.fetch_sub(1, Ordering::SeqCst);
        measures::desk_watches(false);
    }
}

/// Asks the database for as long as the hub runs and somebody wants to know.
pub(crate) async fn follow(hub: Arc<Hub>) {
    loop {
        if hub.head.watchers.load(Ordering::SeqCst) == 0 {
            hub.head.ask.notified().await;
        }
        // What cannot be asked was told in the log; whoever watches keeps what was known.
        if let Ok(marks) = hub.ask(office::Office::marks).await {
            hub.head.marks.send_if_modified(|known| known.replace(marks) != Some(marks));
        }
        tokio::time::sleep(PACE).await;
    }
}
