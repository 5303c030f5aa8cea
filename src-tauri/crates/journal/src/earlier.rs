//! Development only: this program as the earlier version of itself that did not know some kinds yet.
//!
//! The simulation plays offices whose desks were not all brought up to date on the same day. Behind
//! the feature `earlier`, which no program that is shipped asks for.

use std::cell::Cell;

/// Names of kinds.
pub type Kinds = &'static [&'static str];

thread_local! {
    static UNKNOWN: Cell<Kinds> = const { Cell::new(&[]) };
}

/// Does `work` on this thread as a program that does not know these kinds.
pub fn without<T>(kinds: Kinds, work: impl FnOnce() -> T) -> T {
    let _before = Restored(UNKNOWN.replace(kinds));
    work()
}

/// Whether the program that this thread plays knows a kind.
pub(crate) fn knows(kind: &str) -> bool {
    !UNKNOWN.get().contains(&kind)
}

/// What was known before, also where `work` panics.
struct Restored(Kinds);

impl Drop for Restored {
    fn drop(&mut self) {
        UNKNOWN.set(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Claimed, Event};

    #[test]
    fn a_kind_that_was_not_known_yet_is_kept_to_the_byte() {
        let claimed = Event::from(Claimed { claimed: true });
        let payload = claimed.to_payload();
        let read = || Event::read("claimed", 1, &payload).unwrap();
        let earlier = without(&["claimed"], || {
            assert_eq!(without(&[], read), claimed);
            read()
        });
        assert!(matches!(&earlier, Event::Unknown { kind, .. } if kind == "claimed"));
        assert_eq!(earlier.to_payload(), payload);
        assert_eq!(read(), claimed);
    }
}
