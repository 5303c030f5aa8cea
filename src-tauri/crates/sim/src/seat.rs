//! One workstation of a story.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::contract::{Nothing, Request, SubscriptionInfo, SyncStatus};
use desk::{Desk, Exchange, Settings};
use journal::earlier::{Kinds, without};
use journal::{DeviceId, EntryId};
use store::{Reader, Store};

use crate::clock::Clock;
use crate::deeds::ask;
use crate::dice::Dice;
use crate::disk::{Disk, unmount};
use crate::line::{Socket, Wire};
use crate::machine::mounted;

/// One workstation.
pub(crate) struct Seat {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    pub(crate) desk: Option<Desk>,
    pub(crate) wire: Arc<Wire>,
    pub(crate) clock: Arc<Clock>,
    pub(crate) disk: Arc<Disk>,
    /// Kinds that its program does not know yet.
    pub(crate) lacks: Kinds,
    /// What it had not sent when it was last looked at.
    pub(crate) unsent: BTreeSet<EntryId>,
    /// The desk's store, opened beside it.
    beside: Option<(Store, Reader)>,
    pub(crate) dice: Dice,
    /// A copy of the folder, and the name under which the desk wrote then.
    pub(crate) copy: Option<(PathBuf, DeviceId)>,
}

impl Seat {
    /// A desk in a folder that has a store; it is opened before anything else.
    pub(crate) fn new(
        name: String,
        folder: PathBuf,
        (wire, clock): (Arc<Wire>, Arc<Clock>),
        dice: Dice,
    ) -> Self {
        Self {
            name,
            disk: mounted(&folder),
            folder,
            desk: None,
            wire,
            clock,
            lacks: &[],
            unsent: BTreeSet::new(),
            beside: None,
            dice,
            copy: None,
        }
    }

    /// Opens it; where its disk is too full for that, somebody makes room first.
    pub(crate) fn open(&mut self) {
        self.desk = None;
        let opened = self.try_open().or_else(|refused| {
            assert!(self.disk.is_short(), "{} with room on its disk is shut: {refused}", self.name);
            self.disk.make_room();
            self.try_open()
        });
        opened.unwrap_or_else(|failure| panic!("{}: {failure}", self.name));
    }

    fn try_open(&mut self) -> Result<(), String> {
        let settings = Settings {
            fonts: None,
            surroundings: Arc::clone(&self.clock) as Arc<dyn desk::Surroundings>,
            uplink: Some(Arc::new(Socket(Arc::clone(&self.wire)))),
            exchange: Exchange::OnDemand,
        };
        let desk = without(self.lacks, || Desk::open(&self.folder, settings));
        self.desk = Some(desk.map_err(|failure| format!("{failure:?}"))?);
        let beside = without(self.lacks, || {
            Store::open(&self.folder, || unreachable!("the store is there"))
        });
        let store = beside.map_err(|error| error.to_string())?;
        let reader = store.reader().map_err(|error| error.to_string())?;
        self.beside = Some((store, reader));
        Ok(())
    }

    /// Another folder takes the place of its own, as after a disk was changed.
    pub(crate) fn move_to(&mut self, folder: PathBuf) {
        self.desk = None;
        self.beside = None;
        unmount(&self.disk);
        self.disk = mounted(&folder);
        self.folder = folder;
        self.unsent.clear();
    }

    /// Does something at the desk, as its program's version does it.
    pub(crate) fn at_desk<T>(&self, work: impl FnOnce(&Desk) -> T) -> T {
        let desk = self.desk.as_ref().expect("desks are open between steps");
        without(self.lacks, || work(desk))
    }

    /// The desk's store, opened beside it.
    pub(crate) fn store(&self) -> &Store {
        &self.beside.as_ref().expect("it is opened with the desk").0
    }

    /// Questions to the desk's store.
    pub(crate) fn reader(&self) -> &Reader {
        &self.beside.as_ref().expect("it is opened with the desk").1
    }

    /// Whether it holds a part of the office only.
    pub(crate) fn is_partial(&self) -> bool {
        self.window() != SubscriptionInfo::default()
    }

    /// What it holds of the office.
    pub(crate) fn window(&self) -> SubscriptionInfo {
        let status: Option<SyncStatus> =
            self.at_desk(|desk| ask(desk, Request::SyncStatus(Nothing {})));
        status.expect("a desk says how it stands").subscription
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        unmount(&self.disk);
    }
}

/// As a backup program would: the files as they are on disk, logs included.
pub(crate) fn copy_store(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for file in fs::read_dir(from).expect("a desk's folder can be read") {
        let file = file.expect("a desk's folder can be read");
        if file.file_type().is_ok_and(|kind| kind.is_file()) {
            fs::copy(file.path(), to.join(file.file_name())).expect("a file can be copied");
        }
    }
}
