//! A story: some desks, an office, and everything that can go wrong between them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use desk::Desk;
use desk::contract::{Broker, Request, SignIn};
use journal::DeviceId;
use store::Store;
use sync::Role;
use tempfile::TempDir;
use uuid::Uuid;

use crate::clock::{Clock, Time};
use crate::dice::Dice;
use crate::extras::{Extras, Race};
use crate::line::Wire;
use crate::machine::Machine;
use crate::mutant::Mutant;
use crate::seat::{Seat, copy_store};
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

pub(crate) struct World {
    pub(crate) seats: Vec<Seat>,
    pub(crate) machine: Arc<Machine>,
    backup: Option<PathBuf>,
    root: PathBuf,
    pub(crate) time: Arc<Time>,
    dice: Dice,
    pub(crate) extras: Extras,
    pub(crate) races: Vec<Race>,
    pub(crate) mutant: Option<Mutant>,
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
        let extras = Extras::of(seed);
        let machine = Machine::start(&root.join("hub-0"), Clock::new(&time), extras.old_office);
        let seats = 2 + dice.below(2);
        let mut world = Self {
            seats: Vec::new(),
            machine,
            backup: None,
            root: root.to_owned(),
            time,
            dice,
            extras,
            races: Vec::new(),
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
        new_store(&folder, device);
        self.machine.enrol(device, &name, role);
        let wire = Wire::new(&self.machine, (device, &name, role), self.dice.fork(), self.mutant);
        let mut seat = Seat::new(name, folder, (wire, clock), self.dice.fork());
        if number == 1 {
            seat.lacks = self.extras.old_desk;
            seat.wire.state().lacks = seat.lacks;
        }
        seat.open();
        let broker = Broker {
            name: format!("Broker {number}"),
            office: "BE532000".to_owned(),
            office_name: "Bierset".to_owned(),
        };
        let signed = seat.at_desk(|desk| desk.handle(Request::SignIn(SignIn { broker })));
        signed.expect("a broker with a name can sign in");
        self.seats.push(seat);
    }

    /// The part of the story in which things go wrong.
    fn live(&mut self) -> Result<(), oracles::Fault> {
        let steps = 40 + self.dice.below(40);
        for _ in 0..steps {
            let time = self.dice.below(5_000) as u64;
            self.time.pass(time);
            let at = self.step();
            oracles::at_every_step(self, at)?;
            if self.extra_step() {
                (0..self.seats.len()).try_for_each(|at| oracles::at_every_step(self, at))?;
            }
        }
        Ok(())
    }

    /// Something that may happen in every story. Answers at which desk.
    fn step(&mut self) -> usize {
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
        at
    }

    fn deed(&mut self, at: usize) {
        let seat = &mut self.seats[at];
        let mut dice = seat.dice.clone();
        let told = seat.at_desk(|desk| deeds::one(desk, &mut dice, seat.lacks));
        seat.dice = dice;
        seat.wire.state().sulks = false;
        self.tell(at, &told);
    }

    fn exchange(&mut self, at: usize) {
        let rounds = 1 + self.dice.below(8);
        let mut told = String::new();
        for _ in 0..rounds {
            let step = self.seats[at].at_desk(Desk::exchange_step);
            match &step {
                Ok(more) => told.push_str(if *more { "+" } else { "." }),
                Err(failure) => told.push_str(&format!(" {} ", failure.code)),
            }
            self.crash_if_asked(at);
            if !matches!(step, Ok(true)) {
                break;
            }
        }
        self.tell(at, &format!("exchange {told}"));
    }

    pub(crate) fn crash_if_asked(&mut self, at: usize) {
        if self.seats[at].wire.state().crashed {
            self.crash(at);
        }
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
        seat.wire.state().crashed = false;
        seat.open();
        self.tell(at, "opened anew");
    }

    fn office_down(&mut self) {
        if self.machine.is_up() && self.dice.percent(60) {
            self.machine.stop();
            return self.steps.push("the office is down".to_owned());
        }
        self.machine.open_anew();
        self.steps.push("the office is opened anew".to_owned());
    }

