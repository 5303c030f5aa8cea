//! How the desk stands with its hub: from memory, and from questions that cost the store little.

use chrono::{DateTime, Utc};
use store::{FilesToSend, Reader, Writer};

use super::subscription;
use crate::contract::{HubInfo, SyncStatus, small};
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::LineInfo;

const COMPLETE: &str = "synced_at";

/// How the desk stands with its hub.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn status(core: &Core) -> Result<SyncStatus, DeskError> {
    let info = core.syncing.line().map(|line| line.info());
    let live = core.syncing.live().clone();
    let mut warnings: Vec<_> = core.syncing.broken.iter().cloned().collect();
    warnings.extend(info.as_ref().and_then(|info| info.warning.clone()));
    core.ask(|reader| {
        let outbox = reader.outbox_summary()?;
        let files = match info {
            Some(_) => reader.files_to_send(core.store.attachments(), 0)?,
            None => FilesToSend::default(),
        };
        let stay = info.as_ref().is_some_and(|info| !info.role.may_send_files());
        let cursor = reader.cursor()?;
        let have = cursor.map_or(0, |cursor| cursor.sequence);
        Ok(SyncStatus {
            connection: live.connection(),
            activity: live.activity.clone(),
            last_complete: live.last_complete,
            unsent: small(outbox.count),
            oldest_unsent: outbox.oldest,
            refused: small(reader.refused_count()?),
            conflicts: small(reader.conflict_count()?),
            files_waiting: if stay { 0 } else { small(files.count) },
            file_bytes_waiting: if stay { 0 } else { files.bytes },
            files_staying: if stay { small(files.count) } else { 0 },
            clock_offset_ms: live.offset.map(|offset| offset.num_milliseconds()),
            hub_head: small(live.head.max(have)),
            have_up_to: small(have),
            subscription: subscription(reader)?,
            evicted: small(reader.evicted_count()?),
            warnings,
            hub: info.map(hub),
        })
    })
}

/// When everything of both sides had last been exchanged, as it was kept.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn last_complete(reader: &Reader) -> Result<Option<DateTime<Utc>>, DeskError> {
    Ok(reader.setting(COMPLETE)?.and_then(|at| at.parse().ok()))
}

/// Keeps that everything of both sides has been exchanged.
///
/// # Errors
/// The store does not take it.
pub(crate) fn keep_complete(writer: &mut Writer<'_>, at: DateTime<Utc>) -> Result<(), DeskError> {
    Ok(writer.set_setting(COMPLETE, &at.to_rfc3339())?)
}

fn hub(info: LineInfo) -> HubInfo {
    let role = serde_json::to_value(info.role).ok();
    let role = role.and_then(|role| role.as_str().map(str::to_owned));
    HubInfo {
        url: info.url,
        office: info.office,
        role: role.unwrap_or_default(),
        desk_name: info.desk_name,
        since: info.since,
        key_place: info.key_place,
    }
}
