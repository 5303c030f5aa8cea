//! A run over the queue: how far it is, what it found, and the wish to stop it.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use journal::DeclarationId;
use uuid::Uuid;

use super::changes::Tally;
use crate::contract::{Changes, Rejudging, RejudgingStage};
use crate::core::Core;
use crate::error::DeskError;

/// How many runs are remembered: as many as pages may show at once, and a few.
const KEPT: usize = 8;

/// One run, shared between the thread that does it and those who watch.
pub(crate) struct Job {
    cancelled: AtomicBool,
    progress: Mutex<Rejudging>,
    changed: Mutex<Arc<[DeclarationId]>>,
}

/// The newest runs since the program started.
#[derive(Default)]
pub(crate) struct Runs(Mutex<VecDeque<Arc<Job>>>);

impl Job {
    fn new(job: Uuid) -> Self {
        let progress = Rejudging {
            job,
            stage: RejudgingStage::Running,
            done: 0,
            total: 0,
            changes: Changes::default(),
            failure: None,
        };
        Self {
            cancelled: AtomicBool::new(false),
            progress: Mutex::new(progress),
            changed: Mutex::new(Arc::new([])),
        }
    }

    /// How it gets on.
    pub(super) fn progress(&self) -> Rejudging {
        self.lock().clone()
    }

    /// Asks it to stop after the batch it is at.
    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Shows what was found so far.
    pub(super) fn publish(&self, (done, total): (usize, usize), tally: &Tally) {
        *self.changed.lock().unwrap_or_else(PoisonError::into_inner) = tally.declarations().into();
        let count = |count| u32::try_from(count).unwrap_or(u32::MAX);
        let mut progress = self.lock();
        (progress.done, progress.total) = (count(done), count(total));
        progress.changes = tally.told();
    }

    /// Says how it ended.
    pub(super) fn end(&self, outcome: Result<(), DeskError>) {
        let cancelled = self.is_cancelled();
        let mut progress = self.lock();
        progress.stage = match outcome {
            Ok(()) if cancelled => RejudgingStage::Cancelled,
            Ok(()) => RejudgingStage::Done,
            Err(error) => {
                progress.failure = Some(error.into());
                RejudgingStage::Failed
            }
        };
    }

    fn lock(&self) -> MutexGuard<'_, Rejudging> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Runs {
    /// A new run. The oldest that are remembered are forgotten.
    pub(super) fn begin(&self, id: Uuid) -> Arc<Job> {
        let job = Arc::new(Job::new(id));
        let mut runs = self.lock();
        runs.push_back(Arc::clone(&job));
        while runs.len() > KEPT {
            runs.pop_front().inspect(|job| job.cancel());
        }
        job
    }

    /// Looks a run up.
    ///
    /// # Errors
    /// There was none of that id, or too many came after it.
    pub(super) fn get(&self, id: Uuid) -> Result<Arc<Job>, DeskError> {
        let runs = self.lock();
        runs.iter().find(|job| job.lock().job == id).cloned().ok_or(DeskError::UnknownRun)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Arc<Job>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The declarations in which a run found a change; none where the run is not known any more.
pub(crate) fn changed_by(core: &Core, id: Uuid) -> Arc<[DeclarationId]> {
    let Ok(job) = core.runs.get(id) else { return Arc::new([]) };
    let changed = job.changed.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(&changed)
}
