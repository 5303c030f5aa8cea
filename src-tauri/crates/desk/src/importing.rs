//! Bringing files in: evidence first, then record by record into the journal.

mod commands;
mod headers;
mod job;
mod record;
mod refusals;
mod report;

use std::collections::HashSet;
use std::fs::File;

use exchange::{Mapping, Reader, Record};
use journal::{AttachmentHash, EntryId, Event, Source};
use store::Writer;

pub(crate) use commands::{cancel, check, history, run_now, start, status};
pub(crate) use headers::{forget, mappings, remember};
pub(crate) use job::{Job, Jobs};

use crate::contract::{FileReport, ImportReport, RefusedRecord, UnknownHeader, small};
use crate::core::Core;
use crate::error::DeskError;
use crate::staging::StagedFile;
use record::{Outcome, Written};
use report::Evidence;

/// Records that go into one transaction: enough that the disk's flush costs little, few enough that
/// a decision made meanwhile does not wait noticeably.
const BATCH: usize = 250;

/// Refused records of a file, or of all files in an archive, that are kept with their reasons; beyond
/// it only their number.
pub(crate) const REFUSALS_KEPT: usize = 10_000;

/// Imports files one after the other and leaves a record of the run in the journal.
///
/// Each record is in or out as a whole; stopping keeps what came in.
///
/// # Errors
/// Nobody is signed in, a file cannot be read, or the store does not take a batch.
pub(crate) fn import(
    core: &Core,
    files: &[StagedFile],
    job: &Job,
) -> Result<ImportReport, DeskError> {
    let actor = core.actor()?;
    let mut run = Run {
        core,
        job,
        actor,
        mapping: headers::mapping(core)?,
        report: ImportReport::default(),
        evidence: Vec::new(),
        kept: 0,
        waiting: HashSet::new(),
    };
    let outcome = files.iter().try_for_each(|file| run.file(file));
    let recorded = run.record_run();
    outcome.and(recorded)?;
    Ok(run.report)
}

struct Run<'a> {
    core: &'a Core,
    job: &'a Job,
    actor: String,
    /// What headers mean at this desk.
    mapping: Mapping,
    report: ImportReport,
    /// Of each file of the report: its name in its archive, and what was brought in.
    evidence: Vec<Evidence>,
    /// Refused records of what was brought in last that are kept with their reasons.
    kept: usize,
    /// Messages of this run that wait for their declaration.
    waiting: HashSet<EntryId>,
}

