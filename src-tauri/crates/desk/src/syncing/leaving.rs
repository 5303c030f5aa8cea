//! The office has shut this desk out: what it has not sent is left with the hub, which keeps it apart
//! until a supervisor looks at it.

use sync::{LinkError, Push};
use uuid::Uuid;

use super::pushing::fitting;
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// What a hub says to a desk that was shut out, whatever it asks.
const SHUT_OUT: &str = "device_revoked";
/// Entries of one request, and their bytes: a line that dies under it costs little.
const AT_ONCE: (usize, usize) = (500, 1 << 20);
/// More than a hub keeps of one desk.
const MOST: usize = 50_000;

/// Whether the office has shut this desk out.
pub(super) fn is_shut_out(error: &DeskError) -> bool {
    matches!(error, DeskError::Link(LinkError::Said { code, .. }) if code == SHUT_OUT)
}

/// Offers all that waits, once for each number of entries that wait. The hub says no every time, and
/// has it then; here it stays as it is.
///
/// # Errors
/// The line is down, or the store cannot be read.
pub(super) fn leave(core: &Core, line: &dyn Line) -> Result<(), DeskError> {
    let waiting = core.ask(|reader| reader.outbox_summary())?.count;
    if waiting == 0 || core.syncing.live().left == waiting {
        return Ok(());
    }
    let (mut offers, cursor) =
        core.ask(|reader| Ok::<_, DeskError>((reader.outbox(MOST)?, reader.cursor()?)))?;
    // By it the hub knows what of its order the authors had seen.
    let epoch = cursor.map_or(Uuid::nil(), |cursor| cursor.epoch);
    while !offers.is_empty() {
        let (entries, bytes) = AT_ONCE;
        let rest = offers.split_off(fitting(&offers, bytes).min(entries));
        let part = std::mem::replace(&mut offers, rest);
        let left = line.push(&Push { epoch, offers: part }).map_err(DeskError::from);
        if let Err(error) = left
            && !is_shut_out(&error)
        {
            return Err(error);
        }
    }
    core.syncing.live().left = waiting;
    Ok(())
}
