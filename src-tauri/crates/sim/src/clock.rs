//! Clocks that jump, and ids in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use uuid::Uuid;

/// The time that passes in a story, for everybody, and the ids that were given out.
#[derive(Debug, Default)]
pub(crate) struct Time {
    millis: AtomicU64,
    ids: AtomicU64,
}

/// 20 November 2026, 08:00 UTC.
const BEGINNING: i64 = 1_795_161_600_000;

impl Time {
    pub(crate) fn pass(&self, millis: u64) {
        self.millis.fetch_add(millis, Ordering::Relaxed);
    }

    fn millis(&self) -> u64 {
        // Each look takes a millisecond.
        self.millis.fetch_add(1, Ordering::Relaxed)
    }
}

/// One machine's clock, which may be set wrong.
#[derive(Debug)]
pub(crate) struct Clock {
    time: Arc<Time>,
    /// By how many milliseconds it is ahead.
    ahead: AtomicI64,
}

impl Clock {
    pub(crate) fn new(time: &Arc<Time>) -> Arc<Self> {
        Arc::new(Self { time: Arc::clone(time), ahead: AtomicI64::new(0) })
    }

    pub(crate) fn jump(&self, millis: i64) {
        self.ahead.fetch_add(millis, Ordering::Relaxed);
    }

    fn wall(&self) -> DateTime<Utc> {
        let passed = i64::try_from(self.time.millis()).unwrap_or(0);
        let at = BEGINNING + passed + self.ahead.load(Ordering::Relaxed);
        DateTime::from_timestamp_millis(at).unwrap_or_default()
    }

    fn id(&self) -> Uuid {
        let count = self.time.ids.fetch_add(1, Ordering::Relaxed);
        let mut rest = [0; 10];
        rest[2..].copy_from_slice(&count.to_be_bytes());
        let millis = u64::try_from(self.wall().timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
    }
}

impl desk::Surroundings for Clock {
    fn now(&self) -> DateTime<Utc> {
        self.wall()
    }

    fn new_id(&self) -> Uuid {
        self.id()
    }

    fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        (at + TimeDelta::hours(1)).fixed_offset()
    }

    fn uptime(&self) -> Duration {
        Duration::from_millis(self.time.millis())
    }

    fn at_once(&self, one: &mut (dyn FnMut() + Send), other: &mut dyn FnMut()) {
        one();
        other();
    }
}

impl office::Surroundings for Clock {
    fn now(&self) -> DateTime<Utc> {
        self.wall()
    }

    fn new_id(&self) -> Uuid {
        self.id()
    }

    fn random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(16) {
            chunk.copy_from_slice(&self.id().as_bytes()[16 - chunk.len()..]);
        }
    }
}
