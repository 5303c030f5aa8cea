//! What the office's store is given from outside, so that every test is repeatable.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
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

/// The same with the times that can be kept, whole milliseconds: what is answered at once is then what
/// is answered when it is asked again.
pub(crate) fn in_milliseconds(lent: Arc<dyn Surroundings>) -> Arc<dyn Surroundings> {
    Arc::new(InMilliseconds(lent))
}

struct InMilliseconds(Arc<dyn Surroundings>);

impl Surroundings for InMilliseconds {
    fn now(&self) -> DateTime<Utc> {
        self.0.now().trunc_subsecs(3)
    }

    fn new_id(&self) -> Uuid {
        self.0.new_id()
    }

    fn random(&self, bytes: &mut [u8]) {
        self.0.random(bytes);
    }
}
