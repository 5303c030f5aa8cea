//! The machine's own clock, ids and randomness.

use chrono::{DateTime, Utc};
use office::Surroundings;
use uuid::Uuid;

/// The machine's own clock, ids and randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemSurroundings;

impl Surroundings for SystemSurroundings {
    #[allow(clippy::disallowed_methods, reason = "the one place where the hub reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[allow(clippy::disallowed_methods, reason = "the one place where the hub makes ids")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system gives randomness; without it nothing is safe");
    }
}
