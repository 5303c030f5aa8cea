//! A story: some desks, an office, and everything that can go wrong between them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use desk::contract::{Broker, Request, SignIn};
use desk::{Desk, Exchange, Settings};
use journal::DeviceId;
use office::{Database, Enrolment, Invitation, Office};
use store::{Reader, Store};
use sync::Role;
use tempfile::TempDir;
use uuid::Uuid;

use crate::clock::{Clock, Time};
use crate::dice::Dice;
use crate::line::{Machine, Socket, Wire};
use crate::mutant::Mutant;
use crate::{deeds, oracles};

/// A story that ended as it should.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// What happened, step by step.
    pub steps: Vec<String>,
    /// Entries in the office's order at the end.
    pub entries: u64,
    /// Conflicts on record at the end.
    pub conflicts: usize,
}

/// A story that shows a fault.
#[derive(Clone, Debug)]
pub struct Broken {
    /// By which number it can be told again.
    pub seed: u64,
    /// Which oracle saw it.
    pub oracle: &'static str,
    /// What it saw.
    pub what: String,
    /// What happened until then.
    pub steps: Vec<String>,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}: {}: {}", self.seed, self.oracle, self.what)?;
        write!(f, "tell it again: cargo run -p sim -- --seed {} --trace", self.seed)
    }
}

/// One workstation.
pub(crate) struct Seat {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    pub(crate) desk: Option<Desk>,
    pub(crate) wire: Arc<Wire>,
    pub(crate) clock: Arc<Clock>,
    /// The desk's store, opened beside it.
    beside: Option<(Store, Reader)>,
    dice: Dice,
    /// A copy of the folder, and the name under which the desk wrote then.
    copy: Option<(PathBuf, DeviceId)>,
}

pub(crate) struct World {
    pub(crate) seats: Vec<Seat>,
    pub(crate) machine: Machine,
    hub_clock: Arc<Clock>,
    hub_folder: PathBuf,
    backup: Option<PathBuf>,
    root: PathBuf,
    time: Arc<Time>,
    dice: Dice,
    mutant: Option<Mutant>,
    pub(crate) steps: Vec<String>,
    /// A desk lost a part of what it had: files that it had not sent are gone with it.
    pub(crate) disk_lost: bool,
    copies: usize,
}

/// Tells the story of a seed.
///
/// # Errors
/// What an oracle saw.
pub fn run(seed: u64, mutant: Option<Mutant>) -> Result<Story, Box<Broken>> {
    let root = TempDir::new_in(fast_disk()).expect("a temporary folder can be made");
    run_in(root.path(), seed, mutant)
}

/// The same in a folder that stays, to be looked at.
///
/// # Errors
/// What an oracle saw.
pub fn run_in(root: &Path, seed: u64, mutant: Option<Mutant>) -> Result<Story, Box<Broken>> {
    let mut world = World::new(root, seed, mutant);
    let told = world.live().and_then(|()| world.heal()).and_then(|()| oracles::at_the_end(&world));
    match told {
        Ok((entries, conflicts)) => {
            Ok(Story { steps: std::mem::take(&mut world.steps), entries, conflicts })
        }
        Err(fault) => Err(Box::new(Broken {
            seed,
            oracle: fault.oracle,
            what: fault.what,
            steps: std::mem::take(&mut world.steps),
        })),
    }
}

impl World {
    fn new(root: &Path, seed: u64, mutant: Option<Mutant>) -> Self {
        let mut dice = Dice::new(seed);
        let time = Arc::new(Time::default());
        let hub_clock = Clock::new(&time);
        let hub_folder = root.join("hub-0");
        let office = open_office(&hub_folder, &hub_clock);
        let machine: Machine = Arc::new(Mutex::new(Some(office)));
        let seats = 2 + dice.below(2);
        let mut world = Self {
            seats: Vec::new(),
            machine,
            hub_clock,
            hub_folder,
            backup: None,
            root: root.to_owned(),
            time,
            dice,
            mutant,
            steps: Vec::new(),
            disk_lost: false,
            copies: 0,
        };
        for number in 0..seats {
            // The third broker may not decide: what an inspector should not have done is refused.
            let role = if number == 2 { Role::Inspector } else { Role::Broker };
            world.add_seat(number, role);
        }
        world
    }

    fn add_seat(&mut self, number: usize, role: Role) {
        let name = format!("desk {number}");
        let folder = self.root.join(format!("desk-{number}"));
        let clock = Clock::new(&self.time);
        // The desk's name is given with its folder, before it is opened for the first time.
        let device = DeviceId(Uuid::from_u128(0xd000_0000 + number as u128));
        Store::open(&folder, || device).expect("a new store can be made");
        self.with_office(|office| enrol(office, device, &name, role));
        let wire = Wire::new(&self.machine, (device, &name, role), self.dice.fork(), self.mutant);
        let mut seat = Seat {
            name: name.clone(),
            folder,
            desk: None,
            beside: None,
            wire,
            clock,
            dice: self.dice.fork(),
            copy: None,
        };
        seat.open();
        let broker = Broker {
            name: format!("Broker {number}"),
            office: "BE532000".to_owned(),
            office_name: "Bierset".to_owned(),
        };
        let signed = seat.desk().handle(Request::SignIn(SignIn { broker }));
        signed.expect("a broker with a name can sign in");
        self.seats.push(seat);
    }

