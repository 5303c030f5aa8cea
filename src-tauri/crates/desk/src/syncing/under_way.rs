//! What of the exchange is under way. In memory only: all of it is found out anew after a restart.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{MutexGuard, PoisonError};

use journal::{AttachmentHash, DeclarationId, DeviceId};
use sync::Offer;
use sync::engine::Event;

use super::Syncing;
use super::arriving::{Ahead, Heard};
use super::files::Incoming;

/// What of the exchange is under way.
#[derive(Default)]
pub(super) struct UnderWay {
    /// Files of others that were asked for or that others have just attached.
    wanted: VecDeque<AttachmentHash>,
    /// The one of them that is coming in.
    incoming: Option<Incoming>,
    /// How much the hub holds of files that are being sent.
    sent: HashMap<AttachmentHash, u64>,
    /// A file that could not be sent; another goes first.
    stuck: Option<AttachmentHash>,
    /// Desks whose lost entries another desk has to offer.
    held_back: HashSet<DeviceId>,
    resync: Option<Resync>,
    /// The part of the order that comes next.
    pub(super) ahead: Option<Ahead>,
}

/// Declarations that have to be fetched one by one, because the desk was away too long.
#[derive(Clone)]
pub(super) struct Resync {
    pub(super) floor: u64,
    pub(super) subjects: Vec<DeclarationId>,
    pub(super) heard: Heard,
}

/// A desk does not copy all the office's photos; what was wanted beyond that is asked for again when
/// its declaration is opened.
const MOST_WANTED: usize = 500;

impl Syncing {
    /// Asks for files of others to be fetched when there is time.
    pub(crate) fn want(&self, files: impl IntoIterator<Item = AttachmentHash>) {
        if self.line().is_none() {
            return;
        }
        let mut under_way = self.under_way();
        let before = under_way.wanted.len();
        for file in files {
            if under_way.wanted.len() < MOST_WANTED && !under_way.wanted.contains(&file) {
                under_way.wanted.push_back(file);
            }
        }
        let more = under_way.wanted.len() > before;
        drop(under_way);
        if more {
            self.tell(Event::FileWanted);
        }
    }

    /// The file that is to be fetched next.
    pub(super) fn next_wanted(&self) -> Option<AttachmentHash> {
        self.under_way().wanted.front().cloned()
    }

    /// It is here, or cannot be had.
    pub(super) fn no_longer_wanted(&self, file: &AttachmentHash) {
        self.under_way().wanted.retain(|other| other != file);
    }

    /// Another is fetched first.
    pub(super) fn want_later(&self, file: &AttachmentHash) {
        let mut under_way = self.under_way();
        under_way.wanted.retain(|other| other != file);
        under_way.wanted.push_back(file.clone());
    }

    pub(super) fn take_incoming(&self) -> Option<Incoming> {
        self.under_way().incoming.take()
    }

    pub(super) fn keep_incoming(&self, incoming: Incoming) {
        self.under_way().incoming = Some(incoming);
    }

    /// How many bytes of a file the hub holds, as it last said.
    pub(super) fn sent(&self, file: &AttachmentHash) -> u64 {
        self.under_way().sent.get(file).copied().unwrap_or_default()
    }

    pub(super) fn set_sent(&self, file: &AttachmentHash, bytes: u64) {
        self.under_way().sent.insert(file.clone(), bytes);
    }

    pub(super) fn stuck(&self) -> Option<AttachmentHash> {
        self.under_way().stuck.clone()
    }

    pub(super) fn set_stuck(&self, file: Option<AttachmentHash>) {
        self.under_way().stuck = file;
    }

    /// Without the entries of desks that have to offer them themselves.
    pub(super) fn without_gaps(&self, mut offers: Vec<Offer>) -> Vec<Offer> {
        let under_way = self.under_way();
        offers.retain(|offer| !under_way.held_back.contains(&offer.entry.device));
        offers
    }

    /// Leaves it to another desk to offer what this device wrote.
    pub(super) fn hold_back(&self, device: DeviceId) {
        self.under_way().held_back.insert(device);
    }

    /// The hub has another history: what was held back may be missing there too.
    pub(super) fn offer_all_again(&self) {
        self.under_way().held_back.clear();
    }

    /// Keeps which declarations a resync named; none where it is done.
    pub(super) fn resync(&self, resync: Option<Resync>) {
        self.under_way().resync = resync;
    }

    pub(super) fn resyncing(&self) -> Option<Resync> {
        self.under_way().resync.clone()
    }

    pub(super) fn under_way(&self) -> MutexGuard<'_, UnderWay> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
