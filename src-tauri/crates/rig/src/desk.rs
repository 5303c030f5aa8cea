//! A desk: `devhost`, which exchanges with the hub in the background, asked over its own loopback.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::programs::{Place, greenlane};
use crate::relay::Relay;
use crate::started::Started;
use crate::waiting::until;
use crate::{Failed, hub};

/// The most rows that a desk answers at once.
const MOST_ROWS: u32 = 500;

/// A running desk.
pub(crate) struct Desk {
    name: String,
    folder: PathBuf,
    place: Place,
    address: SocketAddr,
    relay: Relay,
    _process: Started,
}

impl Desk {
    /// Starts a desk called `name` with its store in `folder`, and signs its broker in.
    ///
    /// # Errors
    /// Where a program was not built, or the desk does not start.
    pub(crate) fn start(name: &str, folder: &Path, place: &Place) -> Result<Self, Failed> {
        let folder = folder.join(name);
        let store = folder.display().to_string();
        greenlane(&["--store", &store, "sign-in", name])?;
        let (process, address) = serve(name, &folder, place)?;
        let relay = Relay::new(name, place, address, &folder.with_extension("log"))?;
        Ok(Self {
            name: name.to_owned(),
            folder,
            place: place.clone(),
            address,
            relay,
            _process: process,
        })
    }

    /// Its name, which is its broker's too.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Joins the hub at `url`.
    ///
    /// # Errors
    /// What the hub or the desk says.
    pub(crate) fn join(&self, url: &str, hub: &hub::Hub) -> Result<(), Failed> {
        let code = hub.invite("broker")?;
        let request = json!({ "hub": url, "code": code, "desk_name": self.name });
        self.ask("enrol", &request).map(|_| ())
    }

    /// Asks for a command of the contract.
    ///
    /// # Errors
    /// What the desk says.
    pub(crate) fn ask(&self, command: &str, request: &Value) -> Result<Value, Failed> {
        self.relay.ask(command, request)
    }

    /// A second line to the same desk, for whoever must not wait for the first.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub(crate) fn another_line(&self) -> Result<Relay, Failed> {
        Relay::new(&self.name, &self.place, self.address, &self.folder.with_extension("log"))
    }

    /// Ids of all declarations that it holds.
    ///
    /// # Errors
    /// What the desk says.
    pub(crate) fn declarations(&self) -> Result<Vec<String>, Failed> {
        let page = self.ask("queue", &json!({ "sort": { "field": "lrn" }, "limit": MOST_ROWS }))?;
        let rows = page["rows"].as_array().into_iter().flatten();
        Ok(rows.filter_map(|row| row["id"].as_str()).map(str::to_owned).collect())
    }

    /// Decides one declaration; `reason` makes the decision known again.
    ///
    /// # Errors
    /// What the desk says.
    pub(crate) fn decide(&self, id: &str, decision: &str, reason: &str) -> Result<(), Failed> {
        let request = json!({ "ids": [id], "decision": decision, "reason": reason });
        let decided = self.ask("decide", &request)?;
        match decided["refused"].as_array().and_then(|refused| refused.first()) {
            Some(refused) => Err(Failed::because("not decided", refused)),
            None => Ok(()),
        }
    }

    /// Waits until it has sent and received everything there is; answers the hub's head.
    ///
    /// # Errors
    /// With its status, where that takes too long.
    pub(crate) fn wait_until_complete(&self, patience: Duration) -> Result<u64, Failed> {
        until(patience, &format!("{} to have everything", self.name), || {
            let status = self.ask("sync_status", &json!({}))?;
            let head = status["hub_head"].as_u64().unwrap_or_default();
            let sent = status["unsent"] == 0 && status["files_waiting"] == 0;
            let has_all = status["have_up_to"] == status["hub_head"] && head > 0;
            if sent && has_all && status["connection"]["state"] == "connected" {
                return Ok(head);
            }
            Err(Failed::new(status.to_string()))
        })
    }
}

/// Waits until all desks have sent and received everything there is.
///
/// # Errors
/// With the status of one that has not, where that takes too long.
pub(crate) fn wait_until_all_have_everything(
    desks: &[Desk],
    patience: Duration,
) -> Result<(), Failed> {
    // What one sends last the others have still to fetch: hence until all know of the same head.
    until(patience, "the same head at all desks", || {
        let heads = desks.iter().map(|desk| desk.wait_until_complete(patience));
        let heads = heads.collect::<Result<Vec<_>, _>>()?;
        let same = heads.iter().all(|head| *head == heads[0]);
        if same { Ok(()) } else { Err(Failed::new(format!("{heads:?}"))) }
    })
}

/// Brings a flight of `parcels` H7 declarations onto the desk in `folder`, before it is started.
///
/// # Errors
/// Where the command line says no.
pub(crate) fn import_flight(name: &str, folder: &Path, parcels: u32) -> Result<(), Failed> {
    let store = folder.join(name).display().to_string();
    let flight = folder.join("flight.csv").display().to_string();
    greenlane(&["generate", "--declarations", &parcels.to_string(), "--out", &flight])?;
    greenlane(&["--store", &store, "sign-in", name])?;
    greenlane(&["--store", &store, "import", &flight]).map(|_| ())
}

fn serve(name: &str, folder: &Path, place: &Place) -> Result<(Started, SocketAddr), Failed> {
    let mut command = place.program("devhost")?;
    command.arg("--store").arg(folder).args(["--port", "0"]);
    let mut process = Started::talking(name, command, &folder.with_extension("log"))?;
    let (_, output) = process.conversation().ok_or_else(|| process.failed("says nothing"))?;
    let mut line = String::new();
    let read = BufReader::new(output).read_line(&mut line);
    let address = read.ok().and_then(|_| line.trim().strip_prefix("listening on http://"));
    match address.and_then(|address| address.parse().ok()) {
        Some(address) => Ok((process, address)),
        None => Err(process.failed(&format!("did not say where it listens, but {line:?}"))),
    }
}
