//! The trials. Each sets something up, breaks it, and counts what is there in the end.

pub(crate) mod cable;
pub(crate) mod cluster;
pub(crate) mod failover;
pub(crate) mod full_disk;
pub(crate) mod hub_killed;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::Failed;

/// Gives a trial a folder for all that it writes, which other accounts may enter. It is gone after
/// a trial that went well, and kept with all logs after one that did not.
pub(crate) fn in_folder(trial: impl FnOnce(&Path) -> Result<(), Failed>) -> Result<(), Failed> {
    let told = |error| Failed::because("no folder for the trial", error);
    let folder = tempfile::Builder::new().prefix("greenlane-rig-").tempdir().map_err(told)?;
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).map_err(told)?;
    trial(folder.path()).map_err(|failed| {
        failed.hint(format!("Logs and stores are kept in {}", folder.keep().display()))
    })
}
