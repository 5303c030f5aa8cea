//! The desk's key, and where it is kept: the system's keychain, or a file of the desk's folder that
//! only its user may read.

mod file;
mod keychain;

use std::path::Path;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use serde::{Deserialize, Serialize};
use sync::LinkError;
use sync::signing::SecretKey;

use crate::failure::said;

/// Where the desk's key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// The system's keychain.
    Keychain,
    /// A file that only this user may read.
    File,
}

/// Where a new key shall be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyChoice {
    /// In the keychain, or in a file where there is no keychain that answers.
    #[default]
    KeychainFirst,
    /// In a file: for servers and tests.
    FileOnly,
}

impl KeyChoice {
    /// [`KeyChoice::FileOnly`] where the environment says `GREENLANE_KEY_PLACE=file`.
    pub fn from_environment() -> Self {
        match std::env::var("GREENLANE_KEY_PLACE") {
            Ok(place) if place == "file" => Self::FileOnly,
            _ => Self::KeychainFirst,
        }
    }
}

/// What the desk remembers of its key. The key itself is elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyKept {
    pub(crate) place: KeyPlace,
    /// The first half of the public key in hexadecimal; a new key never overwrites an older one.
    pub(crate) name: String,
}

/// Makes a key.
///
/// # Errors
/// The system gives no randomness.
pub(crate) fn generate() -> Result<SecretKey, LinkError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| {
        said("no_randomness", format!("No key could be made: {error}."), "Try again.")
    })?;
    Ok(SecretKey::from_bytes(&seed))
}

/// Keeps a key, and says where.
///
/// # Errors
/// `key_not_kept` where neither place takes it.
pub(crate) fn keep(
    folder: &Path,
    key: &SecretKey,
    choice: KeyChoice,
) -> Result<KeyKept, LinkError> {
    let name = HEXLOWER.encode(&key.public().to_bytes()[..16]);
    let secret = BASE64URL_NOPAD.encode(&key.to_bytes());
    if choice == KeyChoice::KeychainFirst {
        match keychain::set(&name, &secret) {
            Ok(()) => return Ok(KeyKept { place: KeyPlace::Keychain, name }),
            Err(error) => tracing::warn!(%error, "the keychain does not take the desk's key"),
        }
    }
    file::write(folder, &name, &secret).map_err(|error| {
        let message = format!("The desk's key cannot be kept in {}: {error}.", folder.display());
        said("key_not_kept", message, "Check that the folder can be written to, and try again.")
    })?;
    Ok(KeyKept { place: KeyPlace::File, name })
}

/// The key that was kept.
///
/// # Errors
/// `key_unreadable` where it is gone, or the keychain is locked or does not answer.
pub(crate) fn load(folder: &Path, kept: &KeyKept) -> Result<SecretKey, LinkError> {
    let secret = match kept.place {
        KeyPlace::Keychain => keychain::get(&kept.name),
        KeyPlace::File => file::read(folder, &kept.name).map_err(|error| error.to_string()),
    };
    secret.and_then(|text| decode(&text)).map_err(|what| {
        let message = format!("The desk's key for the hub cannot be read: {what}.");
        said(
            "key_unreadable",
            message,
            "Unlock the keychain and open the desk again, or enrol again.",
        )
    })
}

/// Forgets a key that is of no use any more. One that cannot be removed stays; the hub does not
/// take it for anything that it was not taken for before.
pub(crate) fn forget(folder: &Path, kept: &KeyKept) {
    let gone = match kept.place {
        KeyPlace::Keychain => keychain::remove(&kept.name),
        KeyPlace::File => file::remove(folder, &kept.name).map_err(|error| error.to_string()),
    };
    if let Err(error) = gone {
        tracing::warn!(%error, "a key that is no longer used stays where it is");
    }
}

/// Reads a key as it is written.
pub(crate) fn decode(text: &str) -> Result<SecretKey, String> {
    let bytes = BASE64URL_NOPAD.decode(text.trim().as_bytes()).map_err(|e| e.to_string())?;
    let seed = <[u8; 32]>::try_from(bytes).map_err(|_| "it has not 32 bytes".to_owned())?;
    Ok(SecretKey::from_bytes(&seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_a_file_comes_back_and_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let key = generate().unwrap();
        let kept = keep(folder.path(), &key, KeyChoice::FileOnly).unwrap();
        assert_eq!(kept.place, KeyPlace::File);
        assert_eq!(load(folder.path(), &kept).unwrap().to_bytes(), key.to_bytes());
        forget(folder.path(), &kept);
        assert_eq!(load(folder.path(), &kept).unwrap_err().code(), "key_unreadable");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_user_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        keep(folder.path(), &generate().unwrap(), KeyChoice::FileOnly).unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_second_key_does_not_overwrite_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (generate().unwrap(), generate().unwrap());
        let kept_one = keep(folder.path(), &one, KeyChoice::FileOnly).unwrap();
        let kept_other = keep(folder.path(), &other, KeyChoice::FileOnly).unwrap();
        assert_eq!(load(folder.path(), &kept_one).unwrap().to_bytes(), one.to_bytes());
        assert_eq!(load(folder.path(), &kept_other).unwrap().to_bytes(), other.to_bytes());
    }

    #[test]
    fn a_damaged_key_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let kept = keep(folder.path(), &generate().unwrap(), KeyChoice::FileOnly).unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        std::fs::write(file, "c2hvcnQ").unwrap();
        assert_eq!(load(folder.path(), &kept).unwrap_err().code(), "key_unreadable");
    }

    #[test]
    fn without_a_keychain_the_key_goes_into_a_file_and_nobody_waits_long() {
        let folder = tempfile::tempdir().unwrap();
        let key = generate().unwrap();
        let begun = std::time::Instant::now();
        let kept = keep(folder.path(), &key, KeyChoice::KeychainFirst).unwrap();
        assert!(begun.elapsed() < keychain::PATIENCE + std::time::Duration::from_secs(1));
        assert_eq!(load(folder.path(), &kept).unwrap().to_bytes(), key.to_bytes());
        forget(folder.path(), &kept);
    }
}
