//! Files on their way, part by part, so that nothing else waits long and nothing is sent twice.

use std::io::Read;

use journal::{AttachmentHash, Event as Happened};
use store::{AttachmentWriter, FileToSend};
use sync::engine::Event;
use sync::{Role, Sequenced};

use super::changed;
use super::exchange::Exchanged;
use crate::contract::{Failure, SyncActivityKind};
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// A larger file of others comes only when it is asked for.
const LARGEST_UNASKED: u64 = 20 * 1024 * 1024;

/// A file that is coming in.
pub(super) struct Incoming {
    hash: AttachmentHash,
    size: u64,
    writer: AttachmentWriter,
}

/// Sends the next part of the next file.
///
/// # Errors
/// The line is down, or the file cannot be read. Another file is next then.
pub(super) fn send_part(
    core: &Core,
    line: &dyn Line,
    bytes: usize,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    done.files_refused += newly_staying(core, line)?;
    if !line.info().role.may_send_files() {
        return Ok(Event::NothingWaits);
    }
    let Some(file) = next_to_send(core)? else { return Ok(Event::NothingWaits) };
    let sent = send(core, line, &file, bytes, done);
    core.syncing.set_stuck(sent.is_err().then(|| file.hash.clone()));
    sent
}

const STAYING: &str = "files_staying";

/// How many files stay here that did not when this was last asked: each is counted once, as an entry
/// is refused once.
fn newly_staying(core: &Core, line: &dyn Line) -> Result<u64, DeskError> {
    let (told, staying) = core.ask(|reader| {
        let told = reader.setting(STAYING)?.and_then(|count| count.parse().ok()).unwrap_or(0);
        let staying = match line.info().role.may_send_files() {
            true => 0,
            false => reader.files_to_send(core.store.attachments(), 0)?.count,
        };
        Ok::<(u64, u64), DeskError>((told, staying))
    })?;
    if staying != told {
        core.store.write(|writer| writer.set_setting(STAYING, &staying.to_string()))?;
    }
    Ok(staying.saturating_sub(told))
}

/// Why files of a desk stay on it; `None` where they may go to the hub.
pub(super) fn why_files_stay(role: Role) -> Option<Failure> {
    (!role.may_send_files()).then(|| Failure {
        code: "files_stay".to_owned(),
        message: "The hub takes no files from a desk of this role: they stay on this desk."
            .to_owned(),
        hint: "Nothing is lost. If the office shall have them, ask for a code of another role and \
               join again."
            .to_owned(),
    })
}

fn next_to_send(core: &Core) -> Result<Option<FileToSend>, DeskError> {
    let stuck = core.syncing.stuck();
    let waiting = core.ask(|reader| reader.files_to_send(core.store.attachments(), 2))?;
    let mut files = waiting.files;
    files.sort_by_key(|file| Some(&file.hash) == stuck.as_ref());
    Ok(files.into_iter().next())
}

fn send(
    core: &Core,
    line: &dyn Line,
    file: &FileToSend,
    bytes: usize,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    let hash = &file.hash;
    let mut held = line.file(hash)?;
    core.syncing.live().doing(SyncActivityKind::SendingFiles, held.held, file.size);
    if !held.confirmed {
        let read = |cause| DeskError::Io { what: format!("The file {hash}"), cause };
        let mut reader = core.store.attachments().reader(hash)?;
        std::io::copy(&mut reader.by_ref().take(held.held), &mut std::io::sink()).map_err(read)?;
        let mut part = Vec::new();
        reader.by_ref().take(bytes as u64).read_to_end(&mut part).map_err(read)?;
        held = line.send_file(hash, file.size, held.held, &part)?;
    }
    core.syncing.set_sent(hash, held.held);
    if held.confirmed {
        keep_receipt(core, hash)?;
        done.files_sent += 1;
    }
    let left = core.ask(|reader| reader.files_to_send(core.store.attachments(), 0))?;
    Ok(Event::SentFile { left: left.count > 0 })
}

/// Fetches the next part of the next file that is wanted.
///
/// # Errors
/// The line is down, or the disk does not take it.
pub(super) fn fetch_part(
    core: &Core,
    line: &dyn Line,
    bytes: usize,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    let Some(hash) = core.syncing.next_wanted() else { return Ok(Event::NothingWaits) };
    let incoming = match core.syncing.take_incoming().filter(|incoming| incoming.hash == hash) {
        Some(incoming) => Some(incoming),
        None => begin(core, line, &hash)?,
    };
    let Some(mut incoming) = incoming else {
        core.syncing.no_longer_wanted(&hash);
        return Ok(Event::FetchedFile { left: core.syncing.next_wanted().is_some() });
    };
    let (at, size) = (incoming.writer.size(), incoming.size);
    core.syncing.live().doing(SyncActivityKind::ReceivingFiles, at, size);
    let fetched = line.fetch_file(&hash, at, bytes as u64);
    if fetched.is_err() {
        core.syncing.want_later(&hash);
    }
    incoming.writer.append(&fetched?)?;
    if incoming.writer.size() < size {
        core.syncing.keep_incoming(incoming);
        return Ok(Event::FetchedFile { left: true });
    }
    core.syncing.no_longer_wanted(&hash);
    // Something else that came instead is named by no entry: the sweeps remove it.
    if incoming.writer.finish()? == hash {
        keep_receipt(core, &hash)?;
        done.files_fetched += 1;
    }
    Ok(Event::FetchedFile { left: core.syncing.next_wanted().is_some() })
}

/// The hub holds the whole file: it took it, or it has just given it.
pub(super) fn keep_receipt(core: &Core, hash: &AttachmentHash) -> Result<(), DeskError> {
    let now = core.surroundings.now();
    core.store.write(|writer| {
        writer.confirm_file(hash, now)?;
        changed(writer)
    })
}

/// Begins a file; `None` where it is here already or the hub does not have all of it yet.
fn begin(
    core: &Core,
    line: &dyn Line,
    hash: &AttachmentHash,
) -> Result<Option<Incoming>, DeskError> {
    if core.store.attachments().size(hash)?.is_some() {
        return Ok(None);
    }
    let held = line.file(hash)?;
    if !held.confirmed {
        return Ok(None);
    }
    let writer = core.store.attachments().writer()?;
    Ok(Some(Incoming { hash: hash.clone(), size: held.held, writer }))
}

/// Photos and documents of declarations that others work on are wanted here too.
pub(super) fn attached_in(entries: &[Sequenced]) -> Vec<AttachmentHash> {
    let attached = entries.iter().filter(|sequenced| sequenced.entry.kind == "attached");
    let files = attached.filter_map(|sequenced| match sequenced.entry.event() {
        Ok(Happened::Attached(attached)) if attached.size <= LARGEST_UNASKED => Some(attached.file),
        _ => None,
    });
    files.collect()
}
