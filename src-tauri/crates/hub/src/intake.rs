//! Manifests: what merchants and forwarders hand in, and what lies in a watched folder.
//!
//! Read by the same code as at a desk and judged by the same rules; each record is in or out as a
//! whole, and what is out is named with its place, its reason and the way out.

mod folder;
mod record;
mod report;
mod route;

pub(crate) use folder::watch;
pub(crate) use report::Report;
pub(crate) use route::router;

use std::io::Cursor;

use chrono::NaiveDate;
use customs::Packs;
use exchange::{Mapping, Record};
use journal::{AttachmentHash, EntryId, Event, Source};
use office::{Office, OfficeError, OwnEvent};
use uuid::Uuid;

use record::{Outcome, Taker};

/// Records that are written together.
const BATCH: usize = 200;

const IN_MEMORY: &str = "bytes in memory are read without failing";

/// A file that is handed in.
pub(crate) struct Manifest<'a> {
    /// The file's name, without folders.
    pub(crate) name: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) from: From<'a>,
}

/// Who hands a file in.
#[derive(Clone, Copy)]
pub(crate) enum From<'a> {
    /// A party; its parcels then are theirs. Messages of the authority are not taken from it.
    Party { id: Uuid, name: &'a str },
    /// The office itself: one of its desks, or its folder.
    Office { name: &'a str },
}

impl<'a> From<'a> {
    fn name(self) -> &'a str {
        match self {
            From::Party { name, .. } | From::Office { name } => name,
        }
    }

    fn party(self) -> Option<Uuid> {
        match self {
            From::Party { id, .. } => Some(id),
            From::Office { .. } => None,
        }
    }
}

/// Takes a file in. The same file a second time adds nothing.
///
/// # Errors
/// The database's; what was written before that stays, and the file can be handed in again.
pub(crate) fn take(
    office: &Office,
    manifest: &Manifest<'_>,
    today: NaiveDate,
) -> Result<Report, OfficeError> {
    let file = office.keep_file(manifest.bytes)?;
    if let Some(party) = manifest.from.party() {
        office.manifest_of(&file.0, party, manifest.name)?;
    }
    let mut report = Report::of(manifest.name, &file, manifest.bytes.len());
    let taker = Taker { office, packs: Packs::builtin(), today, from: manifest.from };
    // What headers mean is remembered at desks; a hub takes those that everybody knows.
    let mapping = Mapping::default();
    exchange::each_file(Cursor::new(manifest.bytes), manifest.name, &mapping, |records| {
        let mut records = records.expect(IN_MEMORY);
        let name = records.name().to_owned();
        loop {
            let batch: Vec<Record> =
                records.by_ref().take(BATCH).collect::<Result<_, _>>().expect(IN_MEMORY);
            if batch.is_empty() {
                return Ok::<_, OfficeError>(());
            }
            take_batch(&taker, batch, &file, &name, &mut report)?;
        }
    })?;
    record_run(office, manifest, &report)?;
    Ok(report)
}

fn take_batch(
    taker: &Taker<'_>,
    batch: Vec<Record>,
    file: &AttachmentHash,
    name: &str,
    report: &mut Report,
) -> Result<(), OfficeError> {
    let mut events: Vec<OwnEvent> = Vec::new();
    for record in batch {
        let source = |format: exchange::Format, place: exchange::Place| Source {
            file: file.clone(),
            name: name.to_owned(),
            format: format.as_str().to_owned(),
            record: place.record,
            line: place.line,
        };
        let mut outcome = taker.judge(record, &source, &events)?;
        if let Outcome::Refused(refused) = &mut outcome
            && name != report.name
            && !refused.reason.contains(name)
        {
            refused.reason = format!("“{name}”: {}", refused.reason);
        }
        if let Outcome::Declaration { event: Some(event), .. } | Outcome::Message { event, .. } =
            &outcome
        {
            events.push(event.clone());
        }
        report.count(outcome);
    }
    let answers = taker.office.write_own(&events)?;
    report.settle(&events, &answers);
    Ok(())
}

/// Leaves a record of the run in the office's journal, as a desk does.
fn record_run(
    office: &Office,
    manifest: &Manifest<'_>,
    report: &Report,
) -> Result<(), OfficeError> {
    let run = OwnEvent {
        id: named_after("imported", &[&report.file.0, manifest.from.name()]),
        subject: None,
        event: Event::from(report.imported()),
        actor: manifest.from.name().to_owned(),
    };
    office.write_own(&[run]).map(drop)
}

/// The id of what somebody hands in, the same each time.
fn named_after(kind: &str, parts: &[&str]) -> EntryId {
    EntryId::made_of("greenlane.intake.1", &[&[kind][..], parts].concat())
}
