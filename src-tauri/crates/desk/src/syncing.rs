//! The desk and its hub.

use crate::contract::{Connection, ConnectionState, SubscriptionInfo, SyncStatus};
use crate::core::Core;
use crate::error::DeskError;

/// How the desk stands with its hub.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn status(core: &Core) -> Result<SyncStatus, DeskError> {
    let device = core.store.device();
    let (unsent, _) = core.ask(|reader| reader.head(device))?;
    Ok(SyncStatus {
        hub: None,
        connection: Connection {
            state: ConnectionState::Alone,
            since: None,
            failure: None,
            next_try: None,
        },
        activity: None,
        last_complete: None,
        unsent: u32::try_from(unsent).unwrap_or(u32::MAX),
        oldest_unsent: None,
        refused: 0,
        conflicts: 0,
        files_waiting: 0,
        file_bytes_waiting: 0,
        clock_offset_ms: None,
        hub_head: 0,
        have_up_to: 0,
        subscription: SubscriptionInfo::default(),
        evicted: 0,
        warnings: Vec::new(),
    })
}
