//! The office's order on its way to the desk.

use chrono::{DateTime, Utc};
use journal::DeclarationId;
use store::{HubCursor, Prepared, Writer};
use sync::engine::Event;
use sync::{HubState, PullRequest, Sequenced, Subscription};
use uuid::Uuid;

use super::arriving::{Ahead, Arriving, Came, Heard, Part};
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
    let request = PullRequest {
        epoch: cursor.map_or(Uuid::nil(), |cursor| cursor.epoch),
        after,
        limit,
        subscription: wire(&wanted),
    };
    let Came { heard, page } = Came::next(core, line, &request)?;
    let epoch = heard.hub.epoch;
    // A hub that has begun another history since: its page does not belong to this cursor, and the
    // numbers that this desk got beyond it are to be taken back first.
    let other = cursor.filter(|cursor| cursor.epoch != epoch);
    match page {
        Arriving::Part(_) | Arriving::Resync { .. } if let Some(cursor) = other => {
            Ok(Event::MustRollBack { to: cursor.sequence, epoch })
        }
        Arriving::RollBack { to } => Ok(Event::MustRollBack { epoch, to }),
        Arriving::Resync { floor, subjects } => {
            core.syncing.resync(Some(Resync { floor, subjects, heard }));
            Ok(Event::MustFetchHistories)
        }
        Arriving::Part(part) => {
            let Some(after) = part.goes_on(&heard) else {
                return take(core, line, &heard, part, done);
            };
            core.syncing.live().doing(SyncActivityKind::Receiving, after, heard.hub.head);
            // The next part comes while this one is being written.
            let next = PullRequest { epoch, after, ..request };
            let (ahead, taken) = core
                .surroundings
                .both(|| Ahead::read(core, line, next), || take(core, line, &heard, part, done));
            core.syncing.keep_ahead(ahead);
            taken
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
    let Some(Resync { floor, mut subjects, heard }) = core.syncing.resyncing() else {
        return Ok(Event::NothingWaits);
    };
    let rest = subjects.split_off(subjects.len().min(most));
    let history = if subjects.is_empty() { Vec::new() } else { line.history(&subjects)? };
    let left = !rest.is_empty();
    let history = Prepared::of(history);
    let (have, new) = core.store.write(|writer| {
        let new = receive(writer, history)?;
        if !left {
            move_cursor(writer, &heard, floor)?;
        }
        Ok::<_, DeskError>((writer.cursor()?.map_or(0, |cursor| cursor.sequence), new))
    })?;
    done.pulled += new;
    core.syncing.resync(left.then_some(Resync { floor, subjects: rest, heard }));
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
        done.pulled += take_in(core, line.history(part)?)?;
    }
    Ok(())
}

/// Writes a part and moves the cursor, unless another program of this desk has moved it meanwhile.
fn take(
    core: &Core,
    line: &dyn Line,
    heard: &Heard,
    part: Part,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    catch_up(core, line, &part.passed, done)?;
    let files = files::attached_in(part.entries.entries());
    let (have, new) = core.store.write(|writer| {
        let have = writer.cursor()?.map_or(0, |cursor| cursor.sequence);
        if have != part.after {
            return Ok((have, 0));
        }
        let is_empty = part.entries.entries().is_empty();
        let new = if is_empty { 0 } else { receive(writer, part.entries)? };
        move_cursor(writer, heard, part.upto)?;
        backfill::after_revisions(writer, heard.hub.revisions, part.after == 0)?;
        Ok::<_, DeskError>((part.upto, new))
    })?;
    done.pulled += new;
    if have == part.upto {
        core.syncing.want(files);
    }
    Ok(Event::Pulled { epoch: heard.hub.epoch, have, head: heard.hub.head })
}

/// Takes in the histories of some declarations. Answers how many entries were not here before.
///
/// # Errors
/// The store does not take them.
pub(super) fn take_in(core: &Core, history: Vec<Sequenced>) -> Result<u64, DeskError> {
    let history = Prepared::of(history);
    core.store.write(|writer| receive(writer, history))
}

/// Takes in what came, for the screens to see. Answers how many entries were not here before.
pub(super) fn receive(writer: &mut Writer<'_>, entries: Prepared) -> Result<u64, DeskError> {
    let received = writer.receive(entries)?;
    changed(writer)?;
    Ok(received.new + received.refilled)
}

fn move_cursor(writer: &mut Writer<'_>, heard: &Heard, sequence: u64) -> Result<(), DeskError> {
    Ok(writer.set_cursor(HubCursor {
        epoch: heard.hub.epoch,
        sequence,
        head: heard.hub.head,
        hub_at: heard.hub.at,
        heard_at: heard.at,
    })?)
}

/// Notes how the hub is. Answers when that was.
pub(super) fn hear(core: &Core, hub: &HubState) -> DateTime<Utc> {
    let now = core.surroundings.now();
    core.syncing.live().heard(hub, now);
    now
}

/// The subscription as it is sent.
pub(super) fn wire(wanted: &SubscriptionInfo) -> Subscription {
    Subscription {
        statuses: wanted.statuses.iter().map(|status| (*status).into()).collect(),
        days: wanted.days,
    }
}
