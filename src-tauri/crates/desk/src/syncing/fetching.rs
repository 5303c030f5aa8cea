//! Bringing things back from the hub: declarations that are not here, and files.

use std::io::Write;

use journal::{AttachmentHash, DeclarationId};
use store::{AttachmentReader, StoreError};

use super::files::keep_receipt;
use super::pulling::take_in;
use crate::contract::{FetchRequest, Fetched, SyncActivityKind};
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// Bytes asked for at once.
const STRIDE: u64 = 1024 * 1024;

/// Brings declarations back by their number: those that left this desk's window, and those that were
/// never in it.
///
/// # Errors
/// The line is down, or nobody knows the number.
pub(crate) fn fetch(core: &Core, request: &FetchRequest) -> Result<Fetched, DeskError> {
    let number = request.number.trim();
    let line = core.syncing.line_for("To bring a declaration back")?;
    let mut wanted: Vec<DeclarationId> = core.ask(|reader| {
        let evicted = reader.find_evicted(number)?;
        Ok::<_, DeskError>(evicted.into_iter().map(|row| row.id).collect())
    })?;
    if let Ok(id) = number.parse() {
        wanted.push(id);
    }
    wanted.extend(line.find(number)?);
    wanted.sort_unstable();
    wanted.dedup();
    let history = line.history(&wanted)?;
    let mut came: Vec<DeclarationId> =
        history.iter().filter_map(|sequenced| sequenced.entry.subject).collect();
    came.sort_unstable();
    came.dedup();
    if came.is_empty() {
        return Err(DeskError::UnknownToHub(number.to_owned()));
    }
    take_in(core, history)?;
    Ok(Fetched { declarations: came.into_iter().map(|id| id.0).collect() })
}

/// A file by its hash; one that is not here comes from the hub where the line is up.
///
/// # Errors
/// There is no such file here, and the hub cannot be asked or does not have it either.
pub(crate) fn file(core: &Core, hash: &AttachmentHash) -> Result<AttachmentReader, DeskError> {
    let attachments = core.store.attachments();
    if let Ok(reader) = attachments.reader(hash) {
        return Ok(reader);
    }
    if core.syncing.line().is_none() {
        return Err(DeskError::UnknownBlob(hash.0.clone()));
    }
    let line = core.syncing.line_for("To fetch a file that another desk attached")?;
    fetch_file(core, &*line, hash)?;
    Ok(attachments.reader(hash)?)
}

/// Fetches a file whole and keeps it, if it is the one that was asked for.
///
/// # Errors
/// The line is down, the hub does not have it, or the disk does not take it.
pub(crate) fn fetch_file(
    core: &Core,
    line: &dyn Line,
    hash: &AttachmentHash,
) -> Result<(), DeskError> {
    let mut writer = core.store.attachments().writer()?;
    let size = line.file(hash)?.held;
    let failed = |cause| DeskError::Io { what: format!("The file {hash}"), cause };
    while writer.size() < size {
        core.syncing.live().doing(SyncActivityKind::ReceivingFiles, writer.size(), size);
        let part = line.fetch_file(hash, writer.size(), STRIDE)?;
        if part.is_empty() {
            return Err(DeskError::UnknownBlob(hash.0.clone()));
        }
        writer.write_all(&part).map_err(failed)?;
    }
    core.syncing.live().activity = None;
    let came = writer.finish()?;
    // Something else that came instead is named by no entry: the next sweeps remove it.
    if came == *hash {
        keep_receipt(core, hash)
    } else {
        Err(StoreError::OtherContent { hash: hash.0.clone() }.into())
    }
}
