//! Killed in the middle: nothing that was acknowledged is lost.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use journal::DeviceId;
use office::{Database, Office};
use sync::{PushAnswer, Role};

use crate::postgres::{Server, eventually};
use crate::world::{Clock, Desk, assert_sound, order};

/// Where the child of the test below finds its folder.
const FOLDER: &str = "GREENLANE_TEST_OFFICE";
const BEFORE_THE_KILL: usize = 25;

/// Runs only as the child of the next test: pushes for ever, and says what was acknowledged.
#[test]
fn child_that_pushes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let office = Office::open(&Database::Folder(folder.into()), Clock::new()).unwrap();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    println!("device {}", desk.id);
    for round in 0.. {
        (0..20).for_each(|number| _ = desk.queue(&format!("{round}-{number}")));
        desk.push(&office);
        println!("acknowledged {}", desk.head.sequence);
    }
}

#[test]
fn a_hub_killed_in_the_middle_of_a_push_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let (device, acknowledged) = killed_hub(folder.path());
    let office = Office::open(&Database::Folder(folder.path().into()), Clock::new()).unwrap();
    let known = office.device(device).unwrap().unwrap();
    assert!(known.sequence >= acknowledged, "{} of {acknowledged}", known.sequence);
    assert_eq!(known.sequence % 20, 0, "a push is whole or not there");
    assert_eq!(order(&office).len() as u64, known.sequence);
    assert_sound(&office);
}

fn killed_hub(folder: &Path) -> (DeviceId, u64) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["crash::child_that_pushes_until_it_is_killed", "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let device = said.find_map(|line| after(&line, "device ")).unwrap().parse().unwrap();
    let told = said.by_ref().filter_map(|line| after(&line, "acknowledged "));
    let mut last = told.take(BEFORE_THE_KILL).last().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said before it died counts as well.
    if let Some(later) = said.filter_map(|line| after(&line, "acknowledged ")).last() {
        last = later;
    }
    (device, last.parse().unwrap())
}

fn after(line: &str, mark: &str) -> Option<String> {
    line.split_once(mark).map(|(_, rest)| rest.to_owned())
}

#[test]
fn a_database_server_that_crashes_keeps_what_it_acknowledged() {
    let Some(server) = Server::own() else { return };
    let database = server.database();
    let office = Office::open(&Database::Server(database.url().into()), Clock::new()).unwrap();
    let desks: Vec<Desk> = thread::scope(|scope| {
        let office = &office;
        let pushing: Vec<_> =
            (0..4).map(|number| scope.spawn(move || push_until_it_fails(office, number))).collect();
        assert!(eventually(|| office.head().is_ok_and(|hub| hub.head > 400)));
        database.server().crash();
        pushing.into_iter().map(|desk| desk.join().unwrap()).collect()
    });
    let error = office.head().unwrap_err();
    assert_eq!(error.code(), "database_unreachable");
    assert!(error.is_passing());
    database.server().restart();
    assert!(eventually(|| office.head().is_ok()), "the next call finds it again");
    for mut desk in desks {
        let acknowledged = desk.wrote.len() - desk.unsent.len();
        let known = office.device(desk.id).unwrap().unwrap().sequence;
        assert!(known >= acknowledged as u64, "{known} of {acknowledged}");
        // What was in doubt goes again, and is there once.
        desk.push(&office);
        assert_eq!(office.device(desk.id).unwrap().unwrap().sequence, desk.wrote.len() as u64);
    }
    let mut ids: Vec<_> = order(&office).into_iter().map(|entry| entry.entry.id).collect();
    let count = ids.len() as u64;
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len() as u64, office.head().unwrap().head), (count, count));
    assert_sound(&office);
}

fn push_until_it_fails(office: &Office, number: u32) -> Desk {
    let mut desk = Desk::enrolled(office, Role::Broker);
    for round in 0.. {
        (0..10).for_each(|each| _ = desk.queue(&format!("{number}-{round}-{each}")));
        match office.push(desk.id, &desk.offer()) {
            Ok(pushed) => assert!(matches!(pushed.answer, PushAnswer::Done(_))),
            Err(error) => {
                assert_eq!(error.code(), "database_unreachable", "{error}");
                break;
            }
        }
        desk.unsent.clear();
    }
    desk
}

/// A hub that starts while nobody may write says so, and does not wait for ever.
#[test]
fn a_database_that_is_not_there_is_said_to_be_away() {
    let url = "postgres://greenlane@127.0.0.1:1/office?connect_timeout=1".to_owned();
    let error = Office::open(&Database::Server(url.into()), Clock::new()).err().unwrap();
    assert_eq!(error.code(), "database_unreachable");
    let error =
        Office::open(&Database::Server("nonsense".to_owned().into()), Clock::new()).err().unwrap();
    assert_eq!(error.code(), "database_address");
}
