//! A program that is killed in the middle of its work loses nothing that it said was done.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use journal::{Decision, EntryId};
use store::Store;

use crate::desk::{self, Desk, Parcel};

const FOLDER: &str = "GREENLANE_TEST_KILL_FOLDER";
const TIMES: u64 = 100;

/// Not a test by itself: the program that [`nothing_acknowledged_is_lost`] kills. Decides in a loop
/// and prints the id of each entry once it is written.
#[test]
fn decide_until_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let store = Store::open(Path::new(&folder), || panic!("the store exists")).unwrap();
    let ids = store.reader().unwrap().by_lrn("LGG-1").unwrap();
    let mut out = std::io::stdout();
    for decision in [Decision::Approve, Decision::Hold].into_iter().cycle() {
        let draft = desk::draft(Some(ids[0]), desk::decided(decision));
        let entry = store.write(|tx| tx.append(draft)).unwrap();
        writeln!(out, "decided {}", entry.id).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn nothing_acknowledged_is_lost() {
    let mut acknowledged = 0;
    let mut desk = Desk::new();
    desk.queue(&Parcel::new("LGG-1"));
    for round in 0..TIMES {
        // A fresh desk now and then, so that folding a long history does not slow the rest down.
        if round % 10 == 0 {
            desk = Desk::new();
            desk.queue(&Parcel::new("LGG-1"));
        }
        let decided = decide_and_kill(&desk, delay(round));
        let reader = desk.store.reader().unwrap();
        for id in &decided {
            assert!(
                reader.entry(*id).is_ok(),
                "{id} was acknowledged in round {round} and is lost"
            );
        }
        acknowledged += decided.len();
        desk.clean();
    }
    assert!(acknowledged > 100, "only {acknowledged} decisions were made before the kills");
}

/// 5 to 60 ms, differing from round to round, the same in each run.
fn delay(round: u64) -> Duration {
    Duration::from_micros(5_000 + round.wrapping_mul(0x9E37_79B9_7F4A_7C15) % 55_000)
}

fn decide_and_kill(desk: &Desk, delay: Duration) -> Vec<EntryId> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::decide_until_killed", "--nocapture"])
        .env(FOLDER, desk.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let reading = thread::spawn(move || {
        let lines = out.lines().map_while(Result::ok);
        let ids = lines.filter_map(|line| line.split("decided ").nth(1)?.parse().ok());
        ids.collect::<Vec<EntryId>>()
    });
    thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    reading.join().unwrap()
}
