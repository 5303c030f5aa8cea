//! Brokers who decide all the time, each at a desk.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::Failed;
use crate::audit::Written;
use crate::chance::Chance;
use crate::desk::Desk;

/// What they decide; approving is left out, for a conflict forbids it.
const DECISIONS: [&str; 3] = ["hold", "refer", "refuse"];

/// How they work.
#[derive(Clone, Copy)]
pub(crate) struct Pace {
    /// What is decided when.
    pub(crate) seed: u64,
    /// A broker thinks so long, in milliseconds.
    pub(crate) thought: (u64, u64),
}

/// Lets a broker at each desk decide while `meanwhile` runs; answers what the desks said they wrote.
///
/// # Errors
/// Those of `meanwhile`, or that a desk failed to write for another reason than that the
/// declaration is in that status already.
pub(crate) fn during(
    desks: &[&Desk],
    pace: Pace,
    meanwhile: impl FnOnce() -> Result<(), Failed>,
) -> Result<Vec<Written>, Failed> {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let brokers = (1..).zip(desks).map(|(number, desk)| {
            let (chance, stop) = (Chance::of(pace.seed ^ (number << 32)), &stop);
            scope.spawn(move || decide_until(desk, pace.thought, chance, stop))
        });
        let brokers = brokers.collect::<Vec<_>>();
        let outcome = meanwhile();
        stop.store(true, Ordering::Relaxed);
        let mut written = Vec::new();
        for broker in brokers {
            written.extend(broker.join().expect("a broker does not panic")?);
        }
        outcome.map(|()| written)
    })
}

fn decide_until(
    desk: &Desk,
    thought: (u64, u64),
    mut chance: Chance,
    stop: &AtomicBool,
) -> Result<Vec<Written>, Failed> {
    let declarations = desk.declarations()?;
    let mut written = Vec::new();
    for number in 1_u32.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        thread::sleep(Duration::from_millis(chance.between(thought.0, thought.1)));
        let declaration = chance.one_of(&declarations).clone();
        let reason = format!("{} {number}", desk.name());
        let decision: &&str = chance.one_of(&DECISIONS);
        match desk.decide(&declaration, decision, &reason) {
            Ok(()) => written.push(Written { declaration, reason }),
            Err(failed) if failed.to_string().contains("\"not_allowed\"") => {}
            Err(failed) => return Err(failed),
        }
    }
    Ok(written)
}