    /// The part of the story in which things go wrong.
    fn live(&mut self) -> Result<(), oracles::Fault> {
        let steps = 40 + self.dice.below(40);
        for _ in 0..steps {
            let time = self.dice.below(5_000) as u64;
            self.time.pass(time);
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), oracles::Fault> {
        let at = self.dice.below(self.seats.len());
        match self.dice.below(100) {
            0..40 => self.deed(at),
            40..82 => self.exchange(at),
            82..86 => self.cable(at),
            86..89 => self.crash(at),
            89..91 => self.office_down(),
            91..93 => self.jump(at),
            93..94 => self.copy(at),
            94..95 => self.restore_or_clone(at),
            95..96 => self.back_up(),
            96..97 => self.restore_office(),
            _ => self.deliver_late(at),
        }
        oracles::at_every_step(self)
    }

    fn deed(&mut self, at: usize) {
        let seat = &mut self.seats[at];
        let told = deeds::one(seat.desk.as_ref().expect("desks are open"), &mut seat.dice);
        seat.wire.state().sulks = false;
        self.tell(at, &told);
    }

    fn exchange(&mut self, at: usize) {
        let rounds = 1 + self.dice.below(8);
        let mut told = String::new();
        for _ in 0..rounds {
            let step = self.seats[at].desk().exchange_step();
            match &step {
                Ok(more) => told.push_str(if *more { "+" } else { "." }),
                Err(failure) => told.push_str(&format!(" {} ", failure.code)),
            }
            if self.seats[at].wire.state().crashed {
                told.push_str(" crashed");
                self.crash(at);
            }
            if !matches!(step, Ok(true)) {
                break;
            }
        }
        self.tell(at, &format!("exchange {told}"));
    }

    fn cable(&mut self, at: usize) {
        let mut state = self.seats[at].wire.state();
        state.cut = !state.cut;
        let told = if state.cut { "cable pulled" } else { "cable put back" };
        drop(state);
        self.tell(at, told);
    }

    /// The program is gone between two statements; what was on disk stays.
    fn crash(&mut self, at: usize) {
        let seat = &mut self.seats[at];
        seat.desk = None;
        seat.wire.state().crashed = false;
        seat.open();
        self.tell(at, "opened anew");
    }

    fn office_down(&mut self) {
        let mut machine = self.machine.lock().expect("nobody panics with it");
        *machine = match machine.take() {
            Some(_) if self.dice.percent(60) => None,
            _ => Some(open_office(&self.hub_folder, &self.hub_clock)),
        };
        let told =
            if machine.is_some() { "the office is opened anew" } else { "the office is down" };
        drop(machine);
        self.steps.push(told.to_owned());
    }

    fn jump(&mut self, at: usize) {
        let days = i64::try_from(self.dice.below(9)).unwrap_or(0) - 4;
        let clock = if self.dice.percent(30) { &self.hub_clock } else { &self.seats[at].clock };
        clock.jump(days * 86_400_000 + 1_234);
        self.tell(at, &format!("a clock jumps by {days} days"));
    }

    fn copy(&mut self, at: usize) {
        let to = self.fresh_folder();
        let seat = &mut self.seats[at];
        copy_store(&seat.folder, &to);
        seat.copy = Some((to, seat.wire.state().device));
        self.tell(at, "its folder is copied");
    }

    /// The copy takes the desk's place, or a place of its own.
    fn restore_or_clone(&mut self, at: usize) {
        let Some((copy, device)) = self.seats[at].copy.take() else { return };
        let folder = self.fresh_folder();
        copy_store(&copy, &folder);
        self.disk_lost = true;
        if self.dice.percent(50) || self.seats.len() > 3 {
            let seat = &mut self.seats[at];
            seat.desk = None;
            seat.beside = None;
            seat.folder = folder;
            seat.wire.state().device = device;
            seat.open();
            return self.tell(at, "is restored from a copy");
        }
        let (wire_dice, dice) = (self.dice.fork(), self.dice.fork());
        let seat = &self.seats[at];
        let wire = seat.wire.for_clone(wire_dice);
        wire.state().device = device;
        let mut clone = Seat {
            name: format!("clone of {}", seat.name),
            folder,
            desk: None,
            beside: None,
            wire,
            clock: Clock::new(&self.time),
            dice,
            copy: None,
        };
        clone.open();
        self.seats.push(clone);
        self.tell(at, "is cloned");
    }

    fn back_up(&mut self) {
        let to = self.fresh_folder().with_extension("backup");
        let backed_up = self.with_office(|office| office.backup(&to).is_ok());
        if backed_up == Some(true) {
            self.backup = Some(to);
            self.steps.push("the office is backed up".to_owned());
        }
    }

    fn restore_office(&mut self) {
        let Some(backup) = self.backup.clone() else { return };
        let folder = self.fresh_folder();
        let clock = Arc::clone(&self.hub_clock);
        let database = Database::Folder(folder.clone());
        let office = Office::restore(&database, &backup, "sim", clock)
            .expect("a backup that was written can be put back");
        *self.machine.lock().expect("nobody panics with it") = Some(office);
        self.disk_lost = true;
        self.hub_folder = folder;
        self.enrol_strangers();
        self.steps.push("the office is restored from its backup".to_owned());
    }

    /// A desk that took its name after the backup is unknown to the restored office; its supervisor
    /// lets it in again.
    fn enrol_strangers(&self) {
        for seat in &self.seats {
            let device = seat.wire.state().device;
            self.with_office(|office| {
                if office.device(device).is_ok_and(|known| known.is_none()) {
                    enrol(office, device, &seat.name, Role::Broker);
                }
            });
        }
    }

    fn deliver_late(&mut self, at: usize) {
        let count = self.seats[at].wire.deliver_late();
        if count > 0 {
            self.tell(at, &format!("{count} late pushes arrive"));
        }
    }

    /// Everything is mended, and time runs. Nobody writes anything.
    fn heal(&mut self) -> Result<(), oracles::Fault> {
        self.steps.push("all is mended".to_owned());
        {
            let mut machine = self.machine.lock().expect("nobody panics with it");
            if machine.is_none() {
                *machine = Some(open_office(&self.hub_folder, &self.hub_clock));
            }
        }
        self.enrol_strangers();
        for seat in &self.seats {
            seat.wire.deliver_late();
            seat.wire.state().healed = true;
        }
        const ROUNDS: usize = 60;
        for _ in 0..ROUNDS {
            // The engines' own timers are at most five minutes apart.
            self.time.pass(301_000);
            for at in 0..self.seats.len() {
                self.drain(at);
            }
            if oracles::is_quiet(self) {
                return Ok(());
            }
        }
        Err(oracles::not_quiet(self))
    }

    fn drain(&mut self, at: usize) {
        let mut told = String::new();
        for _ in 0..200 {
            match self.seats[at].desk().exchange_step() {
                Ok(true) => told.push('+'),
                Ok(false) => break,
                Err(failure) => {
                    told.push_str(&format!(" {}: {} ", failure.code, failure.message));
                    break;
                }
            }
        }
        self.tell(at, &format!("drains {told}"));
    }

    pub(crate) fn with_office<T>(&self, work: impl FnOnce(&Office) -> T) -> Option<T> {
        self.machine.lock().expect("nobody panics with it").as_ref().map(work)
    }

    fn fresh_folder(&mut self) -> PathBuf {
        self.copies += 1;
        self.root.join(format!("copy-{}", self.copies))
    }

    fn tell(&mut self, at: usize, what: &str) {
        let name = &self.seats[at].name;
        self.steps.push(format!("{name}: {what}"));
    }
}

impl Seat {
    fn open(&mut self) {
        let settings = Settings {
            fonts: None,
            surroundings: Arc::clone(&self.clock) as Arc<dyn desk::Surroundings>,
            uplink: Some(Arc::new(Socket(Arc::clone(&self.wire)))),
            exchange: Exchange::OnDemand,
        };
        let desk = Desk::open(&self.folder, settings);
        self.desk = Some(desk.unwrap_or_else(|failure| panic!("{}: {failure:?}", self.name)));
        let store = Store::open(&self.folder, || unreachable!("the store is there"))
            .expect("a store that a desk has open can be opened");
        let reader = store.reader().expect("an open store can be read");
        self.beside = Some((store, reader));
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("desks are open between steps")
    }

    /// The desk's store, opened beside it.
    pub(crate) fn store(&self) -> &Store {
        &self.beside.as_ref().expect("it is opened with the desk").0
    }

    /// Questions to the desk's store.
    pub(crate) fn reader(&self) -> &Reader {
        &self.beside.as_ref().expect("it is opened with the desk").1
    }
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

fn open_office(folder: &Path, clock: &Arc<Clock>) -> Office {
    let database = Database::Folder(folder.to_owned());
    Office::open(&database, Arc::clone(clock) as Arc<dyn office::Surroundings>)
        .expect("the office can be opened")
}

/// Memory where there is a folder for it: what is proved here is not the disk.
fn fast_disk() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// As a backup program would: the files as they are on disk, logs included.
fn copy_store(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for file in fs::read_dir(from).expect("a desk's folder can be read") {
        let file = file.expect("a desk's folder can be read");
        if file.file_type().is_ok_and(|kind| kind.is_file()) {
            fs::copy(file.path(), to.join(file.file_name())).expect("a file can be copied");
        }
    }
}
