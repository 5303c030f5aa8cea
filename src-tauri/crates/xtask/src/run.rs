//! Installs what is missing, builds the app and opens it on a sample desk.

mod command_line;
mod greenlane;

use std::path::{Path, PathBuf};

use crate::process::Program;
use crate::{Failed, set_up};

/// What `run` takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Makes the sample desk anew, dropping what was done on it.
    #[arg(long)]
    fresh: bool,
    /// Opens no window, even where there is a display.
    #[arg(long)]
    no_window: bool,
}

/// Opens the app on the sample desk, or does the same job through the command line.
///
/// # Errors
/// Where something cannot be installed, built or imported.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), Failed> {
    set_up::for_running(root)?;
    Program::cargo(root)
        .args(["build", "--bin", "greenlane", "--bin", "greenlane-desktop"])
        .args(["--package", "cli", "--package", "greenlane-desktop"])
        .run()?;
    let desk = sample_desk(root, options.fresh)?;
    if options.no_window {
        return command_line::work(root, &desk);
    }
    if !has_display() {
        eprintln!("\nThere is no display here: doing the same job through the command line.\n");
        return command_line::work(root, &desk);
    }
    eprintln!("\nOpening Greenlane on the sample desk in {}", desk.display());
    let window = Program::new(root.join("target/debug/greenlane-desktop"), root);
    let Err(failed) = window.args(["--store".as_ref(), desk.as_os_str()]).run() else {
        return Ok(());
    };
    eprintln!(
        "\nThe window did not open ({failed}): doing the same job through the command line.\n"
    );
    command_line::work(root, &desk)
}

/// Imports `fixtures/` into `target/sample-desk`, unless that was done before.
fn sample_desk(root: &Path, fresh: bool) -> Result<PathBuf, Failed> {
    let desk = root.join("target/sample-desk");
    if fresh && desk.exists() {
        let told = |error| Failed::because("the sample desk cannot be removed", error);
        std::fs::remove_dir_all(&desk).map_err(told)?;
    }
    if !desk.exists() {
        greenlane::import(root, &desk)?;
    }
    Ok(desk)
}

/// Whether there is anything to open a window on.
fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}
