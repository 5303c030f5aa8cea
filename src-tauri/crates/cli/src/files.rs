//! Files and folders named on the command line.

use std::path::{Path, PathBuf};

use desk::contract::Failure;

/// Every file under the paths, folders in the order of their names.
///
/// # Errors
/// A path is not there or may not be read.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        collect(path, &mut found).map_err(|cause| failure(path, &cause))?;
    }
    Ok(found)
}

/// An input or output error with the path that it is about.
pub(crate) fn failure(path: &Path, cause: &std::io::Error) -> Failure {
    Failure {
        code: "io".to_owned(),
        message: format!("{}: {cause}.", path.display()),
        hint: "Check that it is there and may be read and written.".to_owned(),
    }
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !std::fs::metadata(path)?.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    inside.sort();
    inside.iter().filter(|path| !is_hidden(path)).try_for_each(|path| collect(path, found))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
