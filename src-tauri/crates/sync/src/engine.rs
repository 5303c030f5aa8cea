//! The desk's sync engine: what to do next, as a state machine without sockets, timers or a clock.
//!
//! The host tells it what happened ([`Event`]) and carries out what it answers ([`Effect`]). At most
//! one step is under way at any time; the host answers each with one event. While none is, there is
//! always a [`Effect::Wait`], so that nothing ever waits for the next edit.
//!
//! Order: what must be put right first (a cloned desk's numbers, a lost history), then one pull, which
//! tells whether hub and desk still share their history, then small changes out and others' in by
//! turns, then histories of declarations, then files.

mod batch;
mod event;
mod retry;
mod status;
mod work;

use uuid::Uuid;

use batch::Batches;
pub use event::{Effect, Event, Moment, Step};
use retry::Retry;
use status::Line;
pub use status::{Connection, Status, Trouble};
use work::Work;

use crate::link::LinkError;

/// How often the engine asks whether the hub has anything new although nothing says so, in
/// milliseconds: while the watch runs, and while it does not.
const POLL: [u64; 2] = [300_000, 20_000];

/// What to do next.
#[derive(Clone, Debug)]
pub struct Engine {
    under_way: Option<Step>,
    work: Work,
    /// What turned up while a step was under way, which may have missed it.
    missed: Work,
    batches: Batches,
    retry: Retry,
    line: Line,
    epoch: Option<Uuid>,
    /// The watch runs, so that news of the hub come by themselves.
    watched: bool,
    pulled_at: Moment,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// An engine that knows nothing yet: all may have to be sent and received.
    pub fn new() -> Self {
        Self {
            under_way: None,
            work: Work::all(),
            missed: Work::none(),
            batches: Batches::default(),
            retry: Retry::default(),
            line: Line::default(),
            epoch: None,
            watched: false,
            pulled_at: Moment(0),
        }
    }

    /// Takes in what happened and answers what to do: at most one step and, where none is under way
    /// afterwards, until when to wait.
    ///
    /// `now` never goes back. `jitter` is any random number; it spreads the desks of an office that
    /// lost their hub in the same second.
    pub fn on(&mut self, event: Event, now: Moment, jitter: u32) -> Vec<Effect> {
        if event.answers_a_step() {
            let Some(step) = self.under_way.take() else { return Vec::new() };
            self.answered(step, event, now, jitter);
            self.work.add(&std::mem::replace(&mut self.missed, Work::none()));
        } else {
            self.heard(&event, now);
        }
        self.go_on(now)
    }

    /// How things stand, for people.
    pub fn status(&self) -> Status {
        Status {
            connection: self.line.connection,
            since: self.line.since,
            trouble: self.retry.trouble().cloned(),
            next_try: self.retry.next_try().filter(|_| self.under_way.is_none()),
            under_way: self.under_way,
            complete: self.under_way.is_none() && self.work.is_in_step(),
        }
    }

    /// News that are no answer to a step.
    fn heard(&mut self, event: &Event, now: Moment) {
        let work = if self.under_way.is_some() { &mut self.missed } else { &mut self.work };
        match event {
            Event::Changed => work.unsent = true,
            Event::FileAttached => (work.unsent, work.files_to_send) = (true, true),
            Event::FileWanted => work.files_to_fetch = true,
            Event::HubMoved { epoch, head } => {
                self.watched = true;
                self.line.heard(true, now);
                work.pull_first |= self.epoch.is_some_and(|known| known != *epoch);
                work.head = work.head.max(*head);
            }
            Event::LineUp => {
                self.watched = true;
                self.line.heard(true, now);
                work.behind = true;
                self.retry.at_once();
            }
            Event::LineDown => {
                self.watched = false;
                self.line.heard(false, now);
            }
            Event::Asked => {
                work.add(&Work::whatever_waits());
                self.retry.ask();
            }
            // What came about has changed already; the timer only has to run.
            _ => {}
        }
    }

    fn answered(&mut self, step: Step, event: Event, now: Moment, jitter: u32) {
        match event {
            Event::Failed(error) => return self.failed(step, &error, now, jitter),
            Event::Stumbled(trouble) => return self.retry.later(trouble, now, jitter),
            _ => {}
        }
        let asked = step.asks_the_hub() && event != Event::NothingWaits;
        if asked {
            self.line.answered(true, now);
            self.batches.went_well(step);
        }
        if matches!(step, Step::Pull { .. }) {
            self.pulled_at = now;
        }
        if let Event::Pulled { epoch, .. } | Event::MustRollBack { epoch, .. } = event {
            self.epoch = Some(epoch);
        }
        if !self.work.take(step, &event) {
            self.retry.astray(now, jitter);
        } else if asked {
            self.retry.went_well();
        }
    }

    fn failed(&mut self, step: Step, error: &LinkError, now: Moment, jitter: u32) {
        let trouble = Trouble::from(error);
        match error {
            LinkError::Unreachable { .. } => {
                self.line.answered(false, now);
                self.batches.broke(step);
                self.retry.later(trouble, now, jitter);
            }
            LinkError::Busy { seconds } => {
                self.line.answered(true, now);
                self.retry.busy(*seconds, trouble, now, jitter);
            }
            LinkError::Said { code, .. } if code == "too_large" && self.batches.broke(step) => {
                self.line.answered(true, now);
                self.retry.later(trouble, now, jitter);
            }
            // A file that the hub does not want keeps nothing else from going on.
            LinkError::Said { .. } if step.is_about_a_file() => {
                self.line.answered(true, now);
                self.retry.files_later(trouble, now, jitter);
            }
            LinkError::Said { .. } | LinkError::NotOurHub { .. } => {
                self.line.shut(now);
                self.retry.slowly(trouble, now, jitter);
            }
        }
    }

    /// The next step, or until when to wait for it.
    fn go_on(&mut self, now: Moment) -> Vec<Effect> {
        if self.under_way.is_some() {
            return Vec::new();
        }
        let poll_at = self.pulled_at.after(POLL[usize::from(!self.watched)]);
        if now >= poll_at {
            self.work.behind = true;
        }
        let files = self.retry.files_may_go(now);
        let next = self.work.next(&self.batches, files);
        match (self.retry.next_try().filter(|at| *at > now), next) {
            (Some(at), _) => vec![Effect::Wait { until: at }],
            (None, Some(step)) => {
                self.under_way = Some(step);
                vec![Effect::Do(step)]
            }
            (None, None) => {
                let files_at = self.retry.files_at().filter(|at| *at > now);
                vec![Effect::Wait { until: files_at.map_or(poll_at, |at| at.min(poll_at)) }]
            }
        }
    }
}
