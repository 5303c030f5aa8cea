//! The queue: pages, neighbours, views.

mod translate;
mod views;

use std::time::Instant;

use journal::DeclarationId;
use store::QueueQuery;

use crate::contract::{NextAnswer, NextRequest, QueuePage, QueueRequest};
use crate::core::Core;
use crate::error::DeskError;

pub(crate) use translate::row;
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
        filter: translate::filter(&request.filter, core.surroundings.now()),
        sort: translate::sort(request.sort.field),
        descending: request.sort.descending,
        offset: u64::from(request.offset),
        limit: u64::from(request.limit.min(PAGE)),
    };
    core.ask(|reader| {
        let page = reader.queue(&query)?;
        let of = reader.counts()?.iter().map(|each| each.count).sum();
        Ok(QueuePage {
            rows: page.rows.iter().map(row).collect(),
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
    let filter = translate::filter(&request.filter, core.surroundings.now());
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

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
