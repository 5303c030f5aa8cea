//! Twenty desks, two hubs, three PostgreSQL nodes: the primary is killed, and a hub now and then.

use std::net::SocketAddr;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::Failed;
use crate::audit::audit;
use crate::balancer;
use crate::cluster::Cluster;
use crate::desk::{self, Desk, import_flight};
use crate::hub::Hub;
use crate::programs::Place;
use crate::waiting::until;
use crate::writing::{self, Pace};

/// Declarations on the hub.
const PARCELS: u32 = 40;

/// Where desks find a hub, and where each hub is.
const ADDRESS: ([u8; 4], u16) = ([127, 0, 0, 1], 7443);
const HUBS: [([u8; 4], u16); 2] = [([127, 0, 0, 1], 7444), ([127, 0, 0, 1], 7445)];

/// Twenty brokers on a small machine think longer, in milliseconds.
const THOUGHT: (u64, u64) = (1000, 3000);

/// How long they work between two kills.
const BETWEEN: Duration = Duration::from_secs(5);

/// A hub lets so many desks join each minute.
const TO_JOIN: Duration = Duration::from_secs(120);

/// To send and fetch whatever was written meanwhile.
const TO_HEAL: Duration = Duration::from_secs(180);

/// What the trial takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often the primary is killed.
    #[arg(long, default_value_t = 4)]
    kills: u32,
    #[arg(long, default_value_t = 20)]
    desks: u32,
    /// Who decides what when.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Writes, kills, and counts.
///
/// # Errors
/// Where something that was confirmed is lost or there twice, or desks differ.
pub(crate) fn run(options: &Options) -> Result<(), Failed> {
    super::in_folder(|folder| {
        let mut cluster = Cluster::start(folder)?;
        let mut hubs = start_hubs(folder, &cluster.url())?;
        let url = format!("https://{}", SocketAddr::from(ADDRESS));
        balancer::begin(ADDRESS.into(), hubs.iter().map(Hub::address).collect())?;
        let desks = start_desks(folder, &url, &hubs[0], options.desks)?;
        println!("{} desks, {} hubs and three database nodes work.", desks.len(), hubs.len());
        let all = desks.iter().collect::<Vec<_>>();
        let pace = Pace { seed: options.seed, thought: THOUGHT };
        let written =
            writing::during(&all, pace, || kill_often(&mut cluster, &mut hubs, options.kills))?;
        let begin = Instant::now();
        desk::wait_until_all_have_everything(&desks, TO_HEAL)?;
        println!("All sent and fetched {:.1?} after the last.", begin.elapsed());
        println!("{}", audit(&all, &written, &hubs[1], &url, folder)?);
        hubs.iter_mut().try_for_each(Hub::end)
    })
}

/// Both hubs share a folder, and so the certificate authority that desks trust.
fn start_hubs(folder: &Path, database: &str) -> Result<Vec<Hub>, Failed> {
    let data = folder.join("hubs");
    let start = |(number, listen): (u32, ([u8; 4], u16))| {
        Hub::start(&format!("hub-{number}"), &data, Some(database), listen.into(), &Place::Here)
    };
    (1..).zip(HUBS).map(start).collect()
}

fn start_desks(folder: &Path, url: &str, hub: &Hub, count: u32) -> Result<Vec<Desk>, Failed> {
    let name = |number: u32| format!("desk-{number:02}");
    import_flight(&name(1), folder, PARCELS)?;
    let start = |number| {
        let desk = Desk::start(&name(number), folder, &Place::Here)?;
        until(TO_JOIN, "a place at the hub", || desk.join(url, hub))?;
        Ok(desk)
    };
    let desks = (1..=count).map(start).collect::<Result<Vec<_>, Failed>>()?;
    desk::wait_until_all_have_everything(&desks, TO_HEAL)?;
    Ok(desks)
}

fn kill_often(cluster: &mut Cluster, hubs: &mut [Hub], kills: u32) -> Result<(), Failed> {
    for (kill, hub) in (1..=kills).zip((0..hubs.len()).cycle()) {
        thread::sleep(BETWEEN);
        let killed = cluster.kill_primary()?;
        hubs[hub].kill();
        let begin = Instant::now();
        let next = cluster.wait_for_another(killed)?;
        println!(
            "Kill {kill}: node {killed} and hub {} are dead, node {next} leads after {:.1?}.",
            hub + 1,
            begin.elapsed()
        );
        hubs[hub].start_again()?;
        thread::sleep(BETWEEN);
        cluster.node(killed).start()?;
        cluster.wait_until_whole()?;
        println!("        node {killed} is back after {:.1?}.", begin.elapsed());
    }
    Ok(())
}
