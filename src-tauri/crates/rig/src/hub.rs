//! A hub: `greenlane hub serve`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::Failed;
use crate::programs::{Place, greenlane};
use crate::started::Started;
use crate::waiting::until;

/// How long a hub may take to start.
const TO_START: Duration = Duration::from_secs(30);

/// A hub and how to start it again.
pub(crate) struct Hub {
    name: String,
    folder: PathBuf,
    log: PathBuf,
    database: Option<String>,
    listen: SocketAddr,
    place: Place,
    process: Option<Started>,
}

impl Hub {
    /// Starts a hub called `name` with its data in `folder`; `database` is a URL, or `None` for
    /// SQLite in that folder.
    ///
    /// # Errors
    /// Where it does not start.
    pub(crate) fn start(
        name: &str,
        folder: &Path,
        database: Option<&str>,
        listen: SocketAddr,
        place: &Place,
    ) -> Result<Self, Failed> {
        let mut hub = Self {
            name: name.to_owned(),
            log: folder.with_file_name(format!("{name}.log")),
            folder: folder.to_owned(),
            database: database.map(str::to_owned),
            listen,
            place: place.clone(),
            process: None,
        };
        hub.start_again()?;
        Ok(hub)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.listen
    }

    /// Its address as a desk is told it.
    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.listen)
    }

    /// SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.process = None;
    }

    /// SIGTERM, and time for what is under way.
    ///
    /// # Errors
    /// Where it does not end in time.
    pub(crate) fn end(&mut self) -> Result<(), Failed> {
        self.process.take().map_or(Ok(()), |mut process| process.end(TO_START))
    }

    /// Starts it on the same data.
    ///
    /// # Errors
    /// Where it does not listen in time.
    pub(crate) fn start_again(&mut self) -> Result<(), Failed> {
        let mut command = self.place.program("greenlane")?;
        command.args(["hub", "serve", "--listen", &self.listen.to_string()]);
        command.args(self.where_its_data_is());
        let told = std::fs::metadata(&self.log).map_or(0, |log| log.len());
        let mut process = Started::new(&self.name, command, &self.log)?;
        until(TO_START, &self.name, || {
            if !process.is_running() {
                return Err(process.failed("ended"));
            }
            self.answers(told)
        })?;
        self.process = Some(process);
        Ok(())
    }

    /// A one-time code for a desk of that role.
    ///
    /// # Errors
    /// What the command line says.
    pub(crate) fn invite(&self, role: &str) -> Result<String, Failed> {
        let mut arguments = vec!["--json".to_owned()];
        arguments.extend(["hub", "invite", "--role", role].map(str::to_owned));
        arguments.extend(self.where_its_data_is());
        let arguments = arguments.iter().map(String::as_str).collect::<Vec<_>>();
        let answer = greenlane(&arguments)?;
        let answer: Value =
            serde_json::from_str(&answer).map_err(|error| Failed::because("hub invite", error))?;
        answer["code"].as_str().map(str::to_owned).ok_or_else(|| Failed::because("no code", answer))
    }

    fn where_its_data_is(&self) -> Vec<String> {
        let mut arguments = vec!["--data".to_owned(), self.folder.display().to_string()];
        if let Some(database) = &self.database {
            arguments.extend(["--database".to_owned(), database.clone()]);
        }
        arguments
    }

    /// Whether it has said since `from` that it serves: its port may be in another network.
    fn answers(&self, from: u64) -> Result<(), Failed> {
        let log = std::fs::read(&self.log).map_err(|error| Failed::because(&self.name, error))?;
        let new = log.get(usize::try_from(from).unwrap_or_default()..).unwrap_or_default();
        let serves = String::from_utf8_lossy(new).contains("the hub serves");
        if serves { Ok(()) } else { Err(Failed::new("it does not say yet that it serves")) }
    }
}
