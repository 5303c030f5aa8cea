//! When to try again: sooner at first, then more and more slowly, and never all desks at once.

use super::event::Moment;
use super::status::Trouble;

/// The longest time between two tries while the line is down, in milliseconds.
const LONGEST: u64 = 60_000;
/// The time between two tries where somebody has to do something first, in milliseconds.
const SLOW: u64 = 300_000;
/// A hub that asks for more is not believed, in seconds.
const LONGEST_BUSY: u32 = 900;

/// When to try again, and why not at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Retry {
    not_before: Option<Moment>,
    /// The hub itself asked for it; nobody here may shorten it.
    asked_by_hub: bool,
    failures: u32,
    trouble: Option<Trouble>,
    files_not_before: Option<Moment>,
}

impl Retry {
    pub(super) fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    pub(super) fn next_try(&self) -> Option<Moment> {
        self.not_before
    }

    pub(super) fn files_at(&self) -> Option<Moment> {
        self.files_not_before
    }

    pub(super) fn files_may_go(&self, now: Moment) -> bool {
        self.files_not_before.is_none_or(|at| now >= at)
    }

    pub(super) fn went_well(&mut self) {
        *self = Self { files_not_before: self.files_not_before, ..Self::default() };
    }

    /// It may go better by itself: between half and all of 2, 4, 8 ... 60 seconds.
    pub(super) fn later(&mut self, trouble: Trouble, now: Moment, jitter: u32) {
        self.failures = self.failures.saturating_add(1);
        let longest = 1_000u64.saturating_mul(1 << self.failures.min(16)).min(LONGEST);
        self.wait(trouble, now.after(longest / 2 + u64::from(jitter) % (longest / 2 + 1)));
    }

    /// Hub and desk go in circles; no one is helped by doing so fast.
    pub(super) fn astray(&mut self, now: Moment, jitter: u32) {
        let trouble = Trouble {
            code: "going_in_circles".into(),
            message: "The hub's answers contradict each other.".into(),
            hint:
                "Nothing is lost, and the desk tries again by itself. If this stays, tell whoever \
                   runs the hub."
                    .into(),
        };
        self.failures = self.failures.max(4);
        self.later(trouble, now, jitter);
    }

    /// Somebody has to do something first.
    pub(super) fn slowly(&mut self, trouble: Trouble, now: Moment, jitter: u32) {
        self.wait(trouble, now.after(SLOW + u64::from(jitter) % (SLOW / 10)));
    }

    /// The hub asks to wait; it is not asked again sooner, and not by all at once.
    pub(super) fn busy(&mut self, seconds: u32, trouble: Trouble, now: Moment, jitter: u32) {
        let millis = u64::from(seconds.clamp(1, LONGEST_BUSY)) * 1_000;
        self.wait(trouble, now.after(millis + u64::from(jitter) % (millis / 4 + 1)));
        self.asked_by_hub = true;
    }

    /// One file does not go; entries do, and perhaps other files later.
    pub(super) fn files_later(&mut self, trouble: Trouble, now: Moment, jitter: u32) {
        self.trouble = Some(trouble);
        self.files_not_before = Some(now.after(SLOW + u64::from(jitter) % (SLOW / 10)));
    }

    /// The line is back.
    pub(super) fn at_once(&mut self) {
        if !self.asked_by_hub {
            self.not_before = None;
        }
    }

    /// Somebody asks for it.
    pub(super) fn ask(&mut self) {
        self.at_once();
        self.files_not_before = None;
    }

    fn wait(&mut self, trouble: Trouble, until: Moment) {
        self.not_before = Some(until);
        self.asked_by_hub = false;
        self.trouble = Some(trouble);
    }
}
