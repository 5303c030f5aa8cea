//! What leaves this desk's window is on the hub only from then on; it comes back when it is asked for.

use chrono::TimeDelta;
use journal::{DeclarationId, Status};
use store::{Filter, QueueQuery, Sort};
use sync::Subscription;

use super::exchange::Exchanged;
use super::pulling::wire;
use super::{changed, subscription};
use crate::core::Core;
use crate::error::DeskError;

/// Declarations of one transaction.
const BATCH: u64 = 500;

/// What may leave a window.
const SETTLED: [Status; 4] =
    [Status::Refused, Status::Released, Status::NotReleased, Status::Invalidated];

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
