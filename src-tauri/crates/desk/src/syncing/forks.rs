//! Two different entries under one number of a desk: it was copied, or set up from a backup, and the
//! hub had the other's first.

use journal::DeviceId;
use store::StoreError;
use sync::engine::Event;

use super::changed;
use super::exchange::Exchanged;
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// From where on another wrote under this desk's name.
const FORK: &str = "forked_from";

/// What follows for this desk, whether its own name is used twice or another desk's.
///
/// # Errors
/// The store does not take it, or what stands in the way has its place: the hub contradicts itself.
pub(super) fn found(core: &Core, device: DeviceId, sequence: u64) -> Result<Event, DeskError> {
    if device == core.store.device() {
        // Kept first: should the desk be closed before it has taken its new name, it still knows from
        // where on another wrote under the old one.
        core.store.write(|writer| writer.set_setting(FORK, &sequence.to_string()))?;
        return Ok(Event::Forked);
    }
    let name = DeviceId(core.surroundings.new_id());
    let sealed_anew = core.store.write(|writer| {
        let sealed_anew = writer.make_way(device, sequence, name)?;
        changed(writer)?;
        Ok::<_, DeskError>(sealed_anew)
    })?;
    match sealed_anew {
        0 => Err(StoreError::Forked { device, sequence }.into()),
        _ => Ok(Event::PutRight),
    }
}

/// Takes another name at the hub, and numbers anew what was not sent.
///
/// # Errors
/// The line is down, or the hub gives no other name.
pub(super) fn renumber(
    core: &Core,
    line: &dyn Line,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    let wanted = DeviceId(core.surroundings.new_id());
    let enrolled = line.enrol_again(wanted)?;
    take_name(core, enrolled.device, done)?;
    Ok(Event::PutRight)
}

/// Takes the name that the hub gave, for everything from the fork on that the hub does not have.
///
/// # Errors
/// The store does not take it.
pub(super) fn take_name(
    core: &Core,
    device: DeviceId,
    done: &mut Exchanged,
) -> Result<(), DeskError> {
    core.store.write(|writer| {
        let kept = writer.setting(FORK)?;
        let from = kept.and_then(|from| from.parse().ok()).unwrap_or(1);
        writer.renumber(device, from)?;
        writer.set_setting(FORK, "")?;
        changed(writer)
    })?;
    done.renumbered += 1;
    Ok(())
}
