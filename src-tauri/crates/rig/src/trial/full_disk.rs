//! The hub's disk is full for a while: desks are told to wait, and nothing is lost.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::hub_killed::office;
use crate::Failed;
use crate::alone::done;
use crate::audit::audit;
use crate::desk;
use crate::waiting::until;
use crate::writing::{self, Pace};

/// The hub's disk.
const SIZE: &str = "size=24m";

/// To send and fetch whatever was written meanwhile.
const TO_HEAL: Duration = Duration::from_secs(60);

/// Fills the disk, writes, makes room again, and counts.
///
/// # Errors
/// Where a desk is not told, something is lost or there twice, or desks differ.
pub(crate) fn run() -> Result<(), Failed> {
    super::in_folder(|folder| {
        let data = folder.join("hub");
        let _disk = Disk::mount(&data)?;
        let (mut hub, desks) = office(folder, &data)?;
        let all = desks.iter().collect::<Vec<_>>();
        let filler = data.join("filler");
        let written = writing::during(&all, Pace { seed: 1, thought: (40, 160) }, || {
            fill(&filler)?;
            let told = until(TO_HEAL, "a desk to be told", || told_to_wait(&desks[0]))?;
            println!("The disk is full; a desk is told: {told}");
            std::thread::sleep(Duration::from_secs(3));
            told_to_wait(&desks[0])?;
            fs::remove_file(&filler).map_err(|error| Failed::because("the filler", error))
        })?;
        desk::wait_until_all_have_everything(&desks, TO_HEAL)?;
        println!("There is room again. {}", audit(&all, &written, &hub, &hub.url(), folder)?);
        hub.end()
    })
}

/// A small disk, mounted until this is dropped.
struct Disk(String);

impl Disk {
    fn mount(at: &Path) -> Result<Self, Failed> {
        fs::create_dir(at).map_err(|error| Failed::because(at.display(), error))?;
        let at = at.display().to_string();
        done("mount", &["-t", "tmpfs", "-o", SIZE, "none", &at])?;
        Ok(Self(at))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Where it is in use still, it goes with the rest of the trial's world.
        drop(done("umount", &["--lazy", &self.0]));
    }
}

/// Writes until nothing goes any more.
fn fill(filler: &Path) -> Result<(), Failed> {
    let told = |error| Failed::because(filler.display(), error);
    let mut file = File::create(filler).map_err(told)?;
    for size in [1 << 16, 1 << 10, 1] {
        loop {
            match file.write_all(&vec![0; size]) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => break,
                Err(error) => return Err(told(error)),
            }
        }
    }
    Ok(())
}

/// What the desk's screen says while the hub cannot take anything.
fn told_to_wait(desk: &desk::Desk) -> Result<Value, Failed> {
    let status = desk.ask("sync_status", &json!({}))?;
    let waits = status["unsent"].as_u64().is_some_and(|unsent| unsent > 0);
    let failure = &status["connection"]["failure"];
    if waits && !failure.is_null() && status["refused"] == 0 {
        return Ok(failure.clone());
    }
    Err(Failed::new(status.to_string()))
}
