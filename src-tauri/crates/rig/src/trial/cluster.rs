//! The cluster by itself: whatever it confirmed is there after its primary was killed.
//!
//! Where this fails, no hub can keep its word on such a cluster.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::cluster::Cluster;
use crate::{Failed, postgres};

/// Writers at a time.
const WRITERS: u32 = 4;

/// How long they write between two kills.
const BETWEEN: Duration = Duration::from_secs(3);

/// What the trial takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often the primary is killed.
    #[arg(long, default_value_t = 3)]
    kills: u32,
}

/// Writes, kills, and counts.
///
/// # Errors
/// Where a confirmed row is not there, or the cluster does not come back.
pub(crate) fn run(options: &Options) -> Result<(), Failed> {
    super::in_folder(|folder| write_and_kill(folder, options.kills))
}

fn write_and_kill(folder: &Path, kills: u32) -> Result<(), Failed> {
    let begin = Instant::now();
    let mut cluster = Cluster::start(folder)?;
    println!("Three nodes and etcd are ready after {:.1?}.", begin.elapsed());
    cluster.sql("CREATE TABLE written (id text PRIMARY KEY)")?;
    let url = cluster.url();
    let stop = AtomicBool::new(false);
    let (outcome, confirmed) = thread::scope(|scope| {
        let writers = (0..WRITERS).map(|writer| {
            let (url, stop) = (&url, &stop);
            scope.spawn(move || write(url, writer, stop))
        });
        let writers = writers.collect::<Vec<_>>();
        let outcome = kill_often(&mut cluster, kills);
        stop.store(true, Ordering::Relaxed);
        let joined =
            writers.into_iter().map(|writer| writer.join().expect("a writer does not panic"));
        (outcome, joined.flatten().collect::<BTreeSet<_>>())
    });
    outcome?;
    count(&cluster, &confirmed)
}

fn kill_often(cluster: &mut Cluster, kills: u32) -> Result<(), Failed> {
    for kill in 1..=kills {
        thread::sleep(BETWEEN);
        let killed = cluster.kill_primary()?;
        let begin = Instant::now();
        let next = cluster.wait_for_another(killed)?;
        println!(
            "Kill {kill}: node {killed} is dead, node {next} leads after {:.1?}.",
            begin.elapsed()
        );
        thread::sleep(BETWEEN);
        cluster.node(killed).start()?;
        cluster.wait_until_whole()?;
        println!("        node {killed} is back after {:.1?}.", begin.elapsed());
    }
    Ok(())
}

/// Inserts row after row; answers those that were confirmed.
fn write(url: &str, writer: u32, stop: &AtomicBool) -> Vec<String> {
    let mut confirmed = Vec::new();
    for number in 0_u32.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let id = format!("{writer}-{number}");
        let insert = format!("INSERT INTO written VALUES ('{id}')");
        if postgres::sql(url, &insert).is_ok() {
            confirmed.push(id);
        }
    }
    confirmed
}

fn count(cluster: &Cluster, confirmed: &BTreeSet<String>) -> Result<(), Failed> {
    let there = cluster.sql("SELECT id FROM written")?;
    let there = there.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let lost = confirmed.difference(&there).cloned().collect::<Vec<_>>();
    println!(
        "{} rows were confirmed, {} are there, {} are lost.",
        confirmed.len(),
        there.len(),
        lost.len()
    );
    if lost.is_empty() { Ok(()) } else { Err(Failed::new(format!("Lost: {}", lost.join(" ")))) }
}
