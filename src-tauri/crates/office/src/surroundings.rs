//! What the office's store is given from outside, so that every test is repeatable.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Time, ids and randomness.
pub trait Surroundings: Send + Sync {
    /// The hub's clock. Shown, and used for what expires; never compared with another clock.
    fn now(&self) -> DateTime<Utc>;

    /// A new UUIDv7.
    fn new_id(&self) -> Uuid;

    /// Fills `bytes` with what nobody can guess.
    fn random(&self, bytes: &mut [u8]);
}
