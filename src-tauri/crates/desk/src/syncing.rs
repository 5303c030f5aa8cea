//! The desk and its hub: the line, what waits, and the exchange of both sides' entries.
//!
//! No command waits for the network but those whose answer is the hub's alone (joining, leases,
//! fetching). Everything else works on the store; a thread of its own exchanges in the background,
//! one short transaction at a time.

mod arriving;
mod backfill;
mod bell;
mod courier;
mod evicting;
mod exchange;
mod fetching;
mod files;
mod forks;
mod joining;
mod leaving;
mod live;
mod names;
mod outbox;
mod pulling;
mod pushing;
mod settling;
mod status;
mod under_way;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use store::{Reader, Writer};
use sync::engine::Event;

pub use exchange::Exchanged;

pub(crate) use courier::{Courier, exchange, step};
pub(crate) use fetching::{fetch, file};
pub(crate) use joining::{enrol, subscribe, sync_now};
pub(crate) use live::failure;
pub(crate) use outbox::outbox;
pub(crate) use settling::settle;
pub(crate) use status::status;

use crate::contract::{Failure, SubscriptionInfo};
use crate::core::Core;
use crate::error::DeskError;
use crate::leasing::Book;
use crate::uplink::{Line, LineNews, Uplink};
use bell::Bell;
use exchange::Exchange;
use live::Live;
use under_way::{Resync, UnderWay};

/// What of the exchange lives as long as the program.
pub(crate) struct Syncing {
    uplink: Option<Arc<dyn Uplink>>,
    line: RwLock<Option<Arc<dyn Line>>>,
    live: Mutex<Live>,
    book: RwLock<Arc<Book>>,
    bell: Bell,
    /// What the engine has not been told yet.
    news: Mutex<Vec<Event>>,
    /// One exchange at a time.
    exchange: Mutex<Exchange>,
    under_way: Mutex<UnderWay>,
    /// Why the line that was joined cannot be had, for example an unreadable key.
    broken: Option<Failure>,
}

impl Syncing {
    /// Finds the way back to the hub, if one was joined. Asks nothing of the network.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(crate) fn resume(
        uplink: Option<Arc<dyn Uplink>>,
        folder: &Path,
        reader: &Reader,
    ) -> Result<Self, DeskError> {
        let resumed = uplink.as_ref().map_or(Ok(None), |uplink| uplink.resume(folder));
        let (line, broken) = match resumed {
            Ok(line) => (line, None),
            // The desk works without its hub; the screen says why it has to.
            Err(error) => (None, Some(failure(&error))),
        };
        let mut live = Live::starting(line.is_some());
        live.last_complete = status::last_complete(reader)?;
        if let Some(cursor) = reader.cursor()? {
            live.head = cursor.head;
            live.offset = Some(cursor.hub_at - cursor.heard_at);
        }
        Ok(Self {
            uplink,
            line: RwLock::new(line),
            live: Mutex::new(live),
            book: RwLock::new(Arc::new(Book::kept(reader)?)),
            bell: Bell::default(),
            news: Mutex::default(),
            exchange: Mutex::default(),
            under_way: Mutex::default(),
            broken,
        })
    }

    /// The line to the hub; `None` for a desk that works by itself.
    pub(crate) fn line(&self) -> Option<Arc<dyn Line>> {
        self.line.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The line, if the hub answered when it was last asked.
    pub(crate) fn line_if_up(&self) -> Option<Arc<dyn Line>> {
        self.line().filter(|_| self.live().is_up())
    }

    /// The line, for what only the hub can answer.
    ///
    /// # Errors
    /// The desk has no hub, or is known to be offline; nobody waits for a line that is down.
    pub(crate) fn line_for(&self, what: &'static str) -> Result<Arc<dyn Line>, DeskError> {
        let line = self.line().ok_or(DeskError::NoHub)?;
        if self.live().is_down() { Err(DeskError::NeedsHub { what }) } else { Ok(line) }
    }

    /// What is known of the line right now.
    pub(crate) fn live(&self) -> MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When everything of both sides had last been exchanged.
    pub(crate) fn last_complete(&self) -> Option<DateTime<Utc>> {
        self.live().last_complete
    }

    /// The hub's clock at a moment of this desk's: what leases end by.
    pub(crate) fn hub_now(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.live().offset.unwrap_or_else(TimeDelta::zero)
    }

    /// The leases as the hub last told them.
    pub(crate) fn book(&self) -> Arc<Book> {
        Arc::clone(&self.book.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes over what the hub told.
    pub(crate) fn set_book(&self, book: Arc<Book>) {
        *self.book.write().unwrap_or_else(PoisonError::into_inner) = book;
    }

    /// Something was written at this desk, perhaps with a file.
    pub(crate) fn wake(&self) {
        self.tell(Event::FileAttached);
    }

    /// Tells the engine something, now or when it has done what it is at.
    fn tell(&self, event: Event) {
        if self.line().is_none() {
            return;
        }
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        if !news.contains(&event) {
            news.push(event);
        }
        drop(news);
        self.bell.ring();
    }

    fn take_news(&self) -> Vec<Event> {
        std::mem::take(&mut *self.news.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn take_line(&self, line: Arc<dyn Line>) {
        *self.line.write().unwrap_or_else(PoisonError::into_inner) = Some(line);
        *self.live() = Live::starting(true);
    }
}

/// Watches the line: what it tells is on the screen within a second.
pub(crate) fn watch(core: &Arc<Core>) {
    let Some(line) = core.syncing.line() else { return };
    let weak = Arc::downgrade(core);
    line.watch(Box::new(move |news| {
        if let Some(core) = weak.upgrade() {
            hear(&core, &news);
        }
    }));
}

fn hear(core: &Core, news: &LineNews) {
    let now = core.surroundings.now();
    match news {
        LineNews::Up { head, epoch } | LineNews::Moved { head, epoch } => {
            let mut live = core.syncing.live();
            let was_up = live.is_up();
            live.up(now);
            live.head = *head;
            drop(live);
            if !was_up {
                core.syncing.tell(Event::LineUp);
            }
            core.syncing.tell(Event::HubMoved { epoch: *epoch, head: *head });
        }
        LineNews::Leased => {
            core.syncing.live().leases_moved = true;
            core.syncing.bell.ring();
        }
        LineNews::Down(error) => {
            core.syncing.live().down(error, now);
            core.syncing.tell(Event::LineDown);
        }
    }
}

const CHANGES: &str = "exchange_changes";

/// How often an exchange has changed what is shown here without a new entry of this desk.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn changes(reader: &Reader) -> Result<u64, DeskError> {
    Ok(reader.setting(CHANGES)?.and_then(|count| count.parse().ok()).unwrap_or_default())
}

/// Something on the screens may be another now.
pub(crate) fn changed(writer: &mut Writer<'_>) -> Result<(), DeskError> {
    let count = changes(writer)? + 1;
    Ok(writer.set_setting(CHANGES, &count.to_string())?)
}

const SUBSCRIPTION: &str = "subscription";

/// What this desk holds.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn subscription(reader: &Reader) -> Result<SubscriptionInfo, DeskError> {
    let text = reader.setting(SUBSCRIPTION)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Whether this desk holds a part of the office only.
///
/// # Errors
/// The store cannot be read.
fn is_partial(reader: &Reader) -> Result<bool, DeskError> {
    Ok(subscription(reader)? != SubscriptionInfo::default())
}
