//! What a desk remembers of the hub that it joined: `hub.json` in its folder. Nothing in it is
//! secret.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use journal::DeviceId;
use serde::{Deserialize, Serialize};
use sync::{LinkError, Role};

use crate::failure::said;
use crate::keys::KeyKept;

const FILE: &str = "hub.json";

/// The hub that this desk joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Base address, for example `https://hub.office.example:7443/`.
    pub(crate) url: String,
    /// The office's name.
    pub(crate) office: String,
    /// The name under which this desk writes.
    pub(crate) device: DeviceId,
    /// What the others call this desk.
    pub(crate) desk_name: String,
    /// What it may do.
    pub(crate) role: Role,
    /// When it joined, by the hub's clock.
    pub(crate) since: DateTime<Utc>,
    /// The certificate of the authority that the hub goes by, as PEM.
    pub(crate) authority: String,
    /// Where the key is.
    pub(crate) key: KeyKept,
}

impl Kept {
    /// What the desk in this folder remembers; `None` where it joined no hub.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, LinkError> {
        let text = match fs::read_to_string(folder.join(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(folder, &error)),
        };
        serde_json::from_str(&text).map(Some).map_err(|error| unreadable(folder, &error))
    }

    /// Writes beside, and moves into place.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), LinkError> {
        self.replace(folder).map_err(|error| {
            let message = format!("{FILE} in {} cannot be written: {error}.", folder.display());
            said("hub_not_kept", message, "Check that the folder can be written to, and try again.")
        })
    }

    fn replace(&self, folder: &Path) -> io::Result<()> {
        let beside = folder.join("hub.json.new");
        let mut file = File::create(&beside)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(beside, folder.join(FILE))
    }
}

fn unreadable(folder: &Path, error: &dyn std::fmt::Display) -> LinkError {
    let message = format!("{FILE} in {} cannot be read: {error}.", folder.display());
    said(
        "hub_unreadable",
        message,
        "Enrol this desk again with a new code; nothing unsent is lost.",
    )
}
