//! An office of several desks and a hub: the real office in SQLite, and lines that can be cut.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use ::office::{Database, Enrolment, Invitation, Office, OfficeError, Viewer};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use desk::contract::KeyPlace;
use desk::{Join, Line, LineInfo, LineNews, Uplink};
use journal::{AttachmentHash, DeclarationId, DeviceId};
use sync::lease::{Lease, LeaseGranted, LeaseRequest};
use sync::link::{DeskName, Enrolled, FileHeld};
use sync::parcel::ParcelAnswer;
use sync::{Link, LinkError, PullRequest, Pulled, Push, Pushed, Role, Sequenced};
use tempfile::TempDir;
use uuid::Uuid;

/// The office's clock and ids: two minutes ahead of the desks.
struct Hub(AtomicU64);

impl ::office::Surroundings for Hub {
    fn now(&self) -> DateTime<Utc> {
        let seconds = self.0.fetch_add(1, Ordering::Relaxed);
        Utc.with_ymd_and_hms(2026, 11, 20, 8, 2, 0).unwrap() + TimeDelta::seconds(seconds as i64)
    }

    fn new_id(&self) -> Uuid {
        Uuid::from_u128(0xFACE_0000 + u128::from(self.0.fetch_add(1, Ordering::Relaxed)))
    }

    fn random(&self, bytes: &mut [u8]) {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        bytes.iter_mut().zip(count.to_be_bytes().iter().cycle()).for_each(|(to, from)| *to = *from);
    }
}

/// The hub's machine, which may be switched to a restored one.
pub(crate) struct Machine {
    office: Mutex<Arc<Office>>,
    _folders: Mutex<Vec<TempDir>>,
    devices: AtomicU64,
}

impl Machine {
    pub(crate) fn new() -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Folder(folder.path().to_owned());
        let office = Office::open(&database, Arc::new(Hub(AtomicU64::new(1)))).unwrap();
        Arc::new(Self {
            office: Mutex::new(Arc::new(office)),
            _folders: Mutex::new(vec![folder]),
            devices: AtomicU64::new(0),
        })
    }

    pub(crate) fn office(&self) -> Arc<Office> {
        Arc::clone(&self.office.lock().unwrap())
    }

    /// What the office has now, as a file.
    pub(crate) fn backup(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        self.office().backup(&folder.path().join("backup")).unwrap();
        folder
    }

    /// The machine is gone; another one has the backup.
    pub(crate) fn restore(&self, backup: &TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Folder(folder.path().to_owned());
        let surroundings = Arc::new(Hub(AtomicU64::new(50_000)));
        let from = backup.path().join("backup");
        let office = Office::restore(&database, &from, "test", surroundings).unwrap();
        *self.office.lock().unwrap() = Arc::new(office);
        self._folders.lock().unwrap().push(folder);
    }

    /// The hub's program is ended, and started anew.
    pub(crate) fn restart(&self) {
        let folder = self._folders.lock().unwrap().last().unwrap().path().to_owned();
        let surroundings = Arc::new(Hub(AtomicU64::new(90_000)));
        let office = Office::open(&Database::Folder(folder), surroundings).unwrap();
        *self.office.lock().unwrap() = Arc::new(office);
    }

    /// A way to this hub for one desk.
    pub(crate) fn uplink(self: &Arc<Self>, role: Role) -> Arc<Cable> {
        let key = self.devices.fetch_add(1, Ordering::Relaxed);
        Arc::new(Cable {
            machine: Arc::clone(self),
            role,
            key,
            device: Arc::default(),
            cut: Arc::default(),
            old: Arc::default(),
            pulls: Arc::default(),
        })
    }
}

/// What is between one desk and the hub. It keeps the desk's name over restarts.
#[derive(Clone)]
pub(crate) struct Cable {
    machine: Arc<Machine>,
    role: Role,
    key: u64,
    device: Arc<Mutex<Option<(DeviceId, String)>>>,
    cut: Arc<AtomicBool>,
    old: Arc<AtomicBool>,
    pulls: Arc<Mutex<Pulls>>,
}

/// How the cable takes it when the desk pulls.
#[derive(Default)]
struct Pulls {
    /// No more entries at once, if that was set.
    most: Option<u32>,
    /// Breaks at the pull of what follows this entry, once.
    breaks_after: Option<u64>,
    /// After which entry the desk has pulled, in its order.
    asked: Vec<u64>,
}

impl Cable {
    /// The hub is of an earlier version, which does not tell what desks are called.
    pub(crate) fn knows_no_names(&self, old: bool) {
        self.old.store(old, Ordering::Relaxed);
    }

    /// Pulls the cable out, or puts it back in.
    pub(crate) fn cut(&self, cut: bool) {
        self.cut.store(cut, Ordering::Relaxed);
    }

    /// Carries no more entries at once.
    pub(crate) fn carries_at_most(&self, entries: u32) {
        self.pulls.lock().unwrap().most = Some(entries);
    }

    /// Breaks, once, when what follows that entry is pulled.
    pub(crate) fn breaks_after(&self, entry: u64) {
        self.pulls.lock().unwrap().breaks_after = Some(entry);
    }

    /// After which entries the desk has pulled since this was asked last.
    pub(crate) fn asked(&self) -> Vec<u64> {
        std::mem::take(&mut self.pulls.lock().unwrap().asked)
    }

