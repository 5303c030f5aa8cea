//! Wakes the thread that exchanges.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Rung when there may be something to do; rung once however often, until somebody hears it.
#[derive(Default)]
pub(crate) struct Bell {
    state: Mutex<Rung>,
    rung: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Rung {
    something: bool,
    the_end: bool,
}

/// Why the wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// There may be something to do.
    Something,
    /// Nobody rang in time.
    Nothing,
    /// The desk is being closed.
    TheEnd,
}

impl Bell {
    /// There may be something to do.
    pub(crate) fn ring(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).something = true;
        self.rung.notify_all();
    }

    /// The desk is being closed.
    pub(crate) fn ring_the_end(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).the_end = true;
        self.rung.notify_all();
    }

    /// Whether the desk is being closed.
    pub(crate) fn is_the_end(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).the_end
    }

    /// Waits until it is rung, at most so long.
    pub(crate) fn wait(&self, at_most: Duration) -> Heard {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let quiet = |rung: &mut Rung| !rung.something && !rung.the_end;
        let waited = self.rung.wait_timeout_while(state, at_most, quiet);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut state.something, false) {
            _ if state.the_end => Heard::TheEnd,
            true => Heard::Something,
            false => Heard::Nothing,
        }
    }
}
