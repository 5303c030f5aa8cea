//! Where releases lie: a folder of readable files beside the store, with an index.
//!
//! `shelf.json` says which releases there are, in which order they came, who took them and when. Each
//! is a file named after layer and number. `used` holds the rules that any verdict of this desk was
//! reached by, each under its hash, so that it can be reached again years later.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use customs::Packs;
use customs::pack::{Release, hash_of};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::error::PacksError;

/// The folder.
#[derive(Clone, Debug)]
pub(super) struct Folder(PathBuf);

/// What the folder holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Index {
    pub releases: Vec<TakenRelease>,
    #[serde(default)]
    pub back_to: Option<NaiveDate>,
    #[serde(default)]
    pub publishers: Vec<TrustedPublisher>,
}

/// A release that somebody took.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TakenRelease {
    pub layer: String,
    pub sequence: u32,
    /// SHA-256 of the file.
    pub hash: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A publisher that somebody trusted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TrustedPublisher {
    pub name: String,
    pub key: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What tells one state of the index from another without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp(Option<(std::time::SystemTime, u64)>);

impl Folder {
    /// The folder of a desk's rules below the desk's own.
    pub(super) fn of(desk: &Path) -> Self {
        Self(desk.join("packs"))
    }

    /// The index; an empty one where nothing was taken yet.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub(super) fn index(&self) -> Result<Index, PacksError> {
        let path = self.0.join("shelf.json");
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|_| PacksError::Altered { file: path.display().to_string() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Index::default()),
            Err(cause) => Err(self.not_kept(cause)),
        }
    }

    /// Whether the index is another than when this was asked before.
    pub(super) fn stamp(&self) -> Stamp {
        let data = fs::metadata(self.0.join("shelf.json"));
        Stamp(data.ok().and_then(|data| Some((data.modified().ok()?, data.len()))))
    }

    /// Keeps the index. It is on disk when this answers.
    ///
    /// # Errors
    /// The disk does not take it; what was there is as it was.
    pub(super) fn keep_index(&self, index: &Index) -> Result<(), PacksError> {
        let text = serde_json::to_vec_pretty(index).expect("an index has string keys");
        self.keep(&self.0, "shelf.json", &text)
    }

    /// The text of a release, as it was when it was taken.
    ///
    /// # Errors
    /// It is not there, or was altered.
    pub(super) fn release(&self, taken: &TakenRelease) -> Result<String, PacksError> {
        let path = self.0.join(file_name(&taken.layer, taken.sequence));
        let text = fs::read_to_string(&path).map_err(|cause| self.not_kept(cause))?;
        if hash_of(&[&text]) == taken.hash {
            Ok(text)
        } else {
            Err(PacksError::Altered { file: path.display().to_string() })
        }
    }

    /// Keeps the text of a release.
    ///
    /// # Errors
    /// The disk does not take it.
    pub(super) fn keep_release(&self, release: &Release) -> Result<(), PacksError> {
        let name = file_name(release.layer(), release.sequence());
        self.keep(&self.0, &name, release.text().as_bytes())
    }

    /// Keeps texts under the hash of the packs that they make, once.
    ///
    /// # Errors
    /// The disk does not take them.
    pub(super) fn keep_used(&self, hash: &str, texts: &[&str]) -> Result<(), PacksError> {
        let folder = self.0.join("used");
        let name = format!("{hash}.json");
        if folder.join(&name).exists() {
            return Ok(());
        }
        let bytes = serde_json::to_vec(texts).expect("texts are JSON");
        self.keep(&folder, &name, &bytes)
    }

    /// The packs of a hash; `None` where this desk never used them, or their file was altered.
    pub(super) fn used(&self, hash: &str) -> Option<Packs> {
        if !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let bytes = fs::read(self.0.join("used").join(format!("{hash}.json"))).ok()?;
        let texts: Vec<String> = serde_json::from_slice(&bytes).ok()?;
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        // The packs of an older program may ask for checks that this one does not have any more.
        (hash_of(&texts) == hash).then(|| Packs::layer(&texts).ok()).flatten()
    }

    fn keep(&self, folder: &Path, name: &str, bytes: &[u8]) -> Result<(), PacksError> {
        let kept = || {
            fs::create_dir_all(folder)?;
            let mut file = NamedTempFile::new_in(folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(folder.join(name))?;
            // The name is on disk once its folder is. Where folders cannot be synced, that is theirs.
            let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
            Ok(())
        };
        kept().map_err(|cause| self.not_kept(cause))
    }

    fn not_kept(&self, cause: io::Error) -> PacksError {
        PacksError::NotKept { place: self.0.display().to_string(), cause }
    }
}

fn file_name(layer: &str, sequence: u32) -> String {
    format!("{layer}-{sequence}.toml")
}
