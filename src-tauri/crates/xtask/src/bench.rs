//! Measurements of the release build, side by side with others in one run.

use std::path::Path;

use crate::process::Program;
use crate::{Failed, set_up};

/// Measures, and leaves a table and JSON in `target/bench`.
///
/// # Errors
/// Where something cannot be installed, built or started.
pub(crate) fn run(root: &Path) -> Result<(), Failed> {
    set_up::for_database_servers(root)?;
    Program::cargo(root)
        .args(["build", "--release", "--quiet", "--bin", "greenlane", "--bin", "rig"])
        .args(["--package", "cli", "--package", "rig"])
        .run()?;
    let folder = root.join("target/bench");
    Program::new(root.join("target/release/rig"), root)
        .args(["bench".as_ref(), "--out".as_ref(), folder.as_os_str()])
        .run()?;
    eprintln!("\nThe table and the JSON are in {}", folder.display());
    Ok(())
}
