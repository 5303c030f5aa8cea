//! What Patroni is told about a node.

use std::path::Path;

use serde_json::{Value, json};

use super::etcd;

/// A node's settings. Patroni reads YAML, of which JSON is a part.
///
/// - `synchronous_mode` with `strict`: nothing is confirmed that a second node does not have on its
///   disk, and only that node may take over.
/// - `primary_start_timeout` 0: a primary that died is never started again as primary. It might know
///   commits that it had confirmed to nobody and no other node has.
/// - `ttl` 10: so long does a dead primary's lead last. Patroni asks for at least
///   `loop_wait + 2 * retry_timeout`.
pub(super) fn of(number: u16, folder: &Path, programs: &str) -> Value {
    let name = format!("node{number}");
    let rest = format!("127.0.0.1:{}", rest_port(number));
    let postgres = format!("127.0.0.1:{}", port(number));
    json!({
        "scope": "greenlane",
        "name": name,
        "restapi": { "listen": rest, "connect_address": rest },
        "etcd3": { "host": format!("127.0.0.1:{}", etcd::PORT) },
        "bootstrap": {
            "dcs": {
                "ttl": 10,
                "loop_wait": 1,
                "retry_timeout": 3,
                "synchronous_mode": true,
                "synchronous_mode_strict": true,
                "primary_start_timeout": 0,
                "postgresql": {
                    "use_pg_rewind": true,
                    "parameters": { "max_connections": 200, "shared_buffers": "32MB" },
                },
            },
            "initdb": [{ "encoding": "UTF8" }, { "locale": "C.UTF-8" }, "data-checksums"],
        },
        "postgresql": {
            "listen": postgres,
            "connect_address": postgres,
            "data_dir": folder.join("data"),
            "bin_dir": programs,
            "pgpass": folder.join("pgpass"),
            "authentication": {
                "superuser": { "username": "postgres" },
                "replication": { "username": "replicator" },
            },
            "pg_hba": [
                "local all all trust",
                "host all all 127.0.0.1/32 trust",
                "host replication all 127.0.0.1/32 trust",
            ],
            "parameters": { "unix_socket_directories": folder },
            "remove_data_directory_on_rewind_failure": true,
            "remove_data_directory_on_diverged_timelines": true,
        },
    })
}

/// Where the node's PostgreSQL answers.
pub(super) fn port(number: u16) -> u16 {
    5500 + number
}

/// Where the node's Patroni answers.
pub(super) fn rest_port(number: u16) -> u16 {
    8000 + number
}
