//! The line between a desk and the office: it loses, doubles, delays and breaks.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use desk::contract::KeyPlace;
use desk::{Join, Line, LineInfo, LineNews, Uplink};
use journal::earlier::Kinds;
use journal::{AttachmentHash, DeclarationId, DeviceId, EntryId};
use office::{Office, OfficeError};
use sync::codec::{sequenced_from_bytes, sequenced_to_bytes};
use sync::lease::{Lease, LeaseGranted, LeaseRequest};
use sync::link::{DeskName, Enrolled, FileHeld};
use sync::parcel::ParcelAnswer;
use sync::{
    Link, LinkError, Outcome, Page, PullRequest, Pulled, Push, PushAnswer, Pushed, Role, Sequenced,
};
use uuid::Uuid;

use crate::dice::Dice;
use crate::machine::Machine;
use crate::mutant::Mutant;

/// What the line does to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Passes,
    RequestLost,
    AnswerLost,
    Doubled,
    /// The sender dies before the request is out.
    CrashBefore,
    /// The sender dies before it hears the answer.
    CrashAfter,
}

/// What is between a desk and the office.
pub(crate) struct Wire {
    pub(crate) machine: Arc<Machine>,
    pub(crate) state: Mutex<WireState>,
}

/// How the line is, and what went over it.
pub(crate) struct WireState {
    dice: Dice,
    mutant: Option<Mutant>,
    pub(crate) device: DeviceId,
    name: String,
    role: Role,
    since: DateTime<Utc>,
    /// Nothing gets through.
    pub(crate) cut: bool,
    /// Everything gets through.
    pub(crate) healed: bool,
    /// The desk's program died in the middle of a request.
    pub(crate) crashed: bool,
    /// Pushes that are still on their way although their sender has given up.
    late: Vec<(DeviceId, Push)>,
    /// What the desk was told that the office took.
    pub(crate) told: Vec<EntryId>,
    /// Kinds that the desk's program does not know, for [`Mutant::UnknownDropped`].
    pub(crate) lacks: Kinds,
    /// For [`Mutant::NoRetryWithoutEdit`]: it failed and nobody has written anything since.
    pub(crate) sulks: bool,
}

impl Wire {
    pub(crate) fn new(
        machine: &Arc<Machine>,
        (device, name, role): (DeviceId, &str, Role),
        dice: Dice,
        mutant: Option<Mutant>,
    ) -> Arc<Self> {
        let state = WireState {
            dice,
            mutant,
            device,
            name: name.to_owned(),
            role,
            since: DateTime::default(),
            cut: false,
            healed: false,
            crashed: false,
            late: Vec::new(),
            told: Vec::new(),
            lacks: &[],
            sulks: false,
        };
        Arc::new(Self { machine: Arc::clone(machine), state: Mutex::new(state) })
    }

