//! The queue: pages, neighbours, views.

mod translate;
mod views;

use std::sync::Arc;
use std::time::Instant;

use journal::DeclarationId;
use store::QueueQuery;

use crate::contract::{self, NextAnswer, NextRequest, QueuePage, QueueRequest, QueueRow, small};
use crate::core::Core;
use crate::error::DeskError;
use crate::leasing::leased;
use crate::lenses;
use crate::packs;

pub(crate) use translate::sort;
pub(crate) use views::{remove_view, save_view, views};

/// More rows than any screen shows.
const PAGE: u32 = 500;

/// A page of the queue.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn queue(core: &Core, request: &QueueRequest) -> Result<QueuePage, DeskError> {
    let begun = Instant::now();
    let query = QueueQuery {
        filter: filter(core, &request.filter)?,
        sort: translate::sort(request.sort.field),
        descending: request.sort.descending,
        offset: u64::from(request.offset),
        limit: u64::from(request.limit.min(PAGE)),
    };
    core.ask(|reader| {
        let page = reader.queue(&query)?;
        let of = reader.counts()?.iter().map(|each| each.count).sum();
        Ok(QueuePage {
            rows: page.rows.iter().map(|each| row(core, each)).collect(),
            total: small(page.total),
            of: small(of),
            took_us: u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX),
        })
    })
}

/// The declaration after (or before) one in a filter and order.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn next(core: &Core, request: &NextRequest) -> Result<NextAnswer, DeskError> {
    let filter = filter(core, &request.filter)?;
    let sort = translate::sort(request.sort.field);
    let descending = request.sort.descending != request.backwards;
    core.ask(|reader| {
        let id = match request.from {
            Some(from) => reader.next_after(DeclarationId(from), &filter, sort, descending)?,
            None => {
                let query =
                    QueueQuery { filter: filter.clone(), sort, descending, offset: 0, limit: 1 };
                reader.queue(&query)?.rows.first().map(|row| row.id)
            }
        };
        let position = match id {
            Some(id) => reader.position_of(id, &filter, sort, request.sort.descending)?,
            None => None,
        };
        Ok(NextAnswer { id: id.map(|id| id.0), position: position.map(small) })
    })
}

/// A row as the screen shows it, with who has it checked out.
pub(crate) fn row(core: &Core, row: &store::QueueRow) -> QueueRow {
    let now = core.syncing.hub_now(core.surroundings.now());
    let mut told = translate::row(row);
    told.lease = core.syncing.book().of(row.id, now, core.store.device());
    // Without a hub there is nowhere to send it to.
    told.unsent = row.unsent && core.syncing.line().is_some();
    told
}

/// A filter as the store takes it.
///
/// # Errors
/// It names a group of a lens, and the file of the lenses cannot be read.
pub(crate) fn filter(core: &Core, filter: &contract::Filter) -> Result<store::Filter, DeskError> {
    let now = core.surroundings.now();
    let mut asked = translate::filter(filter, now);
    if let Some(here) = filter.leased_here {
        let book = core.syncing.book();
        let device = core.store.device();
        let running = book.running(core.syncing.hub_now(now));
        let leased = leased(running.filter(|lease| (lease.device == device) == here));
        *(if here { &mut asked.among } else { &mut asked.not_among }) = Some(leased);
    }
    for among in [opened(core, filter)?, changed(core, filter)].into_iter().flatten() {
        asked.among = Some(match asked.among {
            Some(others) => among.iter().filter(|id| others.contains(id)).copied().collect(),
            None => among,
        });
    }
    Ok(asked)
}

/// The declarations of the group of a lens that a filter names.
fn opened(
    core: &Core,
    filter: &contract::Filter,
) -> Result<Option<Arc<[DeclarationId]>>, DeskError> {
    filter.lens.as_ref().map(|opened| lenses::members(core, opened)).transpose()
}

/// The declarations in which the run that a filter names found a change.
fn changed(core: &Core, filter: &contract::Filter) -> Option<Arc<[DeclarationId]>> {
    filter.changed_by.map(|run| packs::changed_by(core, run))
}
