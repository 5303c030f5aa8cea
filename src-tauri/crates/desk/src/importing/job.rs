//! A running import: how far it is, and the wish to stop it.

use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::contract::{ImportProgress, ImportReport, ImportStage};
use crate::error::DeskError;

/// One import run, shared between the thread that does it and those who watch.
pub(crate) struct Job {
    read: AtomicU64,
    cancelled: AtomicBool,
    progress: Mutex<ImportProgress>,
}

/// The imports since the program started.
#[derive(Default)]
pub(crate) struct Jobs(Mutex<HashMap<Uuid, Arc<Job>>>);

impl Job {
    /// A job that has not read anything yet.
    pub(crate) fn new(id: Uuid, total_bytes: u64) -> Self {
        Self {
            read: AtomicU64::new(0),
            cancelled: AtomicBool::new(false),
            progress: Mutex::new(ImportProgress {
                job: id,
                stage: ImportStage::Running,
                done_bytes: 0,
                total_bytes,
                current: None,
                report: ImportReport::default(),
                failure: None,
            }),
        }
    }

    /// How it gets on.
    pub(crate) fn progress(&self) -> ImportProgress {
        let mut progress = self.lock().clone();
        progress.done_bytes = match progress.stage {
            ImportStage::Done => progress.total_bytes,
            _ => self.read.load(Ordering::Relaxed).min(progress.total_bytes),
        };
        progress
    }

    /// Asks it to stop after the batch it is at.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says which file is being read.
    pub(crate) fn begin(&self, name: &str) {
        self.lock().current = Some(name.to_owned());
    }

    /// Shows what came in so far.
    pub(crate) fn publish(&self, report: &ImportReport) {
        self.lock().report = report.clone();
    }

    /// Says how it ended.
    pub(crate) fn end(&self, outcome: Result<ImportReport, DeskError>) {
        let cancelled = self.is_cancelled();
        let mut progress = self.lock();
        progress.current = None;
        match outcome {
            Ok(report) => {
                progress.report = report;
                progress.stage = if cancelled { ImportStage::Cancelled } else { ImportStage::Done };
            }
            Err(error) => {
                progress.failure = Some(error.into());
                progress.stage = ImportStage::Failed;
            }
        }
    }

    /// A reader whose bytes count towards the progress.
    pub(crate) fn counted<R: Read>(&self, inner: R) -> Counted<'_, R> {
        Counted { inner, read: &self.read }
    }

    fn lock(&self) -> MutexGuard<'_, ImportProgress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Jobs {
    /// Remembers a job.
    pub(crate) fn add(&self, id: Uuid, job: Arc<Job>) {
        self.lock().insert(id, job);
    }

    /// Looks a job up.
    ///
    /// # Errors
    /// There was none of that id since the program started.
    pub(crate) fn get(&self, id: Uuid) -> Result<Arc<Job>, DeskError> {
        self.lock().get(&id).cloned().ok_or(DeskError::UnknownJob)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, Arc<Job>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts what is read through it.
pub(crate) struct Counted<'a, R> {
    inner: R,
    read: &'a AtomicU64,
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
