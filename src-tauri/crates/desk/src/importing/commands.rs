//! The import commands: start, watch, stop, look back; and checking a file without storing it.

use std::path::Path;
use std::sync::Arc;

use exchange::Record;
use journal::Event;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Job, headers, import, report};
use crate::contract::{
    ImportJob, ImportProgress, ImportRecord, ImportReport, Imports, StartImport,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::staging::StagedFile;

/// How many earlier imports are told.
const HISTORY: u64 = 100;

/// Starts importing staged files on a thread of its own.
///
/// # Errors
/// Nobody is signed in, or a file is not staged any more.
pub(crate) fn start(core: &Arc<Core>, request: &StartImport) -> Result<ImportProgress, DeskError> {
    core.actor()?;
    let files = staged(core, &request.staged)?;
    let id = core.surroundings.new_id();
    let job = Arc::new(Job::new(id, files.iter().map(|file| file.size).sum()));
    core.jobs.add(id, Arc::clone(&job));
    let progress = job.progress();
    let (core, taken) = (Arc::clone(core), request.staged.clone());
    std::thread::spawn(move || {
        job.end(import(&core, &files, &job));
        taken.iter().for_each(|id| core.staging.forget(*id));
    });
    Ok(progress)
}

/// Imports on this thread.
///
/// # Errors
/// As [`import`].
pub(crate) fn run_now(core: &Core, ids: &[Uuid]) -> Result<ImportReport, DeskError> {
    let files = staged(core, ids)?;
    let total = files.iter().map(|file| file.size).sum();
    let report = import(core, &files, &Job::new(core.surroundings.new_id(), total));
    ids.iter().for_each(|id| core.staging.forget(*id));
    report
}

/// How an import gets on.
///
/// # Errors
/// There was none of that id since the program started.
pub(crate) fn status(core: &Core, request: &ImportJob) -> Result<ImportProgress, DeskError> {
    Ok(core.jobs.get(request.job)?.progress())
}

/// Stops an import after the batch it is at; what came in stays.
///
/// # Errors
/// There was none of that id since the program started.
pub(crate) fn cancel(core: &Core, request: &ImportJob) -> Result<ImportProgress, DeskError> {
    let job = core.jobs.get(request.job)?;
    job.cancel();
    Ok(job.progress())
}

/// Earlier imports, newest first, with what was refused.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn history(core: &Core) -> Result<Imports, DeskError> {
    core.ask(|reader| {
        let mut imports = Vec::new();
        for row in reader.imports(HISTORY)? {
            if let Ok(Event::Imported(imported)) = reader.entry(row.entry)?.event() {
                imports.push(ImportRecord {
                    entry: row.entry.0,
                    at: row.at,
                    by: row.actor,
                    cancelled: imported.cancelled,
                    report: report::report(&imported),
                });
            }
        }
        let waiting_messages = u32::try_from(reader.waiting_count()?).unwrap_or(u32::MAX);
        Ok(Imports { imports, waiting_messages })
    })
}

/// What the rules say about each record of a file, without storing anything.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn check(core: &Core, path: &Path) -> Result<Vec<Value>, DeskError> {
    let name = path.display().to_string();
    let failed = |cause| DeskError::Io { what: format!("“{name}”"), cause };
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut all = Vec::new();
    let mapping = headers::mapping(core)?;
    exchange::each_file(file, &name, &mapping, |records| {
        let records = records.map_err(failed)?;
        let within = (records.name() != name).then(|| records.name().to_owned());
        for record in records {
            let mut told = told(core, record.map_err(failed)?);
            if let Some(within) = &within {
                told["file"] = json!(within);
            }
            all.push(told);
        }
        Ok::<_, DeskError>(())
    })?;
    Ok(all)
}

fn told(core: &Core, record: Record) -> Value {
    match record {
        Record::Declaration(read) => {
            let (declaration, verdict) = core.judge(&read.body, None);
            json!({
                "record": read.place.record,
                "lrn": crate::printing::lrn(&declaration),
                "lane": verdict.lane,
                "findings": verdict.findings,
                "payable": verdict.charges.payable,
                "currency": verdict.charges.currency,
            })
        }
        Record::Message(read) => json!({
            "record": read.place.record,
            "message": read.message.kind,
            "lrn": read.message.lrn,
            "mrn": read.message.mrn,
        }),
        Record::Refused(refusal) => {
            json!({ "refused": crate::contract::RefusedRecord::from(refusal) })
        }
    }
}

fn staged(core: &Core, ids: &[Uuid]) -> Result<Vec<StagedFile>, DeskError> {
    ids.iter().map(|id| core.staging.get(*id)).collect()
}
