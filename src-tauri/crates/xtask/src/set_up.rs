//! What must be on the machine, and how it gets there.

mod packages;
mod tools;
mod ui;

use std::path::{Path, PathBuf};

use packages::Need;

use crate::Failed;

pub(crate) use tools::path_with_tools;
pub(crate) use ui::build as build_ui;

/// Makes sure of all that building and running the app needs, up to the built UI.
pub(crate) fn for_running(root: &Path) -> Result<(), Failed> {
    packages::install(root, &[Need::Build, Need::Run])?;
    ui::check_node(root)?;
    ui::install(root)?;
    ui::build_if_changed(root)
}

/// Makes sure of all that the tests need besides; the UI is built by a step of its own.
pub(crate) fn for_tests(root: &Path) -> Result<(), Failed> {
    packages::install(root, &[Need::Build, Need::Run, Need::Test])?;
    ui::check_node(root)?;
    tools::install(root)?;
    ui::install(root)
}

/// Makes sure of what trials and measurements with database servers need.
pub(crate) fn for_database_servers(root: &Path) -> Result<(), Failed> {
    packages::install(root, &[Need::Build, Need::Failover])
}

/// Where the fonts lie that documents are set in.
pub(crate) fn fonts(root: &Path) -> PathBuf {
    root.join("src-tauri/resources/fonts")
}
