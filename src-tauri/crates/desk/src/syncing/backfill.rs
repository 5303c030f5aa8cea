//! Filling a window that was made wider: what lies before the cursor was left out until now. The
//! cursor itself stays, because it says what the authors at this desk knew.

use store::{Reader, Writer};
use sync::PullRequest;

use super::arriving::{Arriving, Came};
use super::exchange::Exchanged;
use super::pulling::{HISTORIES, catch_up, receive, take_in, wire};
use super::{is_partial, subscription};
use crate::contract::SyncActivityKind;
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

const SETTING: &str = "backfill_from";
const REVISIONS: &str = "hub_revisions";

/// Entries of one part.
const PAGE: u32 = 2_000;

/// Begins from the start of the office's order.
///
/// # Errors
/// The store does not take it.
pub(crate) fn begin(writer: &mut Writer<'_>) -> Result<(), DeskError> {
    keep(writer, Some(0))
}

/// Begins anew where the hub has found since that declarations stand otherwise than it had told: what
/// it takes this desk to have is then not what it gave. `first`: nothing was told before.
///
/// # Errors
/// The store does not take it.
pub(super) fn after_revisions(
    writer: &mut Writer<'_>,
    revisions: u64,
    first: bool,
) -> Result<(), DeskError> {
    let (now, before) = (revisions.to_string(), writer.setting(REVISIONS)?);
    if before.as_deref().unwrap_or("0") == now {
        return Ok(());
    }
    writer.set_setting(REVISIONS, &now)?;
    if !first && is_partial(writer)? { begin(writer) } else { Ok(()) }
}

/// Fetches the next part, if a window is being filled. Answers whether one is.
///
/// # Errors
/// The line is down, or the store does not take what came.
pub(crate) fn fill(core: &Core, line: &dyn Line, done: &mut Exchanged) -> Result<bool, DeskError> {
    let Some(after) = core.ask(from)? else { return Ok(false) };
    let cursor = core.ask(|reader| reader.cursor())?;
    let Some(cursor) = cursor.filter(|cursor| after < cursor.sequence) else {
        core.store.write(|writer| keep(writer, None))?;
        return Ok(false);
    };
    let wanted = core.ask(subscription)?;
    let request =
        PullRequest { epoch: cursor.epoch, after, limit: PAGE, subscription: wire(&wanted) };
    let came = Came::ask(core, line, &request)?;
    core.syncing.live().doing(SyncActivityKind::Receiving, after, cursor.sequence);
    match came.page {
        Arriving::Part(part) => {
            catch_up(core, line, &part.passed, done)?;
            done.pulled += core.store.write(|writer| {
                let new = receive(writer, part.entries)?;
                keep(writer, Some(part.upto))?;
                Ok::<_, DeskError>(new)
            })?;
        }
        // The ordinary pull deals with it at the next step; the window is filled anew after that.
        Arriving::RollBack { .. } => core.store.write(begin)?,
        Arriving::Resync { floor, subjects } => {
            for part in subjects.chunks(HISTORIES) {
                done.pulled += take_in(core, line.history(part)?)?;
            }
            core.store.write(|writer| keep(writer, Some(floor)))?;
        }
    }
    Ok(true)
}

fn from(reader: &Reader) -> Result<Option<u64>, DeskError> {
    Ok(reader.setting(SETTING)?.and_then(|at| at.parse().ok()))
}

fn keep(writer: &mut Writer<'_>, at: Option<u64>) -> Result<(), DeskError> {
    let text = at.map(|at| at.to_string()).unwrap_or_default();
    Ok(writer.set_setting(SETTING, &text)?)
}
