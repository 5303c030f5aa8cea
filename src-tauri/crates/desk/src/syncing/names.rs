//! What the office's other desks are called. The hub is asked when a desk has turned up of which it
//! was never asked, so that it costs nothing otherwise.

use sync::LinkError;

use super::changed;
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// What a hub says that does not know the question.
const UNKNOWN_QUESTION: &str = "no_such_address";

/// Asks the hub for names where one is missing. A hub of an earlier version tells none, and is not
/// asked again until the line was down.
///
/// # Errors
/// The line is down, or the store does not take it.
pub(super) fn learn(core: &Core, line: &dyn Line) -> Result<(), DeskError> {
    if core.syncing.live().tells_no_names || !core.ask(|reader| reader.has_unasked_desk())? {
        return Ok(());
    }
    let told = match line.desks() {
        Err(LinkError::Said { code, .. }) if code == UNKNOWN_QUESTION => {
            core.syncing.live().tells_no_names = true;
            return Ok(());
        }
        told => told?,
    };
    core.store.write(|writer| {
        writer.name_desks(&told)?;
        changed(writer)
    })
}
