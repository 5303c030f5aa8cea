//! Two desks and a hub, each at a cable of its own that is pulled again and again.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::Failed;
use crate::audit::audit;
use crate::chance::Chance;
use crate::desk::{self, Desk, import_flight};
use crate::hub::Hub;
use crate::network::{End, Network, address};
use crate::relay::Relay;
use crate::writing::{self, Pace};

const HUB: &str = "hub";
const DESKS: [&str; 2] = ["north", "south"];
const PORT: u16 = 7443;

/// Declarations on the hub, so few that both desks often decide the same one.
const PARCELS: u32 = 30;

/// The screen says that the cable is out within this time.
const TO_TELL_OFFLINE: Duration = Duration::from_secs(1);

/// And that it is in again within this.
const TO_TELL_CONNECTED: Duration = Duration::from_secs(3);

/// How often one looks at the screen.
const LOOK: Duration = Duration::from_millis(50);

/// A broker thinks so long, in milliseconds.
const THOUGHT: (u64, u64) = (60, 240);

/// To send and fetch whatever was written meanwhile.
const TO_HEAL: Duration = Duration::from_secs(60);

/// What the trial takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often a cable is pulled.
    #[arg(long, default_value_t = 12)]
    pulls: u32,
    /// What is pulled when.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Pulls, writes, and compares.
///
/// # Errors
/// Where the status is late, or desks and hub differ in the end.
pub(crate) fn run(options: &Options) -> Result<(), Failed> {
    super::in_folder(|folder| {
        let network = Network::new()?;
        let place = network.add(HUB, 1)?;
        let hub = Hub::start(HUB, &folder.join(HUB), None, (address(1), PORT).into(), &place)?;
        import_flight(DESKS[0], folder, PARCELS)?;
        let desk = |(number, name): (u8, &str)| {
            let desk = Desk::start(name, folder, &network.add(name, number)?)?;
            desk.join(&hub.url(), &hub)?;
            Ok(desk)
        };
        let desks = (11..).zip(DESKS).map(desk).collect::<Result<Vec<_>, Failed>>()?;
        desk::wait_until_all_have_everything(&desks, TO_HEAL)?;
        println!("A hub and two desks have the same {PARCELS} declarations.");
        tell_in_time(&network, &desks[1])?;
        pull_at_random(&network, &desks, &hub, folder, options)
    })
}

fn tell_in_time(network: &Network, desk: &Desk) -> Result<(), Failed> {
    let status = desk.another_line()?;
    for end in [End::Switch, End::Host, End::Switch, End::Host, End::Switch] {
        network.pull(desk.name(), end)?;
        let offline = time_until(&status, "offline")?;
        thread::sleep(Duration::from_millis(1500));
        network.plug_in(desk.name(), end)?;
        let connected = time_until(&status, "connected")?;
        println!(
            "Pulled at the {end:?}: told after {offline:.2?}; in again: told after {connected:.2?}."
        );
        if offline > TO_TELL_OFFLINE || connected > TO_TELL_CONNECTED {
            return Err(Failed::new(format!(
                "The status is late: it has {TO_TELL_OFFLINE:?} and {TO_TELL_CONNECTED:?}."
            )));
        }
        thread::sleep(Duration::from_millis(500));
    }
    Ok(())
}

/// How long until the desk says that state. Looks every 50 ms, for 10 s at most.
fn time_until(status: &Relay, state: &str) -> Result<Duration, Failed> {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(10) {
        let told = status.ask("sync_status", &json!({}))?;
        if told["connection"]["state"] == state {
            return Ok(begin.elapsed());
        }
        thread::sleep(LOOK);
    }
    Err(Failed::new(format!("The desk did not say {state} within 10 s.")))
}

fn pull_at_random(
    network: &Network,
    desks: &[Desk],
    hub: &Hub,
    folder: &Path,
    options: &Options,
) -> Result<(), Failed> {
    let begin = Instant::now();
    let all = desks.iter().collect::<Vec<_>>();
    let written = writing::during(&all, Pace { seed: options.seed, thought: THOUGHT }, || {
        let mut chance = Chance::of(options.seed);
        for _ in 0..options.pulls {
            let host = *chance.one_of(&[DESKS[0], DESKS[0], DESKS[1], DESKS[1], HUB]);
            let end = *chance.one_of(&[End::Switch, End::Host]);
            network.pull(host, end)?;
            thread::sleep(Duration::from_millis(chance.between(50, 1500)));
            network.plug_in(host, end)?;
            thread::sleep(Duration::from_millis(chance.between(0, 800)));
        }
        Ok(())
    })?;
    println!("{} pulls in {:.1?}, seed {}.", options.pulls, begin.elapsed(), options.seed);
    let begin = Instant::now();
    desk::wait_until_all_have_everything(desks, TO_HEAL)?;
    println!("All sent and fetched {:.1?} after the last.", begin.elapsed());
    let counted = audit(&all, &written, hub, &hub.url(), folder)?;
    println!("{counted}");
    Ok(())
}