    fn jump(&mut self, at: usize) {
        let days = i64::try_from(self.dice.below(9)).unwrap_or(0) - 4;
        let clock = if self.dice.percent(30) { &self.machine.clock } else { &self.seats[at].clock };
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
            seat.move_to(folder);
            seat.wire.state().device = device;
            seat.open();
            return self.tell(at, "is restored from a copy");
        }
        let (wire_dice, dice) = (self.dice.fork(), self.dice.fork());
        let seat = &self.seats[at];
        let wire = seat.wire.for_clone(wire_dice);
        wire.state().device = device;
        wire.state().lacks = seat.lacks;
        let (name, clock) = (format!("clone of {}", seat.name), Clock::new(&self.time));
        let mut clone = Seat::new(name, folder, (wire, clock), dice);
        clone.lacks = seat.lacks;
        clone.open();
        self.seats.push(clone);
        self.tell(at, "is cloned");
    }

    fn back_up(&mut self) {
        let to = self.fresh_folder().with_extension("backup");
        let backed_up = self.machine.ask(|office| office.backup(&to).is_ok());
        if backed_up == Some(true) {
            self.backup = Some(to);
            self.steps.push("the office is backed up".to_owned());
        }
    }

    fn restore_office(&mut self) {
        let Some(backup) = self.backup.clone() else { return };
        let folder = self.fresh_folder();
        self.machine.restore(&folder, &backup);
        self.disk_lost = true;
        self.enrol_strangers();
        self.steps.push("the office is restored from its backup".to_owned());
    }

    /// A desk that took its name after the backup is unknown to the restored office; its supervisor
    /// lets it in again.
    fn enrol_strangers(&self) {
        for seat in &self.seats {
            let device = seat.wire.state().device;
            let known =
                self.machine.ask(|office| office.device(device).expect("it can be read").is_some());
            if known == Some(false) {
                self.machine.enrol(device, &seat.name, Role::Broker);
            }
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
        self.disks().into_iter().for_each(|(_, disk)| disk.make_room());
        if !self.machine.is_up() {
            self.machine.open_anew();
        }
        self.upgrade_office();
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
                return self.settle();
            }
        }
        Err(oracles::not_quiet(self))
    }

    /// The last programs are upgraded, desks tidy, leases run out.
    fn settle(&mut self) -> Result<(), oracles::Fault> {
        oracles::keep_the_unknown(self)?;
        self.upgrade_desks();
        if self.extras.windows || self.extras.leases {
            // Far beyond every lease and window, however clocks have jumped.
            self.time.pass(60 * 86_400_000);
            oracles::leases_have_ended(self)?;
            for at in 0..self.seats.len() {
                let tidied = self.seats[at].at_desk(Desk::exchange);
                self.tell(at, &format!("tidies: {tidied:?}"));
            }
        }
        Ok(())
    }

    fn drain(&mut self, at: usize) {
        let mut told = String::new();
        for _ in 0..200 {
            match self.seats[at].at_desk(Desk::exchange_step) {
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

    fn fresh_folder(&mut self) -> PathBuf {
        self.copies += 1;
        self.root.join(format!("copy-{}", self.copies))
    }

    pub(crate) fn tell(&mut self, at: usize, what: &str) {
        let name = &self.seats[at].name;
        self.steps.push(format!("{name}: {what}"));
    }
}

/// Memory where there is a folder for it: what is proved here is not the disk.
fn fast_disk() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// A folder with a store in which nothing was written yet. It is made once for each name and copied
/// after that: making its tables takes a tenth of a story's time.
fn new_store(folder: &Path, device: DeviceId) {
    type Files = Vec<(OsString, Vec<u8>)>;
    static MADE: Mutex<BTreeMap<DeviceId, Files>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(files) = made.get(&device) {
        fs::create_dir_all(folder).expect("a folder can be made");
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).expect("a file can be written");
        }
        return;
    }
    drop(Store::open(folder, || device).expect("a new store can be made"));
    let files = fs::read_dir(folder).expect("a desk's folder can be read").map(|file| {
        let file = file.expect("a desk's folder can be read");
        (file.file_name(), fs::read(file.path()).expect("a file can be read"))
    });
    made.insert(device, files.collect());
}