    /// Counts a pull; how many entries it may bring.
    fn pulls(&self, request: &PullRequest) -> Result<u32, LinkError> {
        let mut pulls = self.pulls.lock().unwrap();
        pulls.asked.push(request.after);
        match pulls.breaks_after.take_if(|after| *after == request.after) {
            Some(_) => Err(out()),
            None => Ok(pulls.most.unwrap_or(request.limit).min(request.limit)),
        }
    }

    /// A line of its own under the same key and name, as a copy of the desk's folder has it.
    pub(crate) fn clone_line(&self) -> Self {
        let device = self.device.lock().unwrap().clone();
        Self {
            device: Arc::new(Mutex::new(device)),
            cut: Arc::default(),
            pulls: Arc::default(),
            ..self.clone()
        }
    }

    fn carry<T>(
        &self,
        ask: impl FnOnce(&Office, DeviceId) -> Result<T, OfficeError>,
    ) -> Result<T, LinkError> {
        if self.cut.load(Ordering::Relaxed) {
            return Err(out());
        }
        let device = self.device.lock().unwrap().as_ref().map(|(id, _)| *id).unwrap();
        ask(&self.machine.office(), device).map_err(|error| LinkError::Said {
            code: error.code().to_owned(),
            message: error.to_string(),
            hint: error.hint().to_owned(),
        })
    }
}

fn out() -> LinkError {
    LinkError::Unreachable { hub: "test".to_owned(), what: "the cable is out".to_owned() }
}

impl Uplink for Cable {
    fn join(&self, request: &Join) -> Result<Arc<dyn Line>, LinkError> {
        let office = self.machine.office();
        let name = request.desk_name.clone();
        let invitation =
            Invitation { role: self.role, name: name.clone(), hours: 1, by: "test".to_owned() };
        let secret = office.invite(&invitation).unwrap().secret.to_vec();
        let mut public_key = [7; 32];
        public_key[..8].copy_from_slice(&self.key.to_be_bytes());
        let enrolment =
            Enrolment { secret, device: request.device, public_key, name: name.clone() };
        let enrolled = office.enrol(&enrolment).unwrap();
        *self.device.lock().unwrap() = Some((enrolled.device, name));
        Ok(Arc::new(self.clone()))
    }

    fn resume(&self, _: &Path) -> Result<Option<Arc<dyn Line>>, LinkError> {
        let joined = self.device.lock().unwrap().is_some();
        Ok(joined.then(|| Arc::new(self.clone()) as Arc<dyn Line>))
    }
}

impl Line for Cable {
    fn info(&self) -> LineInfo {
        let (device, desk_name) = self.device.lock().unwrap().clone().unwrap();
        LineInfo {
            url: "https://hub.test:7443".to_owned(),
            office: "Test office".to_owned(),
            role: self.role,
            desk_name,
            device,
            since: DateTime::default(),
            key_place: KeyPlace::File,
            warning: None,
        }
    }

    fn watch(&self, _: Box<dyn Fn(LineNews) + Send + Sync>) {}
}

impl Link for Cable {
    fn push(&self, push: &Push) -> Result<Pushed, LinkError> {
        self.carry(|office, device| office.push(device, push))
    }

    fn pull(&self, request: &PullRequest) -> Result<Pulled, LinkError> {
        let request = PullRequest { limit: self.pulls(request)?, ..request.clone() };
        self.carry(|office, device| office.pull(device, &request))
    }

    fn history(&self, subjects: &[DeclarationId]) -> Result<Vec<Sequenced>, LinkError> {
        self.carry(|office, device| office.history(device, subjects))
    }

    fn find(&self, number: &str) -> Result<Vec<DeclarationId>, LinkError> {
        self.carry(|office, device| office.find(device, number))
    }

    fn file(&self, hash: &AttachmentHash) -> Result<FileHeld, LinkError> {
        self.carry(|office, device| office.file_held(device, hash))
    }

    fn send_file(
        &self,
        hash: &AttachmentHash,
        size: u64,
        offset: u64,
        bytes: &[u8],
    ) -> Result<FileHeld, LinkError> {
        self.carry(|office, device| office.write_file_part(device, hash, size, offset, bytes))
    }

    fn fetch_file(
        &self,
        hash: &AttachmentHash,
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, LinkError> {
        self.carry(|office, device| office.read_file_part(device, hash, offset, length))
    }

    fn desks(&self) -> Result<Vec<DeskName>, LinkError> {
        if self.old.load(Ordering::Relaxed) {
            let text = |text: &str| text.to_owned();
            let (code, message, hint) = (text("no_such_address"), text("No."), text("None."));
            return Err(LinkError::Said { code, message, hint });
        }
        self.carry(|office, device| office.desks(device))
    }

    fn leases(&self) -> Result<Vec<Lease>, LinkError> {
        self.carry(|office, device| office.leases(device))
    }

    fn take_lease(&self, request: &LeaseRequest) -> Result<LeaseGranted, LinkError> {
        self.carry(|office, device| office.take_lease(device, request))
    }

    fn return_lease(&self, lease: Uuid) -> Result<(), LinkError> {
        self.carry(|office, device| office.return_lease(device, lease))
    }

    fn parcels(&self, numbers: &[String]) -> Result<Vec<ParcelAnswer>, LinkError> {
        self.carry(|office, _| office.inquire(Viewer::Office, numbers))
    }

    fn enrol_again(&self, new: DeviceId) -> Result<Enrolled, LinkError> {
        let name = self.device.lock().unwrap().as_ref().map(|(_, name)| name.clone()).unwrap();
        let enrolled = self.carry(|office, device| office.enrol_again(device, new, &name))?;
        *self.device.lock().unwrap() = Some((enrolled.device, name));
        Ok(enrolled)
    }
}
