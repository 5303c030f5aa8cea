//! The office's order on its way to the desk.

use journal::DeclarationId;
use store::{HubCursor, Writer};
use sync::engine::Event;
use sync::{HubState, Page, PullRequest, Sequenced, Subscription};
use uuid::Uuid;

use super::exchange::Exchanged;
use super::{Resync, backfill, changed, files, is_partial, subscription};
use crate::contract::{SubscriptionInfo, SyncActivityKind};
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// Declarations whose history is asked for at once, outside of a resync.
pub(super) const HISTORIES: usize = 200;

/// Asks for what follows, and writes the page and the cursor in one transaction.
///
/// # Errors
/// The line is down, the hub says no, or the store does not take what came.
pub(super) fn pull(
    core: &Core,
    line: &dyn Line,
    limit: u32,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    let (cursor, wanted) =
        core.ask(|reader| Ok::<_, DeskError>((reader.cursor()?, subscription(reader)?)))?;
    let after = cursor.map_or(0, |cursor| cursor.sequence);
    let pulled = line.pull(&PullRequest {
        epoch: cursor.map_or(Uuid::nil(), |cursor| cursor.epoch),
        after,
        limit,
        subscription: wire(&wanted),
    })?;
    hear(core, &pulled.hub);
    // A hub that has begun another history since: its page does not belong to this cursor, and the
    // numbers that this desk got beyond it are to be taken back first.
    let other = cursor.filter(|cursor| cursor.epoch != pulled.hub.epoch);
    match pulled.page {
        Page::Entries { .. } | Page::Resync { .. } if let Some(cursor) = other => {
            Ok(Event::MustRollBack { to: cursor.sequence, epoch: pulled.hub.epoch })
        }
        Page::Entries { after, upto, entries, passed } => {
            if upto < pulled.hub.head {
                let head = pulled.hub.head;
                core.syncing.live().doing(SyncActivityKind::Receiving, upto, head);
            }
            catch_up(core, line, &passed, done)?;
            let (have, new) = core
                .store
                .write(|writer| take_page(core, writer, &pulled.hub, (after, upto), &entries))?;
            done.pulled += new;
            if have == upto {
                files::want_those_of(core, &entries);
            }
            Ok(Event::Pulled { epoch: pulled.hub.epoch, have, head: pulled.hub.head })
        }
        Page::RollBack { to } => Ok(Event::MustRollBack { epoch: pulled.hub.epoch, to }),
        Page::Resync { floor, subjects } => {
            core.syncing.resync(Some(Resync { floor, subjects, hub: pulled.hub }));
            Ok(Event::MustFetchHistories)
        }
    }
}

/// Takes back the places of everything after `to`, so that it is offered again.
///
/// # Errors
/// The store does not take it.
pub(super) fn roll_back(
    core: &Core,
    line: &dyn Line,
    epoch: Uuid,
    to: u64,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    let relays = line.info().role.may_relay();
    core.store.write(|writer| {
        writer.roll_back(to, relays)?;
        changed(writer)?;
        if is_partial(writer)? {
            // The hub is back where something may have been in the window that left it since.
            backfill::begin(writer)?;
        }
        // A desk that never heard of a hub has nothing to take back.
        let cursor = writer.cursor()?.map(|cursor| HubCursor { epoch, sequence: to, ..cursor });
        cursor.map_or(Ok(()), |cursor| Ok::<_, DeskError>(writer.set_cursor(cursor)?))
    })?;
    core.syncing.offer_all_again();
    done.rolled_back += 1;
    Ok(Event::PutRight)
}

/// Fetches the next of the declarations that a resync named. With the last of them the cursor moves.
///
/// # Errors
/// The line is down, or the store does not take what came.
pub(super) fn histories(
    core: &Core,
    line: &dyn Line,
    most: usize,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    let Some(Resync { floor, mut subjects, hub }) = core.syncing.resyncing() else {
        return Ok(Event::NothingWaits);
    };
    let rest = subjects.split_off(subjects.len().min(most));
    let history = if subjects.is_empty() { Vec::new() } else { line.history(&subjects)? };
    let left = !rest.is_empty();
    let (have, new) = core.store.write(|writer| {
        let new = receive(writer, &history)?;
        if !left {
            move_cursor(core, writer, &hub, floor)?;
        }
        Ok::<_, DeskError>((writer.cursor()?.map_or(0, |cursor| cursor.sequence), new))
    })?;
    done.pulled += new;
    core.syncing.resync(left.then_some(Resync { floor, subjects: rest, hub }));
    Ok(Event::FetchedHistories { left, have })
}

/// Brings up to date what a page passed over and what is here all the same: because the window was
/// wider once, because somebody fetched it, or because something about it is left to be done. It is
/// done before the cursor moves, so that nothing on this desk is ever older than the cursor says.
///
/// # Errors
/// The line is down, or the store does not take what came.
pub(super) fn catch_up(
    core: &Core,
    line: &dyn Line,
    passed: &[DeclarationId],
    done: &mut Exchanged,
) -> Result<(), DeskError> {
    for part in core.ask(|reader| reader.here(passed))?.chunks(HISTORIES) {
        let history = line.history(part)?;
        done.pulled += core.store.write(|writer| receive(writer, &history))?;
    }
    Ok(())
}

/// Writes a page and moves the cursor, unless another program of this desk has moved it meanwhile.
/// Answers where the cursor stands, and how many entries were not here before.
fn take_page(
    core: &Core,
    writer: &mut Writer<'_>,
    hub: &HubState,
    (after, upto): (u64, u64),
    entries: &[Sequenced],
) -> Result<(u64, u64), DeskError> {
    let have = writer.cursor()?.map_or(0, |cursor| cursor.sequence);
    if have != after {
        return Ok((have, 0));
    }
    let new = if entries.is_empty() { 0 } else { receive(writer, entries)? };
    move_cursor(core, writer, hub, upto)?;
    backfill::after_revisions(writer, hub.revisions, after == 0)?;
    Ok((upto, new))
}

/// Takes in what came, for the screens to see. Answers how many entries were not here before.
pub(super) fn receive(writer: &mut Writer<'_>, entries: &[Sequenced]) -> Result<u64, DeskError> {
    let received = writer.receive(entries)?;
    changed(writer)?;
    Ok(received.new + received.refilled)
}

fn move_cursor(
    core: &Core,
    writer: &mut Writer<'_>,
    hub: &HubState,
    sequence: u64,
) -> Result<(), DeskError> {
    Ok(writer.set_cursor(HubCursor {
        epoch: hub.epoch,
        sequence,
        head: hub.head,
        hub_at: hub.at,
        heard_at: core.surroundings.now(),
    })?)
}

/// Notes how the hub is.
pub(super) fn hear(core: &Core, hub: &HubState) {
    core.syncing.live().heard(hub, core.surroundings.now());
}

/// The subscription as it is sent.
pub(super) fn wire(wanted: &SubscriptionInfo) -> Subscription {
    Subscription {
        statuses: wanted.statuses.iter().map(|status| (*status).into()).collect(),
        days: wanted.days,
    }
}
