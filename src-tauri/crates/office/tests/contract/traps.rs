//! What does not work, shown on the real server, so that nobody tries it again.

use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

use crate::postgres::Server;

/// A reader that moves its cursor to the highest number it sees never gets the row of a transaction
/// that took a lower number and committed later. This is why numbers are given under a lock.
#[test]
fn a_plain_sequence_as_cursor_loses_rows() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let (mut slow, mut quick, mut reader) =
        (database.client(), database.client(), database.client());
    slow.batch_execute("CREATE TABLE line (no BIGSERIAL PRIMARY KEY, text TEXT)").unwrap();
    let mut held = slow.transaction().unwrap();
    held.execute("INSERT INTO line (text) VALUES ('slow')", &[]).unwrap();
    quick.execute("INSERT INTO line (text) VALUES ('quick')", &[]).unwrap();
    let mut cursor = 0_i64;
    let mut read = |cursor: &mut i64| -> Vec<String> {
        let sql = "SELECT no, text FROM line WHERE no > $1 ORDER BY no";
        let rows = reader.query(sql, &[&*cursor]).unwrap();
        *cursor = rows.last().map_or(*cursor, |row| row.get(0));
        rows.iter().map(|row| row.get(1)).collect()
    };
    assert_eq!(read(&mut cursor), ["quick"]);
    held.commit().unwrap();
    assert_eq!(read(&mut cursor), Vec::<String>::new(), "the slow one is never seen");
    let count: i64 = quick.query_one("SELECT count(*) FROM line", &[]).unwrap().get(0);
    assert_eq!(count, 2);
}

/// The same with the lock that a push takes: the quick one waits, and the reader sees both.
#[test]
fn numbers_given_under_a_row_lock_lose_nothing() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let (mut slow, mut reader) = (database.client(), database.client());
    slow.batch_execute(
        "CREATE TABLE head (no BIGINT); INSERT INTO head VALUES (0);
         CREATE TABLE line (no BIGINT PRIMARY KEY, text TEXT)",
    )
    .unwrap();
    let mut held = slow.transaction().unwrap();
    held.batch_execute(&numbered("slow")).unwrap();
    let url = database.url();
    let quick = thread::spawn(move || {
        Client::connect(&url, NoTls).unwrap().batch_execute(&numbered("quick")).unwrap();
    });
    let waiting = "SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let begun = Instant::now();
    while reader.query_one(waiting, &[]).unwrap().get::<_, i64>(0) == 0 {
        assert!(begun.elapsed() < Duration::from_secs(30), "the quick one does not wait");
        thread::sleep(Duration::from_millis(5));
    }
    let mut read = || -> Vec<String> {
        let rows = reader.query("SELECT text FROM line ORDER BY no", &[]).unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    };
    assert_eq!(read(), Vec::<String>::new(), "nothing is passed over");
    held.commit().unwrap();
    quick.join().unwrap();
    assert_eq!(read(), ["slow", "quick"]);
}

fn numbered(text: &str) -> String {
    format!(
        "UPDATE head SET no = no + 1;
         INSERT INTO line SELECT no, '{text}' FROM head"
    )
}

const COMMITS: u32 = 150;
const WRITERS: u32 = 8;

/// `NOTIFY` takes one lock of the whole server from before the commit until after it, so commits come
/// one after the other, whatever they are about, and cannot share a flush to the disk.
#[test]
fn notify_in_the_transaction_makes_commits_wait_for_each_other() {
    let Some(server) = Server::own() else { return };
    let database = server.database();
    database.client().batch_execute("CREATE TABLE line (writer INT, no INT)").unwrap();
    // Alternating, so that a busy machine is as unkind to the one as to the other.
    let (mut plain, mut notified) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..3 {
        plain += all_commit(&database.url(), "");
        notified += all_commit(&database.url(), "NOTIFY moved;");
    }
    let percent = notified.as_millis() * 100 / plain.as_millis().max(1);
    let commits = u128::from(COMMITS * WRITERS * 3);
    eprintln!(
        "{} commits a second without NOTIFY, {} with it: {percent} % of the time",
        commits * 1_000 / plain.as_millis().max(1),
        commits * 1_000 / notified.as_millis().max(1),
    );
    assert!(notified > plain, "NOTIFY costs: {notified:?} against {plain:?}");
}

fn all_commit(url: &str, notify: &str) -> Duration {
    let begin = Instant::now();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            scope.spawn(move || {
                let mut client = Client::connect(url, NoTls).unwrap();
                for no in 0..COMMITS {
                    let insert =
                        format!("BEGIN; INSERT INTO line VALUES ({writer}, {no}); {notify} COMMIT");
                    client.batch_execute(&insert).unwrap();
                }
            });
        }
    });
    begin.elapsed()
}
