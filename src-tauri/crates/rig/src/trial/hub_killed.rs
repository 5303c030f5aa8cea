//! The hub with SQLite, killed in the middle of its work again and again.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::Failed;
use crate::audit::audit;
use crate::chance::Chance;
use crate::desk::{self, Desk, import_flight};
use crate::hub::Hub;
use crate::programs::Place;
use crate::writing::{self, Pace};

const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 7443);
const DESKS: [&str; 3] = ["north", "south", "west"];
const PARCELS: u32 = 30;
const THOUGHT: (u64, u64) = (40, 160);

/// To send and fetch whatever was written meanwhile.
const TO_HEAL: Duration = Duration::from_secs(60);

/// What the trial takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often the hub is killed.
    #[arg(long, default_value_t = 20)]
    kills: u32,
    /// When it is killed, and who decides what.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Writes, kills, and counts.
///
/// # Errors
/// Where something is lost or there twice, or desks differ.
pub(crate) fn run(options: &Options) -> Result<(), Failed> {
    super::in_folder(|folder| {
        let (mut hub, desks) = office(folder, &folder.join("hub"))?;
        let all = desks.iter().collect::<Vec<_>>();
        let begin = Instant::now();
        let pace = Pace { seed: options.seed, thought: THOUGHT };
        let written = writing::during(&all, pace, || {
            let mut chance = Chance::of(options.seed);
            for _ in 0..options.kills {
                thread::sleep(Duration::from_millis(chance.between(100, 900)));
                hub.kill();
                hub.start_again()?;
            }
            Ok(())
        })?;
        println!("{} kills in {:.1?}, seed {}.", options.kills, begin.elapsed(), options.seed);
        desk::wait_until_all_have_everything(&desks, TO_HEAL)?;
        println!("{}", audit(&all, &written, &hub, &hub.url(), folder)?);
        hub.end()
    })
}

/// A hub with its data in `data`, and three desks that have the same declarations.
pub(super) fn office(folder: &Path, data: &Path) -> Result<(Hub, Vec<Desk>), Failed> {
    let hub = Hub::start("hub", data, None, LISTEN.into(), &Place::Here)?;
    import_flight(DESKS[0], folder, PARCELS)?;
    let desk = |name| {
        let desk = Desk::start(name, folder, &Place::Here)?;
        desk.join(&hub.url(), &hub)?;
        Ok(desk)
    };
    let desks = DESKS.into_iter().map(desk).collect::<Result<Vec<_>, Failed>>()?;
    desk::wait_until_all_have_everything(&desks, TO_HEAL)?;
    Ok((hub, desks))
}
