//! How many entries a second an office takes and gives, on both databases, beside what PostgreSQL
//! itself does with the same bytes.
//!
//! `cargo run --release -p office --example throughput -- [ENTRIES] [PUSH]`

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    reason = "a measurement, run by hand"
)]

#[path = "../tests/contract/postgres.rs"]
#[allow(dead_code, reason = "the tests ill-treat their servers, this does not")]
mod postgres_server;
#[path = "../tests/contract/world.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod world;

/// As the shared files name it.
mod postgres {
    pub(crate) use crate::postgres_server::*;
}

use std::io::Write;
use std::time::{Duration, Instant};

use ::postgres::{Client, NoTls};
use journal::Decision;
use office::{Database, Office};
use sync::codec::encode_entry;
use sync::{Role, Subscription};
use world::{Desk, Kind, Place};

fn main() {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<usize>().unwrap());
    let entries = numbers.next().unwrap_or(20_000);
    let push = numbers.next().unwrap_or(1_000);
    println!("{entries} entries, {push} in a push\n{:40} {:>12}", "", "entries/s");
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some(place) = Place::new(kind) else { continue };
        let desk = through_an_office(&format!("{kind:?}"), &place.office(), entries, push);
        if let Database::Server(server) = place.database() {
            by_postgres_alone(&server.url, &desk);
        }
    }
}

fn through_an_office(name: &str, office: &Office, entries: usize, push: usize) -> Desk {
    let mut desk = Desk::enrolled(office, Role::Broker);
    let subjects: Vec<_> = (0..entries).map(|number| desk.queue(&format!("L-{number}"))).collect();
    let offers = std::mem::take(&mut desk.unsent);
    let took = measured(|| {
        for part in offers.chunks(push) {
            desk.unsent = part.to_vec();
            desk.push(office);
        }
    });
    tell(&format!("{name}: push, new declarations"), entries, took);
    desk.pull(office);
    for subject in subjects.iter().take(entries / 4) {
        desk.decide(*subject, Decision::Hold);
    }
    let offers = std::mem::take(&mut desk.unsent);
    let took = measured(|| {
        for part in offers.chunks(push) {
            desk.unsent = part.to_vec();
            desk.push(office);
        }
    });
    tell(&format!("{name}: push, decisions"), offers.len(), took);
    let total = entries + offers.len();
    for (what, subscription) in [
        ("all", Subscription::default()),
        ("by status", Subscription { statuses: vec![journal::Status::Queued], days: None }),
    ] {
        let mut reader = Desk::enrolled(office, Role::Broker);
        reader.subscription = subscription;
        let took = measured(|| while pull_bytes(&mut reader, office) {});
        tell(&format!("{name}: pull, ready to send, {what}"), total, took);
    }
    desk
}

/// One page as the hub sends it; answers whether there is more.
fn pull_bytes(desk: &mut Desk, office: &Office) -> bool {
    let bytes = office.pull_bytes(desk.id, &desk.request(5_000)).unwrap();
    let page = sync::Pulled::from_bytes(&bytes).unwrap();
    let sync::Page::Entries { upto, .. } = page.page else { return false };
    (desk.cursor, desk.epoch) = (upto, page.hub.epoch);
    upto < page.hub.head
}

/// The limit: the same bytes through `COPY` in and `SELECT` out.
fn by_postgres_alone(url: &str, desk: &Desk) {
    let mut client = Client::connect(url, NoTls).unwrap();
    let encoded: Vec<Vec<u8>> = desk.wrote.iter().map(|offer| encode_entry(&offer.entry)).collect();
    client.batch_execute("CREATE TABLE raw (no BIGINT PRIMARY KEY, entry BYTEA NOT NULL)").unwrap();
    let took = measured(|| {
        let mut copy = client.copy_in("COPY raw FROM STDIN").unwrap();
        for (no, entry) in encoded.iter().enumerate() {
            let hex = data_encoding::HEXLOWER.encode(entry);
            writeln!(copy, "{no}\t\\\\x{hex}").unwrap();
        }
        copy.finish().unwrap();
    });
    tell("PostgreSQL alone: COPY in", encoded.len(), took);
    let took = measured(|| {
        let rows = client.query("SELECT no, entry FROM raw ORDER BY no", &[]).unwrap();
        let bytes: usize = rows.iter().map(|row| row.get::<_, &[u8]>(1).len()).sum();
        assert_eq!(bytes, encoded.iter().map(Vec::len).sum::<usize>());
    });
    tell("PostgreSQL alone: SELECT out", encoded.len(), took);
}

fn measured(work: impl FnOnce()) -> Duration {
    let begin = Instant::now();
    work();
    begin.elapsed()
}

fn tell(what: &str, count: usize, took: Duration) {
    println!("{what:40} {:>12.0}", count as f64 / took.as_secs_f64());
}
