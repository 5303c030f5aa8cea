//! etcd, in which Patroni writes down who leads.

use std::path::Path;
use std::time::Duration;

use crate::alone::command;
use crate::started::Started;
use crate::waiting::until;
use crate::{Failed, http};

/// Where it answers.
pub(super) const PORT: u16 = 2379;
const PEERS: u16 = 2380;

/// Starts a single etcd with its data in `folder`.
///
/// # Errors
/// Where it is not installed or does not get ready.
pub(super) fn start(folder: &Path) -> Result<Started, Failed> {
    let here = format!("http://127.0.0.1:{PORT}");
    let peers = format!("http://127.0.0.1:{PEERS}");
    let mut etcd = command("etcd");
    etcd.args(["--name", "etcd", "--data-dir"]).arg(folder.join("etcd"));
    etcd.args(["--listen-client-urls", &here, "--advertise-client-urls", &here]);
    etcd.args(["--listen-peer-urls", &peers, "--initial-advertise-peer-urls", &peers]);
    etcd.args(["--initial-cluster", &format!("etcd={peers}"), "--log-level", "warn"]);
    let mut etcd = Started::new("etcd", etcd, &folder.join("etcd.log"))?;
    until(Duration::from_secs(20), "etcd", || {
        if !etcd.is_running() {
            return Err(etcd.failed("ended"));
        }
        let healthy = http::get(([127, 0, 0, 1], PORT).into(), "/health")?;
        healthy.body.contains("true").then_some(()).ok_or_else(|| Failed::new(healthy.body))
    })?;
    Ok(etcd)
}
