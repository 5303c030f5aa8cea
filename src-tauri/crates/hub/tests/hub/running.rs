//! A hub that runs for one test.

use std::sync::Arc;
use std::time::{Duration, Instant};

use hub::{Options, Server};
use office::{Invitation, Office};
use sync::Role;
use sync::code::{EnrolmentCode, Secret};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A hub with a folder of its own; it stops with the test.
pub(crate) struct Running {
    server: Option<Server>,
    runtime: Runtime,
    pub(crate) folder: TempDir,
}

impl Running {
    pub(crate) fn start() -> Self {
        Self::with(|_| {})
    }

    /// A hub that is started in another way than usual.
    pub(crate) fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::in_folder(folder, change)
    }

    pub(crate) fn in_folder(folder: TempDir, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options::new(folder.path());
        options.listen = "127.0.0.1:0".parse().unwrap();
        change(&mut options);
        let runtime = Runtime::new().unwrap();
        let server = runtime.block_on(Server::start(options)).unwrap();
        Self { server: Some(server), runtime, folder }
    }

    fn server(&self) -> &Server {
        self.server.as_ref().unwrap()
    }

    pub(crate) fn office(&self) -> &Arc<Office> {
        self.server().office()
    }

    pub(crate) fn address(&self) -> std::net::SocketAddr {
        self.server().address()
    }

    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.address())
    }

    pub(crate) fn authority(&self) -> String {
        self.server().trusted().pem.clone()
    }

    /// A code as a person gets it.
    pub(crate) fn code(&self, role: Role) -> String {
        let by = "test".to_owned();
        let invitation = Invitation { role, name: "A desk".into(), hours: 1, by };
        let secret = Secret(self.office().invite(&invitation).unwrap().secret);
        EnrolmentCode { secret, fingerprint: self.server().trusted().fingerprint }.to_string()
    }

    /// Stops, and gives the folder back.
    pub(crate) fn stop(mut self) -> TempDir {
        let server = self.server.take().unwrap();
        self.runtime.block_on(server.stop()).unwrap();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// Begins to stop while the test goes on.
    pub(crate) fn stop_meanwhile(&mut self) -> tokio::task::JoinHandle<Result<(), hub::HubError>> {
        let server = self.server.take().unwrap();
        self.runtime.spawn(server.stop())
    }

    pub(crate) fn wait<T>(&self, task: tokio::task::JoinHandle<T>) -> T {
        self.runtime.block_on(task).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            // A test that failed shows its own failure, not this one's.
            let _ = self.runtime.block_on(server.stop());
        }
    }
}

/// Waits until something is so, for at most so long; says whether it came to be.
pub(crate) fn within(limit: Duration, mut so: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < limit {
        if so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    so()
}
