//! Staged files: what the user dropped, chose or pasted, until a command takes it.
//!
//! The screen never sees a path. It gets an id for each file, and names that id in its requests.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::error::DeskError;

/// The files that are staged now. Uploaded ones live in a folder of the desk and go with it.
pub(crate) struct Staging {
    folder: PathBuf,
    files: Mutex<HashMap<Uuid, StagedFile>>,
}

/// One staged file.
#[derive(Clone, Debug)]
pub(crate) struct StagedFile {
    /// The file's name, without folders; for the command line the path as it was given.
    pub name: String,
    /// Where its bytes are.
    pub path: PathBuf,
    /// Size in bytes, as announced.
    pub size: u64,
    /// Its bytes are the desk's own copy.
    uploaded: bool,
}

impl Staging {
    /// Makes a folder of this run's own below `uploads`, and clears what runs left there that ended
    /// before they could: everything that nobody has touched for a day.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub(crate) fn new(uploads: &Path, run: Uuid, now: DateTime<Utc>) -> Result<Self, DeskError> {
        let failed = |cause| DeskError::Io { what: "The folder for uploads".to_owned(), cause };
        let folder = uploads.join(run.to_string());
        std::fs::create_dir_all(&folder).map_err(failed)?;
        for left in std::fs::read_dir(uploads).map_err(failed)?.flatten() {
            let touched =
                left.metadata().and_then(|data| data.modified()).map(DateTime::<Utc>::from);
            if touched.is_ok_and(|touched| now - touched > TimeDelta::days(1)) {
                // What cannot be deleted now is tried again at the next start.
                let _ = std::fs::remove_dir_all(left.path());
            }
        }
        Ok(Self { folder, files: Mutex::default() })
    }

    /// The folder of this run, which goes when the desk is closed.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Announces a file whose bytes follow.
    ///
    /// # Errors
    /// The disk does not take a new file.
    pub(crate) fn begin(&self, id: Uuid, name: &str, size: u64) -> Result<(), DeskError> {
        let path = self.folder.join(id.to_string());
        File::create(&path).map_err(|cause| DeskError::Io { what: name.to_owned(), cause })?;
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
        self.lock().insert(id, StagedFile { name, path, size, uploaded: true });
        Ok(())
    }

    /// The next bytes of an announced file.
    ///
    /// # Errors
    /// The file was not announced, or the disk does not take the bytes.
    pub(crate) fn append(&self, id: Uuid, bytes: &[u8]) -> Result<(), DeskError> {
        let staged = self.get(id)?;
        if !staged.uploaded {
            return Err(DeskError::NotStaged);
        }
        let written =
            File::options().append(true).open(&staged.path).and_then(|mut f| f.write_all(bytes));
        written.map_err(|cause| DeskError::Io { what: staged.name, cause })
    }

    /// A file that the host may read in place.
    ///
    /// # Errors
    /// It is not there or is not a file.
    pub(crate) fn in_place(&self, id: Uuid, path: &Path) -> Result<(), DeskError> {
        let name = path.display().to_string();
        let metadata =
            std::fs::metadata(path).map_err(|cause| DeskError::Io { what: name.clone(), cause })?;
        let staged =
            StagedFile { name, path: path.to_owned(), size: metadata.len(), uploaded: false };
        self.lock().insert(id, staged);
        Ok(())
    }

    /// Looks a staged file up.
    ///
    /// # Errors
    /// It is not (or no longer) staged.
    pub(crate) fn get(&self, id: Uuid) -> Result<StagedFile, DeskError> {
        self.lock().get(&id).cloned().ok_or(DeskError::NotStaged)
    }

    /// Forgets a file once a command has taken it; uploaded bytes are deleted.
    pub(crate) fn forget(&self, id: Uuid) {
        if let Some(staged) = self.lock().remove(&id)
            && staged.uploaded
        {
            // A copy that cannot be deleted now goes with the folder when the desk is next opened.
            let _ = std::fs::remove_file(&staged.path);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, StagedFile>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_clears_what_a_crash_left_a_day_ago_and_nothing_newer() {
        let uploads = tempfile::tempdir().unwrap();
        let crashed = uploads.path().join("crashed");
        std::fs::create_dir(&crashed).unwrap();
        let written =
            DateTime::<Utc>::from(std::fs::metadata(&crashed).unwrap().modified().unwrap());
        let start =
            |number, now| Staging::new(uploads.path(), Uuid::from_u128(number), now).unwrap();
        start(1, written + TimeDelta::hours(23));
        assert!(crashed.exists(), "another program may still be at it");
        start(2, written + TimeDelta::hours(25));
        assert!(!crashed.exists());
    }
}
