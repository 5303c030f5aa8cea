//! Time and ids, which the core never makes by itself.

use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Utc};
use uuid::Uuid;

/// What a host lends the desk: a clock and a source of ids. Tests lend repeatable ones.
pub trait Surroundings: Send + Sync {
    /// The wall clock.
    fn now(&self) -> DateTime<Utc>;

    /// A fresh UUIDv7.
    fn new_id(&self) -> Uuid;

    /// The desk's time zone at a moment, for what is printed.
    fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset>;

    /// Time since the program began, which never goes back, whatever is done to the wall clock.
    fn uptime(&self) -> Duration {
        static BEGUN: OnceLock<Instant> = OnceLock::new();
        BEGUN.get_or_init(Instant::now).elapsed()
    }

    /// Does both at the same time. Where everything has to happen in one order: the first one first.
    fn at_once(&self, one: &mut (dyn FnMut() + Send), other: &mut dyn FnMut()) {
        thread::scope(|scope| {
            scope.spawn(one);
            other();
        });
    }
}

impl dyn Surroundings {
    /// Does both at the same time, see [`Surroundings::at_once`].
    pub(crate) fn both<A: Send, B>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B,
    ) -> (A, B) {
        let (mut one, mut other) = (Some(one), Some(other));
        let (mut first, mut second) = (None, None);
        self.at_once(
            &mut || {
                first = one.take().map(|one| one());
            },
            &mut || {
                second = other.take().map(|other| other());
            },
        );
        (first.expect("done once"), second.expect("done once"))
    }
}

/// The machine's own clock and random ids.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemSurroundings;

impl Surroundings for SystemSurroundings {
    #[allow(clippy::disallowed_methods, reason = "the one place where the desk reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[allow(clippy::disallowed_methods, reason = "the one place where the desk makes ids")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(&chrono::Local).fixed_offset()
    }
}
