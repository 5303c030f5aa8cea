//! The thread that exchanges in the background: at once when something is written or the line comes
//! back, otherwise when the engine's own timer is due, which never waits for the next edit.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sync::engine::Event;

use super::bell::Heard;
use super::exchange::{Exchanged, Progress, hear_leases, now};
use crate::core::Core;
use crate::error::DeskError;

/// How often the desk looks whether another program has written to its store.
const LOOK: Duration = Duration::from_secs(3);
/// How often the leases are asked for while nothing else happens.
const LEASES: Duration = Duration::from_secs(30);
/// How long closing the desk waits for a request that is under way. Whatever it was about is asked
/// again at the next start.
const PATIENCE: Duration = Duration::from_secs(2);

/// The running thread. Dropping it ends it.
pub(crate) struct Courier {
    core: Arc<Core>,
    /// Behind a lock only so that threads may share the desk.
    ended: Mutex<Receiver<()>>,
}

impl Courier {
    /// Starts it; it waits until the desk has a line.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(crate) fn start(core: &Arc<Core>) -> Result<Self, DeskError> {
        let (tell, ended) = channel();
        let carried = Arc::clone(core);
        std::thread::Builder::new()
            .name("exchange".to_owned())
            .spawn(move || {
                run(&carried);
                // Nobody listens where closing the desk has lost its patience.
                let _ = tell.send(());
            })
            .map_err(|cause| DeskError::Io { what: "The exchange's thread".to_owned(), cause })?;
        Ok(Self { core: Arc::clone(core), ended: Mutex::new(ended) })
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.core.syncing.bell.ring_the_end();
        // Either it has ended, or it hangs on a request and ends after it.
        let ended = self.ended.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ = ended.recv_timeout(PATIENCE);
    }
}

fn run(core: &Core) {
    let mut quiet = LEASES;
    loop {
        let rest = go_on(core, &mut quiet);
        match core.syncing.bell.wait(rest.min(LOOK)) {
            Heard::TheEnd => return,
            Heard::Something => quiet = LEASES,
            Heard::Nothing => {
                quiet += rest.min(LOOK);
                look_for_others_work(core);
            }
        }
    }
}

/// Does what there is to do, and answers how long there is nothing more.
fn go_on(core: &Core, quiet: &mut Duration) -> Duration {
    let Some(line) = core.syncing.line() else { return LOOK };
    let mut exchange = core.syncing.exchange.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if core.syncing.bell.is_the_end() {
            return Duration::ZERO;
        }
        let progress = exchange.advance(core, &*line);
        let is_done = progress != Progress::Step && exchange.is_complete();
        if is_done && core.syncing.live().is_up() && *quiet >= LEASES {
            match exchange.tidy(core, &*line) {
                Ok(true) => continue,
                // The next step finds out what is wrong with the line, and says so.
                Ok(false) | Err(_) => *quiet = Duration::ZERO,
            }
        }
        if core.syncing.live().leases_moved {
            // Who has what does not wait for all the rest; an error is told by the next step.
            let _ = hear_leases(core, &*line);
        }
        if let Progress::Rest { until } = progress {
            return Duration::from_millis(until.0.saturating_sub(now(core).0));
        }
    }
}

fn look_for_others_work(core: &Core) {
    let unsent = core.ask(|reader| reader.outbox_summary());
    if unsent.is_ok_and(|outbox| outbox.count > 0) {
        core.syncing.tell(Event::FileAttached);
    }
}

/// Exchanges on this thread until there is nothing left.
///
/// # Errors
/// The desk has no hub, or the exchange broke off; what was exchanged until then stands.
pub(crate) fn exchange(core: &Core) -> Result<Exchanged, DeskError> {
    let line = core.syncing.line().ok_or(DeskError::NoHub)?;
    let mut exchange = core.syncing.exchange.lock().unwrap_or_else(PoisonError::into_inner);
    let before = std::mem::take(&mut exchange.done);
    exchange.take_failure();
    exchange.tell(core, Event::Asked);
    let ended = loop {
        if exchange.advance(core, &*line) == Progress::Step {
            continue;
        }
        if let Some(error) = exchange.take_failure() {
            break Err(error);
        }
        match exchange.tidy(core, &*line) {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    let done = std::mem::replace(&mut exchange.done, before);
    ended.map(|()| done)
}

/// Does one step of the exchange on this thread. Answers whether there is more to do now.
///
/// # Errors
/// As [`exchange`].
pub(crate) fn step(core: &Core) -> Result<bool, DeskError> {
    let line = core.syncing.line().ok_or(DeskError::NoHub)?;
    let mut exchange = core.syncing.exchange.lock().unwrap_or_else(PoisonError::into_inner);
    let progress = exchange.advance(core, &*line);
    match exchange.take_failure() {
        Some(error) => Err(error),
        None => Ok(progress == Progress::Step),
    }
}
