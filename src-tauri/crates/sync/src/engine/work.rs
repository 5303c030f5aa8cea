//! What waits, and in which order it is done.

use journal::DeviceId;

use super::batch::Batches;
use super::event::{Event, Step};

/// What waits to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Work {
    /// What must be put right before anything else.
    pub(super) to_put_right: Option<Step>,
    /// It is not known whether hub and desk share their history.
    pub(super) pull_first: bool,
    /// There may be entries to send.
    pub(super) unsent: bool,
    /// There may be entries to receive, whatever the numbers say.
    pub(super) behind: bool,
    /// The desk's cursor, and the hub's head as last heard.
    pub(super) have: u64,
    pub(super) head: u64,
    /// Declarations are to be fetched one by one before the cursor can move on.
    pub(super) histories: bool,
    /// There may be files to send or fetch.
    pub(super) files_to_send: bool,
    pub(super) files_to_fetch: bool,
    /// The last step pushed, so that a pull is next where both wait.
    pushed_last: bool,
    /// Where the hub last said that it knows a device no further.
    gap: Option<(DeviceId, u64)>,
    /// Steps that put something right, since entries last moved.
    detours: u32,
}

/// More than a restored hub and a cloned desk at once ask for.
const MAX_DETOURS: u32 = 4;

impl Work {
    pub(super) fn none() -> Self {
        Self {
            to_put_right: None,
            pull_first: false,
            unsent: false,
            behind: false,
            have: 0,
            head: 0,
            histories: false,
            files_to_send: false,
            files_to_fetch: false,
            pushed_last: false,
            gap: None,
            detours: 0,
        }
    }

    /// Whatever may wait at the start.
    pub(super) fn all() -> Self {
        Self {
            pull_first: true,
            unsent: true,
            behind: true,
            files_to_send: true,
            files_to_fetch: true,
            ..Self::none()
        }
    }

    /// All that a person can ask for.
    pub(super) fn whatever_waits() -> Self {
        Self { pull_first: false, ..Self::all() }
    }

    /// Takes over what else turned up.
    pub(super) fn add(&mut self, more: &Self) {
        self.pull_first |= more.pull_first;
        self.unsent |= more.unsent;
        self.behind |= more.behind || more.head > self.head;
        self.files_to_send |= more.files_to_send;
        self.files_to_fetch |= more.files_to_fetch;
        self.head = self.head.max(more.head);
    }

    /// Whether hub and desk have all of each other's entries.
    pub(super) fn is_in_step(&self) -> bool {
        !self.is_behind()
            && !self.pull_first
            && !self.unsent
            && !self.histories
            && self.to_put_right.is_none()
    }

    fn is_behind(&self) -> bool {
        self.behind || self.have < self.head
    }

    pub(super) fn next(&self, batches: &Batches, files_may_go: bool) -> Option<Step> {
        let behind = self.is_behind() && !self.histories;
        let is_pulls_turn = self.pushed_last && (behind || self.histories);
        if let Some(step) = self.to_put_right {
            Some(step)
        } else if self.pull_first {
            Some(batches.pull())
        } else if self.unsent && !is_pulls_turn {
            Some(batches.push())
        } else if self.histories {
            Some(batches.histories())
        } else if behind {
            Some(batches.pull())
        } else if self.files_to_send && files_may_go {
            Some(batches.send_file())
        } else if self.files_to_fetch && files_may_go {
            Some(batches.fetch_file())
        } else {
            None
        }
    }

    /// Notes how a step went; whether it brought desk and hub closer.
    pub(super) fn take(&mut self, step: Step, answer: &Event) -> bool {
        self.pushed_last = matches!(step, Step::Push { .. });
        match *answer {
            Event::Pushed { dealt, left, have, head } => self.pushed(dealt, left, have, head),
            Event::Forked => self.detour(Step::Renumber),
            Event::Behind { device, sequence } => {
                let again = self.gap.replace((device, sequence)) == Some((device, sequence));
                self.detour(Step::GoOnFrom { device, sequence }) && !again
            }
            Event::OtherEpoch => {
                self.pull_first = true;
                self.unsent = true;
                self.count_detour()
            }
            Event::Pulled { have, head, .. } => self.pulled(have, head),
            Event::MustRollBack { to, epoch } => {
                self.pull_first = true;
                self.detour(Step::RollBack { to, epoch })
            }
            Event::MustFetchHistories => {
                self.pull_first = false;
                self.histories = true;
                self.count_detour()
            }
            Event::FetchedHistories { left, have } => {
                self.histories = left;
                self.have = have;
                self.behind = true;
                true
            }
            Event::PutRight => {
                self.to_put_right = None;
                self.unsent = true;
                true
            }
            Event::SentFile { left } => {
                self.files_to_send = left;
                true
            }
            Event::FetchedFile { left } => {
                self.files_to_fetch = left;
                true
            }
            Event::NothingWaits => {
                self.nothing_waits(step);
                true
            }
            _ => true,
        }
    }

    fn nothing_waits(&mut self, step: Step) {
        match step {
            Step::Push { .. } => self.unsent = false,
            Step::FetchHistories { .. } => self.histories = false,
            Step::SendFile { .. } => self.files_to_send = false,
            Step::FetchFile { .. } => self.files_to_fetch = false,
            Step::Pull { .. } => (self.behind, self.pull_first) = (false, false),
            Step::Renumber | Step::RollBack { .. } | Step::GoOnFrom { .. } => {
                self.to_put_right = None;
            }
        }
    }

    fn pushed(&mut self, dealt: usize, left: bool, have: u64, head: u64) -> bool {
        self.unsent = left;
        self.have = have;
        self.head = head;
        if dealt == 0 && left {
            return self.count_detour();
        }
        if dealt > 0 {
            (self.detours, self.gap) = (0, None);
        }
        true
    }

    fn pulled(&mut self, have: u64, head: u64) -> bool {
        let moved = have != self.have || have == head;
        self.pull_first = false;
        self.behind = false;
        (self.have, self.head) = (have, head);
        if !moved {
            return self.count_detour();
        }
        if self.is_in_step() {
            self.detours = 0;
        }
        true
    }

    fn detour(&mut self, step: Step) -> bool {
        self.to_put_right = Some(step);
        self.count_detour()
    }

    /// Whether that may still be in order; a hub that contradicts itself would have us go in circles.
    fn count_detour(&mut self) -> bool {
        self.detours = self.detours.saturating_add(1);
        self.detours <= MAX_DETOURS
    }
}
