//! A hub and desks as processes of their own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) fn greenlane() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenlane"));
    // Tests do not write into anybody's keychain.
    command
        .env("GREENLANE_KEY_PLACE", "file")
        .env_remove("GREENLANE_DATABASE")
        .env_remove("GREENLANE_DATABASE_CA");
    command
}

/// A hub process, killed when the test ends.
pub(crate) struct Hub {
    process: Child,
    pub(crate) folder: TempDir,
    pub(crate) address: String,
}

impl Hub {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    pub(crate) fn with(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = greenlane()
            .args(["hub", "serve", "--listen", "127.0.0.1:0", "--log", "json", "--data"])
            .arg(folder.path())
            .args(options)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = log.by_ref().map_while(Result::ok).find_map(|line| {
            let said: Value = serde_json::from_str(&line).ok()?;
            (said["message"] == "the hub serves")
                .then(|| said["address"].as_str().unwrap().to_owned())
        });
        // Somebody has to read on, or the hub would wait for it.
        std::thread::spawn(move || log.for_each(drop));
        Self { process, folder, address: address.expect("the hub says where it serves") }
    }

    fn output(&self, arguments: &[&str]) -> Output {
        let mut command = greenlane();
        command.args(["--json", "hub"]).args(arguments).arg("--data").arg(self.folder.path());
        command.output().unwrap()
    }

    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Value {
        answer(0, arguments, &self.output(arguments))
    }

    /// The code of the failure.
    #[track_caller]
    pub(crate) fn refuses(&self, arguments: &[&str]) -> String {
        failure(arguments, &self.output(arguments))["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn code(&self, role: &str) -> String {
        self.run(&["invite", "--role", role])["code"].as_str().unwrap().to_owned()
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A desk in a folder of its own.
pub(crate) struct Desk {
    store: TempDir,
    broker: &'static str,
}

impl Desk {
    pub(crate) fn new(broker: &'static str) -> Self {
        Self { store: tempfile::tempdir().unwrap(), broker }
    }

    fn output(&self, arguments: &[&str]) -> Output {
        greenlane()
            .args(["--json", "--broker", self.broker])
            .args(arguments)
            .env("GREENLANE_STORE", self.store.path())
            .output()
            .unwrap()
    }

    #[track_caller]
    pub(crate) fn answer(&self, status: i32, arguments: &[&str]) -> Value {
        answer(status, arguments, &self.output(arguments))
    }

    #[track_caller]
    pub(crate) fn failure(&self, arguments: &[&str]) -> Value {
        failure(arguments, &self.output(arguments))
    }

    pub(crate) fn enrol(&self, hub: &Hub, role: &str) -> Value {
        let (url, code) = (format!("https://{}", hub.address), hub.code(role));
        self.answer(0, &["enrol", "--hub", &url, "--code", &code, "--name", self.broker])
    }
}

#[track_caller]
pub(crate) fn failure(arguments: &[&str], output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    serde_json::from_slice(&output.stderr).unwrap()
}

#[track_caller]
pub(crate) fn answer(status: i32, arguments: &[&str], output: &Output) -> Value {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(crate) fn fixture(path: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures").join(path);
    path.to_str().unwrap().to_owned()
}
