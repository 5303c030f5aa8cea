//! The exchange with the hub: the engine says what is next, this does it, one request and one short
//! transaction at a time.

use store::StoreError;
use sync::engine::{Effect, Engine, Event, Moment, Step, Trouble};

use super::{backfill, evicting, files, forks, leaving, names, pulling, pushing, status};
use crate::core::Core;
use crate::error::DeskError;
use crate::leasing;
use crate::uplink::Line;

/// What an exchange has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// Entries that the hub took from this desk.
    pub pushed: u64,
    /// Entries that came from the hub.
    pub pulled: u64,
    /// Of those sent: refused by the hub.
    pub refused: u64,
    /// Of those sent: cannot stand together with what another desk did first.
    pub contested: u64,
    /// Files that the hub has confirmed.
    pub files_sent: u64,
    /// Files that newly stay here, because the hub takes none from a desk of this role.
    pub files_refused: u64,
    /// Files of others that came.
    pub files_fetched: u64,
    /// Declarations that left this desk's window.
    pub evicted: u64,
    /// Times that the hub was found to have lost a part of the order.
    pub rolled_back: u64,
    /// Times that this desk took another name, because two desks wrote under its own.
    pub renumbered: u64,
}

/// The engine, and what it wants done next.
pub(super) struct Exchange {
    engine: Engine,
    next: Option<Effect>,
    /// Why the last step failed, until one goes well.
    failed: Option<DeskError>,
    pub(super) done: Exchanged,
}

/// How far the exchange has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// A step was done; there may be more.
    Step,
    /// Nothing to do until then, or until there is news.
    Rest { until: Moment },
}

impl Default for Exchange {
    fn default() -> Self {
        Self { engine: Engine::new(), next: None, failed: None, done: Exchanged::default() }
    }
}

impl Exchange {
    /// Takes in the news, and does at most one step.
    pub(super) fn advance(&mut self, core: &Core, line: &dyn Line) -> Progress {
        if line.info().device != core.store.device() {
            // The hub gave a new name, and the desk was closed before it had taken it.
            if let Err(error) = forks::take_name(core, line.info().device, &mut self.done) {
                self.failed = Some(error);
            }
        }
        for event in core.syncing.take_news() {
            self.tell(core, event);
        }
        if !matches!(self.next, Some(Effect::Do(_))) {
            self.tell(core, Event::Due);
        }
        match self.next.take() {
            Some(Effect::Do(step)) => {
                let answer = self.carry_out(core, line, step);
                self.tell(core, answer);
                Progress::Step
            }
            Some(Effect::Wait { until }) => {
                self.next = Some(Effect::Wait { until });
                Progress::Rest { until }
            }
            None => Progress::Rest { until: now(core).after(1_000) },
        }
    }

    /// Why the exchange does not go on, where it does not.
    pub(super) fn take_failure(&mut self) -> Option<DeskError> {
        self.failed.take()
    }

    /// Whether both sides have all of each other's entries, as far as is known.
    pub(super) fn is_complete(&self) -> bool {
        self.engine.status().complete
    }

    /// What is done when nothing else is: the window, the leases, the moment on record. Answers
    /// whether there is more of it.
    ///
    /// # Errors
    /// The line is down, or the store does not take it.
    pub(super) fn tidy(&mut self, core: &Core, line: &dyn Line) -> Result<bool, DeskError> {
        if backfill::fill(core, line, &mut self.done)? || evicting::evict(core, &mut self.done)? {
            return Ok(true);
        }
        names::learn(core, line)?;
        hear_leases(core, line)?;
        let now = core.surroundings.now();
        core.store.write(|writer| status::keep_complete(writer, now))?;
        let mut live = core.syncing.live();
        live.last_complete = Some(now);
        live.activity = None;
        Ok(false)
    }

    /// Tells the engine something, and keeps what it wants.
    pub(super) fn tell(&mut self, core: &Core, event: Event) {
        let jitter = u32::from_be_bytes(last_bytes(core));
        let wanted = self.engine.on(event, now(core), jitter);
        if let Some(effect) = wanted.last() {
            self.next = Some(*effect);
        }
        let status = self.engine.status();
        let next_try = status.next_try.map(|at| {
            let wait = at.0.saturating_sub(now(core).0);
            core.surroundings.now() + chrono::TimeDelta::milliseconds(wait.try_into().unwrap_or(0))
        });
        core.syncing.live().next_try = next_try;
    }

    fn carry_out(&mut self, core: &Core, line: &dyn Line, step: Step) -> Event {
        let done = &mut self.done;
        let outcome = match step {
            Step::Push { offers, bytes } => pushing::push(core, line, offers, bytes, done),
            Step::Pull { limit } => pulling::pull(core, line, limit, done),
            Step::FetchHistories { declarations } => {
                pulling::histories(core, line, declarations, done)
            }
            Step::Renumber => forks::renumber(core, line, done),
            Step::RollBack { epoch, to } => pulling::roll_back(core, line, epoch, to, done),
            Step::GoOnFrom { device, sequence } => pushing::go_on_from(core, device, sequence),
            Step::SendFile { bytes } => files::send_part(core, line, bytes, done),
            Step::FetchFile { bytes } => files::fetch_part(core, line, bytes, done),
        };
        core.syncing.live().activity = None;
        if !matches!(outcome, Ok(Event::Pulled { .. } | Event::NothingWaits)) {
            // What follows may be something else after this.
            core.syncing.keep_ahead(None);
        }
        let outcome = match outcome {
            Err(DeskError::Store(StoreError::Forked { device, sequence })) => {
                forks::found(core, device, sequence)
            }
            outcome => outcome,
        };
        match outcome {
            Ok(event) => {
                self.failed = None;
                event
            }
            Err(error) => {
                if leaving::is_shut_out(&error) {
                    // The failure that is told is that of the step; what could not be left goes with
                    // the next try.
                    let _ = leaving::leave(core, line);
                }
                self.failure(core, error)
            }
        }
    }

    fn failure(&mut self, core: &Core, error: DeskError) -> Event {
        let event = match &error {
            DeskError::Link(error) => {
                core.syncing.live().down(error, core.surroundings.now());
                Event::Failed(error.clone())
            }
            error => Event::Stumbled(Trouble {
                code: error.code().to_owned(),
                message: error.to_string(),
                hint: error.hint(),
            }),
        };
        self.failed = Some(error);
        event
    }
}

/// Asks who has what.
///
/// # Errors
/// The line is down, or the store does not take it.
pub(super) fn hear_leases(core: &Core, line: &dyn Line) -> Result<(), DeskError> {
    core.syncing.live().leases_moved = false;
    leasing::keep(core, line.leases()?)
}

/// The engine's time.
pub(super) fn now(core: &Core) -> Moment {
    Moment(u64::try_from(core.surroundings.uptime().as_millis()).unwrap_or(u64::MAX))
}

/// The random part of a fresh id.
fn last_bytes(core: &Core) -> [u8; 4] {
    let id = core.surroundings.new_id();
    *id.as_bytes().last_chunk().expect("an id has sixteen bytes")
}
