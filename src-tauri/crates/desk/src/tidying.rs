//! Clearing files that no entry names: a crash between a file and its entry leaves such orphans.

use chrono::{DateTime, TimeDelta, Utc};

use crate::core::Core;
use crate::error::DeskError;

const SETTING: &str = "swept_at";

/// Sweeps once a day. The store removes a file at the second sweep that finds it unnamed, so that a
/// day lies between a file and its removal: longer than any import takes, in whatever program.
///
/// # Errors
/// The store cannot be read or written.
pub(crate) fn tidy(core: &Core) -> Result<(), DeskError> {
    let now = core.surroundings.now();
    let last = core.ask(|reader| reader.setting(SETTING))?;
    let last = last.and_then(|at| at.parse::<DateTime<Utc>>().ok());
    if last.is_some_and(|last| now - last < TimeDelta::days(1)) {
        return Ok(());
    }
    core.store.sweep_orphans()?;
    core.store.write(|writer| Ok(writer.set_setting(SETTING, &now.to_rfc3339())?))
}
