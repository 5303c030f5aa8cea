//! Whose desk something was written at.

use std::collections::HashMap;

use journal::DeviceId;
use store::{Reader, StoreError};

/// This desk under all its names, and what the others are called.
pub(super) struct Desks {
    own: Vec<DeviceId>,
    names: HashMap<DeviceId, String>,
}

impl Desks {
    /// # Errors
    /// The store cannot be read.
    pub(super) fn read(reader: &Reader) -> Result<Self, StoreError> {
        Ok(Self { own: reader.own_devices()?, names: reader.desk_names()? })
    }

    /// Whether it was this desk, under whichever name.
    pub(super) fn is_own(&self, device: DeviceId) -> bool {
        self.own.contains(&device)
    }

    /// What another desk is called; `None` where the hub does not know, or was not asked yet.
    pub(super) fn name_of_other(&self, device: DeviceId) -> Option<String> {
        self.names.get(&device).filter(|_| !self.is_own(device)).cloned()
    }
}
