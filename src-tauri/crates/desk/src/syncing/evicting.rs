//! What leaves this desk's window is on the hub only from then on; it comes back when it is asked for.

use chrono::TimeDelta;
use journal::{DeclarationId, Status};
use store::{Filter, HubCursor, QueueQuery, Reader, Sort};
use sync::Subscription;

use super::exchange::Exchanged;
use super::pulling::{HISTORIES, receive, wire};
use super::{changed, subscription};
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// Declarations of one transaction.
const BATCH: u64 = 500;

/// What may leave a window.
const SETTLED: [Status; 4] =
    [Status::Refused, Status::Released, Status::NotReleased, Status::Invalidated];

/// Up to where what stays has been brought up to date.
const KEPT_UP: &str = "kept_up_to";

/// Lets go of the next settled declarations that the subscription does not name. Answers whether any
/// went.
///
/// # Errors
/// The store does not take it.
pub(crate) fn evict(core: &Core, done: &mut Exchanged) -> Result<bool, DeskError> {
    let wanted = core.ask(subscription)?;
    let wanted = wire(&wanted);
    if wanted == Subscription::default() {
        return Ok(false);
    }
    let now = core.surroundings.now();
    let today = core.today();
    for status in SETTLED {
        let queued_before = match wanted.days {
            _ if !wanted.statuses.is_empty() && !wanted.statuses.contains(&status) => None,
            // A day more than the window, because the day that counts is the desk's own.
            Some(days) => Some(now - TimeDelta::days(i64::from(days.saturating_sub(1)))),
            None => continue,
        };
        let gone = batch(core, status, queued_before, |queued_at| {
            let queued_on = core.surroundings.local(queued_at).date_naive();
            wanted.may_evict(status, queued_on, today)
        })?;
        if gone > 0 {
            done.evicted += gone;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Brings up to date what the window does not name any more and what stays all the same, because
/// something about it is left to be chosen, sent or dealt with here: the hub takes it for gone, and
/// tells nothing of it by itself.
///
/// # Errors
/// The line is down, or the store does not take what came.
pub(super) fn keep_up(core: &Core, line: &dyn Line, done: &mut Exchanged) -> Result<(), DeskError> {
    if wire(&core.ask(subscription)?) == Subscription::default() {
        return Ok(());
    }
    let (cursor, before) =
        core.ask(|reader| Ok::<_, DeskError>((reader.cursor()?, reader.setting(KEPT_UP)?)))?;
    let Some(HubCursor { epoch, sequence, .. }) = cursor else { return Ok(()) };
    let now = format!("{epoch} {sequence}");
    if before.as_ref() == Some(&now) {
        return Ok(());
    }
    for part in core.ask(staying)?.chunks(HISTORIES) {
        let history = line.history(part)?;
        done.pulled += core.store.write(|writer| receive(writer, &history))?;
    }
    core.store.write(|writer| Ok::<_, DeskError>(writer.set_setting(KEPT_UP, &now)?))
}

/// What is settled and cannot leave yet.
fn staying(reader: &Reader) -> Result<Vec<DeclarationId>, DeskError> {
    let settled = || Filter { statuses: SETTLED.to_vec(), ..Filter::default() };
    let mut staying = Vec::new();
    for filter in
        [Filter { in_conflict: true, ..settled() }, Filter { unsent_only: true, ..settled() }]
    {
        let query = QueueQuery { filter, sort: Sort::Queued, limit: BATCH, ..Default::default() };
        staying.extend(reader.queue(&query)?.rows.into_iter().map(|row| row.id));
    }
    staying.extend(reader.refused()?.into_iter().filter_map(|refused| refused.entry.subject));
    staying.sort_unstable();
    staying.dedup();
    Ok(staying)
}

fn batch(
    core: &Core,
    status: Status,
    queued_before: Option<chrono::DateTime<chrono::Utc>>,
    may_go: impl Fn(chrono::DateTime<chrono::Utc>) -> bool,
) -> Result<u64, DeskError> {
    let query = QueueQuery {
        filter: Filter { queued_before, ..Filter::status(status) },
        sort: Sort::Queued,
        descending: false,
        offset: 0,
        limit: BATCH,
    };
    core.store.write(|writer| {
        let rows = writer.queue(&query)?.rows;
        let going: Vec<DeclarationId> = rows
            .iter()
            .filter(|row| !row.unsent && row.conflicts == 0 && may_go(row.queued_at))
            .map(|row| row.id)
            .collect();
        let gone = writer.evict(&going)?.len() as u64;
        if gone > 0 {
            changed(writer)?;
        }
        Ok(gone)
    })
}
