//! The system's keychain: Secret Service, Keychain Services, or the Credential Manager.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring::Entry;

const SERVICE: &str = "greenlane-hub";

/// A keychain may ask its user for a password, or hang. The desk does not wait for that.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn set(name: &str, secret: &str) -> Result<(), String> {
    let secret = secret.to_owned();
    in_time(name, move |entry| entry.set_password(&secret))
}

pub(super) fn get(name: &str) -> Result<String, String> {
    in_time(name, |entry| entry.get_password())
}

pub(super) fn remove(name: &str) -> Result<(), String> {
    in_time(name, |entry| entry.delete_credential())
}

/// Asks in a thread of its own, which is left behind where no answer comes in time.
fn in_time<T: Send + 'static>(
    name: &str,
    ask: impl FnOnce(&Entry) -> keyring::Result<T> + Send + 'static,
) -> Result<T, String> {
    let (answer, wait) = mpsc::channel();
    let name = name.to_owned();
    thread::Builder::new()
        .name("keychain".into())
        .spawn(move || {
            let told = Entry::new(SERVICE, &name).and_then(|entry| ask(&entry));
            // Nobody listens any more once the time is up.
            let _ = answer.send(told.map_err(|error| error.to_string()));
        })
        .map_err(|error| error.to_string())?;
    wait.recv_timeout(PATIENCE).map_err(|_| "the keychain does not answer".to_owned())?
}