impl Run<'_> {
    fn file(&mut self, file: &StagedFile) -> Result<(), DeskError> {
        if self.job.is_cancelled() {
            return Ok(());
        }
        self.job.begin(&file.name);
        self.kept = 0;
        let hash = self.keep_evidence(file)?;
        let (job, input) = (self.job, open(file)?);
        let mapping = self.mapping.clone();
        exchange::each_file(job.counted(input), base_name(&file.name), &mapping, |records| {
            self.read(file, &hash, records.map_err(|cause| io(file, cause))?)
        })
    }

    /// Reads a file, or one in an archive; the evidence is what was brought in.
    fn read(
        &mut self,
        file: &StagedFile,
        hash: &AttachmentHash,
        mut records: Reader<'_>,
    ) -> Result<(), DeskError> {
        if self.job.is_cancelled() {
            return Ok(());
        }
        let name = records.name().to_owned();
        let folder = file.name.strip_suffix(base_name(&file.name)).unwrap_or_default();
        self.report.files.push(FileReport {
            path: format!("{folder}{name}"),
            format: None,
            declarations: 0,
            amended: 0,
            unchanged: 0,
            messages: 0,
            refused: Vec::new(),
            unknown_headers: Vec::new(),
        });
        let evidence = Evidence { name: name.clone(), hash: hash.clone(), size: file.size };
        self.evidence.push(evidence);
        loop {
            let batch = next_batch(&mut records).map_err(|cause| io(file, cause))?;
            if let Some(report) = self.report.files.last_mut() {
                let unknown = records.unknown_headers();
                report.unknown_headers = unknown.into_iter().map(UnknownHeader::from).collect();
            }
            if batch.is_empty() || self.job.is_cancelled() {
                return Ok(());
            }
            let source = |format: &str, record, line| Source {
                file: hash.clone(),
                name: name.clone(),
                format: format.to_owned(),
                record,
                line,
            };
            self.take(batch, &source)?;
            self.job.publish(&self.report);
        }
    }

    /// Writes one batch in one transaction; the report changes only when it is on disk.
    fn take(
        &mut self,
        batch: Vec<Record>,
        source: &dyn Fn(&str, u64, u64) -> Source,
    ) -> Result<(), DeskError> {
        let judged: Vec<record::Judged> =
            batch.into_iter().map(|record| record::judge(self.core, record, source)).collect();
        let written: Vec<Written> = self.core.write(|writer: &mut Writer<'_>| {
            judged
                .into_iter()
                .map(|judged| record::write(self.core, writer, &self.actor, judged))
                .collect::<Result<_, DeskError>>()
        })?;
        for record in written {
            self.waiting.extend(record.parked);
            record.delivered.iter().for_each(|entry| _ = self.waiting.remove(entry));
            self.count(record.outcome);
        }
        self.report.waiting = u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
        Ok(())
    }

    fn count(&mut self, outcome: Outcome) {
        let report = &mut self.report;
        let Some(file) = report.files.last_mut() else { return };
        match outcome {
            Outcome::Declaration { format, change } => {
                file.format.get_or_insert(format);
                file.declarations += 1;
                report.declarations += 1;
                match change {
                    record::Change::New => report.new += 1,
                    record::Change::Amended => {
                        file.amended += 1;
                        report.amended += 1;
                    }
                    record::Change::Unchanged => {
                        file.unchanged += 1;
                        report.unchanged += 1;
                    }
                }
            }
            Outcome::Message { format } => {
                file.format.get_or_insert(format);
                file.messages += 1;
                report.messages += 1;
            }
            Outcome::Refused(refused) => {
                report.refused += 1;
                if self.kept < REFUSALS_KEPT {
                    self.kept += 1;
                    file.refused.push(refused);
                }
            }
        }
    }

    fn keep_evidence(&self, file: &StagedFile) -> Result<AttachmentHash, DeskError> {
        let mut writer = self.core.store.attachments().writer()?;
        std::io::copy(&mut open(file)?, &mut writer).map_err(|cause| io(file, cause))?;
        Ok(writer.finish()?)
    }

    fn record_run(&self) -> Result<(), DeskError> {
        if self.report.files.is_empty() {
            return Ok(());
        }
        let imported = report::imported(&self.report, &self.evidence, self.job.is_cancelled());
        self.core.write(|writer: &mut Writer<'_>| {
            writer.append(self.core.draft(None, Event::from(imported), &self.actor, 0))?;
            Ok(())
        })
    }
}

fn next_batch(records: &mut Reader<'_>) -> std::io::Result<Vec<Record>> {
    records.by_ref().take(BATCH).collect()
}

fn open(file: &StagedFile) -> Result<File, DeskError> {
    File::open(&file.path).map_err(|cause| io(file, cause))
}

fn io(file: &StagedFile, cause: std::io::Error) -> DeskError {
    match cause.kind() {
        std::io::ErrorKind::StorageFull => DeskError::Store(store::StoreError::DiskFull),
        _ => DeskError::Io { what: format!("“{}”", file.name), cause },
    }
}

fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

impl From<exchange::Refusal> for RefusedRecord {
    fn from(refusal: exchange::Refusal) -> Self {
        Self {
            record: small(refusal.place.record),
            line: small(refusal.place.line),
            reference: refusal.reference,
            code: refusal.code.to_string(),
            reason: refusal.reason,
            hint: refusal.hint,
        }
    }
}
