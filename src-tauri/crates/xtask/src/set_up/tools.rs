//! Cargo's own tools that the tests use, kept in `target/tools` where the machine has none.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::Failed;
use crate::process::{Program, find};

/// A program that Cargo installs.
struct Tool {
    /// Its name, and that of its crate.
    name: &'static str,
    version: &'static str,
}

/// Runs the Rust tests.
const NEXTEST: Tool = Tool { name: "cargo-nextest", version: "^0.9" };
/// Drives the real window. The newest uploads are alphas of 3.0, hence the version.
const TAURI_DRIVER: Tool = Tool { name: "tauri-driver", version: "^2" };

/// Installs the tools that are missing.
pub(super) fn install(root: &Path) -> Result<(), Failed> {
    for tool in [NEXTEST, TAURI_DRIVER] {
        if find(tool.name).is_some() || folder(root).join("bin").join(tool.name).is_file() {
            continue;
        }
        eprintln!("Installing {} into target/tools", tool.name);
        Program::cargo(root)
            .args(["install", "--locked", tool.name, "--version", tool.version, "--root"])
            .args([folder(root)])
            .run()?;
    }
    Ok(())
}

/// The search path with the tools' folder before all others.
pub(crate) fn path_with_tools(root: &Path) -> Result<OsString, Failed> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder(root).join("bin")).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).map_err(|error| Failed::because("PATH cannot be extended", error))
}

fn folder(root: &Path) -> PathBuf {
    root.join("target/tools")
}
