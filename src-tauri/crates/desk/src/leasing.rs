//! Leases: a part of the queue that a desk checks out for some hours, so that the others look
//! elsewhere. A courtesy, not a lock: two that decide the same all the same end in a conflict.

mod book;

use std::sync::Arc;

use journal::{DeclarationId, Status};
use store::{QueueQuery, Reader, Sort};
use sync::lease::{MAX_HOURS, MAX_LEASED};
use sync::{Lease, LeaseRequest};

pub(crate) use book::{Book, keep};

use crate::contract::{LeaseAnswer, LeaseId, LeaseInfo, LeaseTaken, Leases, TakeLease};
use crate::core::Core;
use crate::error::DeskError;
use crate::queueing;

/// Who checked out what, as the hub last said..
///
/// # Errors
/// The store cannot be read.
pub(crate) fn leases(core: &Core) -> Result<Leases, DeskError> {
    let book = core.syncing.book();
    let now = core.syncing.hub_now(core.surroundings.now());
    let device = core.store.device();
    let mut running: Vec<&Lease> = book.running(now).collect();
    running.sort_by_key(|lease| (lease.device != device, lease.until));
    let told = core.ask(|reader| {
        running.iter().map(|lease| info(core, reader, lease)).collect::<Result<_, DeskError>>()
    })?;
    Ok(Leases { as_of: book.as_of, leases: told })
}

/// Checks out a part of the queue: the most urgent that wait for a decision and nobody else has.
///
/// # Errors
/// The line is down: who has what is the hub's to say. Or nothing is left to check out.
pub(crate) fn take(core: &Core, request: &TakeLease) -> Result<LeaseAnswer, DeskError> {
    let by = core.actor()?;
    let line = core.syncing.line_for("To check out a part of the queue")?;
    let minutes = request.minutes;
    if minutes == 0 || minutes > MAX_HOURS * 60 {
        return Err(DeskError::LeaseTooLong { hours: MAX_HOURS });
    }
    let subjects = subjects(core, request)?;
    if subjects.is_empty() {
        return Err(DeskError::NothingToLease);
    }
    let id = core.surroundings.new_id();
    let label = request.label.trim().to_owned();
    let granted = line.take_lease(&LeaseRequest { id, label, by, minutes, subjects })?;
    keep(core, line.leases()?)?;
    let lease = Some(granted.lease).filter(|lease| !lease.subjects.is_empty());
    let lease = match &lease {
        Some(lease) => Some(core.ask(|reader| info(core, reader, lease))?),
        None => None,
    };
    let taken = granted.taken.into_iter().map(|taken| LeaseTaken {
        by: taken.by,
        until: taken.until,
        count: taken.count,
    });
    Ok(LeaseAnswer { lease, taken: taken.collect() })
}

/// Gives a lease back before its time.
///
/// # Errors
/// The line is down, or the lease is another desk's.
pub(crate) fn give_back(core: &Core, request: &LeaseId) -> Result<Leases, DeskError> {
    let line = core.syncing.line_for("To give a lease back")?;
    line.return_lease(request.id)?;
    keep(core, line.leases()?)?;
    leases(core)
}

fn subjects(core: &Core, request: &TakeLease) -> Result<Vec<DeclarationId>, DeskError> {
    let most = request.count.map_or(MAX_LEASED, |count| MAX_LEASED.min(count as usize));
    if let Some(ids) = &request.ids {
        return Ok(ids.iter().take(most).map(|id| DeclarationId(*id)).collect());
    }
    let filter = request.filter.clone().unwrap_or_default();
    let mut filter = queueing::filter(core, &filter)?;
    if filter.statuses.is_empty() || filter.statuses.contains(&Status::Queued) {
        filter.statuses = vec![Status::Queued];
    } else {
        return Ok(Vec::new());
    }
    let book = core.syncing.book();
    let now = core.syncing.hub_now(core.surroundings.now());
    filter.not_among = Some(leased(book.running(now)));
    let query =
        QueueQuery { filter, sort: Sort::Lane, descending: false, offset: 0, limit: most as u64 };
    core.ask(|reader| Ok(reader.queue(&query)?.rows.iter().map(|row| row.id).collect()))
}

fn info(core: &Core, reader: &Reader, lease: &Lease) -> Result<LeaseInfo, DeskError> {
    let open = store::Filter {
        among: Some(leased(std::iter::once(lease))),
        ..store::Filter::status(Status::Queued)
    };
    Ok(LeaseInfo {
        id: lease.id,
        label: lease.label.clone(),
        by: lease.by.clone(),
        mine: lease.device == core.store.device(),
        since: lease.since,
        until: lease.until,
        count: u32::try_from(lease.subjects.len()).unwrap_or(u32::MAX),
        open: u32::try_from(reader.count(&open)?).unwrap_or(u32::MAX),
    })
}

/// The declarations of some leases, as the store's filter takes them.
pub(crate) fn leased<'a>(leases: impl Iterator<Item = &'a Lease>) -> Arc<[DeclarationId]> {
    leases.flat_map(|lease| lease.subjects.iter().copied()).collect()
}
