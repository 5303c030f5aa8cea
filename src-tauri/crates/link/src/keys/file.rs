//! A key in a file of the desk's folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes beside, and moves into place: there is the whole key or none.
pub(super) fn write(folder: &Path, name: &str, secret: &str) -> io::Result<()> {
    let path = path(folder, name);
    let beside = path.with_extension("new");
    // What an interrupted write left behind may have other rights.
    if beside.exists() {
        fs::remove_file(&beside)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(secret.as_bytes())?;
    file.sync_all()?;
    fs::rename(beside, path)
}

pub(super) fn read(folder: &Path, name: &str) -> io::Result<String> {
    fs::read_to_string(path(folder, name))
}

pub(super) fn remove(folder: &Path, name: &str) -> io::Result<()> {
    fs::remove_file(path(folder, name))
}

fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("hub-key-{name}"))
}
