//! The office's machine: nothing there while it is down.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use journal::DeviceId;
use journal::earlier::{Kinds, without};
use office::{Database, Enrolment, Invitation, Office, OfficeError};
use sync::Role;

use crate::clock::Clock;
use crate::disk::{Disk, unmount};

/// The office's machine.
pub(crate) struct Machine {
    pub(crate) clock: Arc<Clock>,
    site: Mutex<Site>,
}

struct Site {
    office: Option<Office>,
    folder: PathBuf,
    disk: Arc<Disk>,
    /// Kinds that its program does not know yet.
    lacks: Kinds,
}

impl Machine {
    pub(crate) fn start(folder: &Path, clock: Arc<Clock>, lacks: Kinds) -> Arc<Self> {
        let disk = mounted(folder);
        let office = without(lacks, || open(folder, &clock)).expect("a new office can be made");
        let site = Site { office: Some(office), folder: folder.to_owned(), disk, lacks };
        Arc::new(Self { clock, site: Mutex::new(site) })
    }

    /// Asks the office; `None` while it is down.
    pub(crate) fn ask<T>(&self, work: impl FnOnce(&Office) -> T) -> Option<T> {
        let site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        site.office.as_ref().map(|office| without(site.lacks, || work(office)))
    }

    pub(crate) fn is_up(&self) -> bool {
        self.site.lock().unwrap_or_else(PoisonError::into_inner).office.is_some()
    }

    pub(crate) fn stop(&self) {
        self.site.lock().unwrap_or_else(PoisonError::into_inner).office = None;
    }

    /// Opens the office anew; where its disk is too full for that, somebody makes room first.
    pub(crate) fn open_anew(&self) {
        let mut site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        site.office = None;
        let again = || without(site.lacks, || open(&site.folder, &self.clock));
        let office = again().or_else(|refused| {
            assert!(site.disk.is_short(), "an office with room on its disk is shut: {refused}");
            site.disk.make_room();
            again()
        });
        site.office = Some(office.expect("an office with room on its disk can be opened"));
    }

    /// Puts a backup onto a new machine, which takes this one's place.
    pub(crate) fn restore(&self, folder: &Path, backup: &Path) {
        let mut site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        site.office = None;
        unmount(&site.disk);
        site.disk = mounted(folder);
        folder.clone_into(&mut site.folder);
        let database = Database::Folder(folder.to_owned());
        let clock = Arc::clone(&self.clock);
        let restored = without(site.lacks, || Office::restore(&database, backup, "sim", clock));
        site.office = Some(restored.expect("a backup that was written can be put back"));
    }

    /// The newest program from now on. Answers whether it was an older one.
    pub(crate) fn upgrade(&self) -> bool {
        let mut site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        !std::mem::take(&mut site.lacks).is_empty()
    }

    pub(crate) fn disk(&self) -> Arc<Disk> {
        Arc::clone(&self.site.lock().unwrap_or_else(PoisonError::into_inner).disk)
    }

    /// Lets a desk in, and makes room first where there is none.
    pub(crate) fn enrol(&self, device: DeviceId, name: &str, role: Role) {
        self.disk().make_room();
        self.ask(|office| enrol(office, device, name, role));
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        unmount(&self.disk());
    }
}

/// A disk of its own for a folder.
pub(crate) fn mounted(folder: &Path) -> Arc<Disk> {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let disk = Disk::new();
    disk.holds(folder);
    disk
}

fn open(folder: &Path, clock: &Arc<Clock>) -> Result<Office, OfficeError> {
    let database = Database::Folder(folder.to_owned());
    Office::open(&database, Arc::clone(clock) as Arc<dyn office::Surroundings>)
}

fn enrol(office: &Office, device: DeviceId, name: &str, role: Role) {
    let invitation = Invitation { role, name: name.to_owned(), hours: 24, by: "sim".to_owned() };
    let invited = office.invite(&invitation).expect("the office can invite");
    let mut public_key = [0; 32];
    public_key[..16].copy_from_slice(device.0.as_bytes());
    let enrolment =
        Enrolment { secret: invited.secret.to_vec(), device, public_key, name: name.to_owned() };
    office.enrol(&enrolment).expect("an invited desk can join");
}