    /// A line of the same kind for a clone of the desk.
    pub(crate) fn for_clone(&self, dice: Dice) -> Arc<Self> {
        let own = self.state();
        Self::new(
            &self.machine,
            (own.device, &format!("{} again", own.name), own.role),
            dice,
            own.mutant,
        )
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, WireState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Pushes that were long given up arrive after all.
    pub(crate) fn deliver_late(&self) -> usize {
        let late = std::mem::take(&mut self.state().late);
        let delivered = self.machine.ask(|office| {
            for (device, push) in &late {
                // Nobody hears the answer.
                let _ = office.push(*device, push);
            }
            late.len()
        });
        delivered.unwrap_or(0)
    }

    fn fate(&self) -> Fate {
        let mut state = self.state();
        if state.healed {
            return Fate::Passes;
        }
        if state.cut {
            return Fate::RequestLost;
        }
        match state.dice.below(20) {
            0 => Fate::RequestLost,
            1 => Fate::AnswerLost,
            2 => Fate::Doubled,
            3 if state.dice.percent(30) => Fate::CrashBefore,
            4 if state.dice.percent(50) => Fate::CrashAfter,
            _ => Fate::Passes,
        }
    }

    /// Carries a request to the office and its answer back, or not.
    fn carry<T>(
        &self,
        ask: impl Fn(&Office, DeviceId) -> Result<T, OfficeError>,
    ) -> Result<T, LinkError> {
        let fate = self.fate();
        let device = self.state().device;
        if self.state().sulks {
            return Err(silence());
        }
        if fate == Fate::CrashBefore {
            self.state().crashed = true;
        }
        if matches!(fate, Fate::RequestLost | Fate::CrashBefore) {
            self.sulk();
            return Err(silence());
        }
        let answer = self.machine.ask(|office| {
            if fate == Fate::Doubled {
                // The first answer is the one that got lost.
                let _ = ask(office, device);
            }
            ask(office, device).map_err(|error| of_office(&error))
        });
        let Some(answer) = answer else {
            self.sulk();
            return Err(silence());
        };
        match fate {
            Fate::AnswerLost => {
                self.sulk();
                Err(silence())
            }
            Fate::CrashAfter => {
                self.state().crashed = true;
                Err(silence())
            }
            _ => answer,
        }
    }

    fn sulk(&self) {
        let mut state = self.state();
        state.sulks = state.mutant == Some(Mutant::NoRetryWithoutEdit);
    }
}

/// Everything goes over the wire as the bytes that it is there.
const READABLE: &str = "what one side wrote, the other can read";

fn silence() -> LinkError {
    LinkError::Unreachable {
        hub: "the simulated hub".to_owned(),
        what: "the line broke".to_owned(),
    }
}

fn of_office(error: &OfficeError) -> LinkError {
    // As the hub's answers ask for it.
    if matches!(error, OfficeError::DiskFull { .. }) {
        return LinkError::Busy { seconds: 30 };
    }
    if error.is_passing() {
        return LinkError::Busy { seconds: 1 };
    }
    LinkError::Said {
        code: error.code().to_owned(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}

/// Gives a desk its wire, without codes and keys.
pub(crate) struct Socket(pub(crate) Arc<Wire>);

/// The desk's end of the wire.
pub(crate) struct Plug(Arc<Wire>);

impl Uplink for Socket {
    fn join(&self, _: &Join) -> Result<Arc<dyn Line>, LinkError> {
        Ok(Arc::new(Plug(Arc::clone(&self.0))))
    }

    fn resume(&self, _: &Path) -> Result<Option<Arc<dyn Line>>, LinkError> {
        Ok(Some(Arc::new(Plug(Arc::clone(&self.0)))))
    }
}

impl Line for Plug {
    fn info(&self) -> LineInfo {
        let state = self.0.state();
        LineInfo {
            url: "sim:".to_owned(),
            office: "Sim".to_owned(),
            role: state.role,
            desk_name: state.name.clone(),
            device: state.device,
            since: state.since,
            key_place: KeyPlace::File,
            warning: None,
        }
    }

    fn watch(&self, _: Box<dyn Fn(LineNews) + Send + Sync>) {}
}

impl Link for Plug {
    fn push(&self, push: &Push) -> Result<Pushed, LinkError> {
        let wire = &self.0;
        let mutant = wire.state().mutant;
        let bytes = push.to_bytes();
        let pushed = wire.carry(|office, device| {
            let push = Push::from_bytes(&bytes).expect(READABLE);
            crate::mutant::pushing(mutant, office, device, &push)
        });
        let pushed = pushed.map(|pushed| Pushed::from_bytes(&pushed.to_bytes()).expect(READABLE));
        if pushed.is_err() {
            let mut state = wire.state();
            let device = state.device;
            if !state.healed && state.dice.percent(40) {
                state.late.push((device, push.clone()));
            }
        }
        if let Ok(Pushed { answer: PushAnswer::Done(answers), .. }) = &pushed {
            let taken =
                answers.iter().filter(|answer| !matches!(answer.outcome, Outcome::Refused(_)));
            wire.state().told.extend(taken.map(|answer| answer.entry));
        }
        pushed
    }

    fn pull(&self, request: &PullRequest) -> Result<Pulled, LinkError> {
        // Small pages, so that a story has many.
        let request = PullRequest { limit: request.limit.min(7), ..request.clone() };
        let mutant = self.0.state().mutant;
        let bytes = request.to_bytes();
        let pulled = self.0.carry(|office, device| {
            office.pull(device, &PullRequest::from_bytes(&bytes).expect(READABLE))
        })?;
        let mut pulled = Pulled::from_bytes(&pulled.to_bytes()).expect(READABLE);
        let mut state = self.0.state();
        let lacks = state.lacks;
        crate::mutant::pulled(mutant, (&mut state.dice, lacks), &request, &mut pulled);
        Ok(pulled)
    }

    fn history(&self, subjects: &[DeclarationId]) -> Result<Vec<Sequenced>, LinkError> {
        let history = self.0.carry(|office, device| office.history(device, subjects))?;
        let bytes = sequenced_to_bytes(&history);
        let mut history = sequenced_from_bytes(&bytes).expect(READABLE);
        crate::mutant::fetched(self.0.state().mutant, &mut history);
        Ok(history)
    }

    fn find(&self, number: &str) -> Result<Vec<DeclarationId>, LinkError> {
        self.0.carry(|office, device| office.find(device, number))
    }

    fn file(&self, hash: &AttachmentHash) -> Result<FileHeld, LinkError> {
        self.0.carry(|office, device| office.file_held(device, hash))
    }

    fn send_file(
        &self,
        hash: &AttachmentHash,
        size: u64,
        offset: u64,
        bytes: &[u8],
    ) -> Result<FileHeld, LinkError> {
        self.0.carry(|office, device| office.write_file_part(device, hash, size, offset, bytes))
    }

    fn fetch_file(
        &self,
        hash: &AttachmentHash,
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, LinkError> {
        self.0.carry(|office, device| office.read_file_part(device, hash, offset, length))
    }

    fn desks(&self) -> Result<Vec<DeskName>, LinkError> {
        self.0.carry(Office::desks)
    }

    fn leases(&self) -> Result<Vec<Lease>, LinkError> {
        let mut leases = self.0.carry(|office, device| office.leases(device))?;
        crate::mutant::leased(self.0.state().mutant, &mut leases);
        Ok(leases)
    }

    fn take_lease(&self, request: &LeaseRequest) -> Result<LeaseGranted, LinkError> {
        self.0.carry(|office, device| office.take_lease(device, request))
    }

    fn return_lease(&self, lease: Uuid) -> Result<(), LinkError> {
        self.0.carry(|office, device| office.return_lease(device, lease))
    }

    fn parcels(&self, _: &[String]) -> Result<Vec<ParcelAnswer>, LinkError> {
        Err(silence())
    }

    fn enrol_again(&self, new: DeviceId) -> Result<Enrolled, LinkError> {
        let name = self.0.state().name.clone();
        let enrolled = self.0.carry(|office, old| office.enrol_again(old, new, &name))?;
        self.0.state().device = enrolled.device;
        Ok(enrolled)
    }
}

/// What a pulled page shows, for the mutants.
pub(crate) fn entries_of(pulled: &mut Pulled) -> Option<(&mut u64, &mut Vec<Sequenced>)> {
    match &mut pulled.page {
        Page::Entries { upto, entries, .. } => Some((upto, entries)),
        _ => None,
    }
}
