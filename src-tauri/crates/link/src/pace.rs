//! How much is sent or asked for at once.
//!
//! A part is kept by the hub only when all of it has arrived. On a line that breaks again and again
//! parts become smaller until they get through, and larger again while all goes well.

use std::sync::atomic::{AtomicUsize, Ordering};

use sync::LinkError;

/// Nobody's line is so bad that less helps.
const LEAST: usize = 1024;
const MOST: usize = 1024 * 1024;
/// What an entry takes on the line, roughly, in bytes.
const ENTRY: usize = 256;

/// How much the line carries at once, as far as was seen.
pub(crate) struct Pace(AtomicUsize);

impl Default for Pace {
    fn default() -> Self {
        Self(AtomicUsize::new(MOST))
    }
}

impl Pace {
    /// Bytes that may be sent or asked for at once.
    pub(crate) fn bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Entries that may be asked for at once; all that are wanted while all goes well.
    pub(crate) fn entries(&self, wanted: u32) -> u32 {
        let bytes = self.bytes();
        if bytes >= MOST {
            return wanted;
        }
        wanted.min(u32::try_from(bytes / ENTRY).unwrap_or(wanted)).max(1)
    }

    /// Learns from what became of a request that carried much.
    pub(crate) fn learn<T>(&self, outcome: Result<T, LinkError>) -> Result<T, LinkError> {
        let next = match &outcome {
            Ok(_) => self.bytes().saturating_mul(2).min(MOST),
            Err(LinkError::Unreachable { .. }) => (self.bytes() / 2).max(LEAST),
            Err(_) => return outcome,
        };
        self.0.store(next, Ordering::Relaxed);
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken() -> Result<(), LinkError> {
        Err(LinkError::Unreachable { hub: String::new(), what: String::new() })
    }

    #[test]
    fn shrinks_on_a_line_that_breaks_and_grows_back() {
        let pace = Pace::default();
        assert_eq!((pace.bytes(), pace.entries(5_000)), (MOST, 5_000));
        for _ in 0..40 {
            pace.learn(broken()).unwrap_err();
        }
        assert_eq!((pace.bytes(), pace.entries(5_000)), (LEAST, 4));
        for _ in 0..40 {
            pace.learn(Ok(())).unwrap();
        }
        assert_eq!((pace.bytes(), pace.entries(5_000)), (MOST, 5_000));
    }

    #[test]
    fn a_hub_that_says_no_does_not_change_it() {
        let pace = Pace::default();
        pace.learn(Err::<(), _>(LinkError::Busy { seconds: 1 })).unwrap_err();
        assert_eq!(pace.bytes(), MOST);
    }
}
