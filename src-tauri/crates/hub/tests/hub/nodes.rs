//! Two hubs on one PostgreSQL: a desk may talk to either.

use std::sync::mpsc::channel;
use std::time::Duration;

use link::News;
use serde_json::json;
use sync::{Link, LinkError, Role};
use tempfile::TempDir;

use crate::desk::{Desk, lease_of};
use crate::postgres::{Server, TestDatabase};
use crate::raw::RawDevice;
use crate::running::{Running, within};

/// A hub on this database. Its folder holds the authority's certificate, which all hubs share.
fn node(database: &TestDatabase, folder: TempDir) -> Running {
    let url = database.url();
    Running::in_folder(folder, |options| options.database = Some(url.into()))
}

/// A folder with the same authority.
fn same_authority(as_in: &Running) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("tls")).unwrap();
    for name in ["authority.pem", "authority.key"] {
        let place = std::path::Path::new("tls").join(name);
        std::fs::copy(as_in.folder.path().join(&place), folder.path().join(&place)).unwrap();
    }
    folder
}

#[test]
fn a_desk_may_talk_to_either_hub() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let one = node(&database, tempfile::tempdir().unwrap());
    let other = node(&database, same_authority(&one));
    let mut here = Desk::join(&one, Role::Broker);
    let mut there = Desk::join(&other, Role::Broker);
    let (told, heard) = channel();
    there.line.watch_line(move |news| {
        let _ = told.send(news);
    });
    assert!(matches!(heard.recv_timeout(Duration::from_secs(5)), Ok(News::Up { head: 0, .. })));

    let entries = [here.write("LRN1"), here.write("LRN2")];
    here.push(10).unwrap();
    let news = heard.recv_timeout(Duration::from_secs(2)).unwrap();
    assert!(matches!(news, News::Moved { head: 2, .. }), "{news:?}");
    there.pull(10).unwrap();
    assert_eq!(there.order.values().copied().collect::<Vec<_>>(), entries);

    here.line.take_lease(&lease_of("LRN1")).unwrap();
    let news = heard.recv_timeout(Duration::from_secs(2)).unwrap();
    assert_eq!(news, News::Leased, "checked out at one, told at the other");

    // Revoked at one, shut out at the other.
    let supervisor = RawDevice::enrolled(&one, Role::Supervisor);
    let device = there.line.joined().device;
    let revoke = format!("/v1/admin/devices/{device}/revoke");
    assert_eq!(supervisor.post(&one, &revoke, &json!({})).status, 204);
    assert_eq!(there.line.leases().unwrap_err().code(), "device_revoked");
    let told_so = within(Duration::from_secs(8), || {
        heard.try_iter().any(|news| matches!(news, News::Down(LinkError::Said { .. })))
    });
    assert!(told_so, "the open stream ends within seconds");
}
