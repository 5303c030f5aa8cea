//! What the hub does not have, and what it refused.

use chrono::{DateTime, Utc};
use journal::Entry;
use store::{ConfirmedFile, FileToSend, Reader};

use super::files::why_files_stay;
use super::settling;
use crate::contract::{Failure, Outbox, OutboxEntry, OutboxFile, RefusedEntry, small};
use crate::core::Core;
use crate::error::DeskError;
use crate::review;

/// How many of a kind are told; the rest are counted.
const TOLD: usize = 100;
/// How many of the last receipts are looked at for those of this desk's files.
const RECEIPTS: usize = 40;

/// What waits, what was refused, and which files are under way.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn outbox(core: &Core) -> Result<Outbox, DeskError> {
    let line = core.syncing.line();
    core.ask(|reader| {
        let waiting = reader.outbox(TOLD)?;
        let refused = reader.refused()?;
        let files = reader.files_to_send(core.store.attachments(), TOLD)?;
        let receipts = reader.confirmed_files(core.store.attachments(), RECEIPTS)?;
        let waits = |file| out_file(reader, file, core.syncing.sent(&file.hash), None);
        let is_there = |it: &ConfirmedFile| out_file(reader, &it.file, it.file.size, Some(it.at));
        Ok(Outbox {
            entries: waiting
                .iter()
                .map(|offer| entry(reader, &offer.entry))
                .collect::<Result<_, DeskError>>()?,
            entries_in_all: small(reader.outbox_summary()?.count),
            refused: refused
                .iter()
                .map(|refused| {
                    Ok(RefusedEntry {
                        what: entry(reader, &refused.entry)?,
                        failure: Failure {
                            code: refused.refusal.code.clone(),
                            message: refused.refusal.message.clone(),
                            hint: refused.refusal.hint.clone(),
                        },
                        refused_at: refused.at,
                        can_write_again: settling::can_write_again(&refused.entry),
                    })
                })
                .collect::<Result<_, DeskError>>()?,
            files_in_all: small(files.count),
            files_stay: line.as_ref().and_then(|line| why_files_stay(line.info().role)),
            files: files.files.iter().map(waits).chain(receipts.iter().map(is_there)).collect(),
        })
    })
}

fn out_file(
    reader: &Reader,
    file: &FileToSend,
    sent: u64,
    confirmed_at: Option<DateTime<Utc>>,
) -> OutboxFile {
    OutboxFile {
        hash: file.hash.0.clone(),
        name: file.name.clone(),
        declaration: file.declaration.map(|id| id.0),
        lrn: lrn(reader, file.declaration),
        size: file.size,
        sent,
        confirmed_at,
    }
}

fn entry(reader: &Reader, entry: &Entry) -> Result<OutboxEntry, DeskError> {
    Ok(OutboxEntry {
        entry: entry.id.0,
        kind: entry.kind.clone(),
        subject: entry.event().ok().and_then(|event| review::subject_of(&event)),
        declaration: entry.subject.map(|id| id.0),
        lrn: lrn(reader, entry.subject),
        actor: entry.actor.clone(),
        at: entry.at,
    })
}

/// What people call it; `None` where it is not (or no longer) in the queue.
fn lrn(reader: &Reader, id: Option<journal::DeclarationId>) -> Option<String> {
    let row = reader.row(id?).ok()?;
    Some(row.lrn).filter(|lrn| !lrn.is_empty())
}
