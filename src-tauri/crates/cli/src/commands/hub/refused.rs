//! What the hub did not take, and taking it in after all.

use desk::contract::Failure;
use journal::{DeviceId, EntryId};
use office::{Office, RefusedEntry};
use serde_json::json;
use sync::{Answer, Outcome as Fate, PushAnswer};
use uuid::Uuid;

use super::{failure, of_office, open, who};
use crate::arguments::Place;
use crate::console::{Console, Outcome};

pub(super) fn list(
    console: &Console,
    place: &Place,
    device: Option<Uuid>,
    limit: u32,
) -> Result<Outcome, Failure> {
    let office = open(place)?;
    let refused = office.refused(device.map(DeviceId), limit).map_err(|error| of_office(&error))?;
    console.answer(&json!({ "refused": refused }), |_| refused.iter().map(line).collect());
    Ok(Outcome::Done)
}

fn line(it: &RefusedEntry) -> String {
    let (at, subject) = (it.refused_at.format("%Y-%m-%d %H:%M:%S"), it.subject);
    let subject = subject.map_or_else(String::new, |subject| format!(" of {subject}"));
    let who = format!("{} at {}", it.actor, it.device);
    let why = format!("{} {}", it.refusal.message, it.refusal.hint);
    format!("{}  {at}  {}{subject} by {who}: {why}\n", it.entry, it.kind)
}

/// Takes all in that follows what the hub has of the device.
pub(super) fn recover(
    console: &Console,
    place: &Place,
    device: Uuid,
    leave_out: &[Uuid],
) -> Result<Outcome, Failure> {
    let office = open(place)?;
    let leave_out: Vec<EntryId> = leave_out.iter().copied().map(EntryId).collect();
    let mut answers: Vec<Answer> = Vec::new();
    while waits(&office, DeviceId(device))? {
        let taken = office.recover(DeviceId(device), &leave_out, &who());
        match taken.map_err(|error| of_office(&error))? {
            PushAnswer::Done(some) => answers.extend(some),
            _ => return Err(chain_broken()),
        }
    }
    let count = |fits: fn(&Fate) -> bool| answers.iter().filter(|it| fits(&it.outcome)).count();
    let applied = count(|fate| matches!(fate, Fate::Applied { .. }));
    let contested = count(|fate| matches!(fate, Fate::Contested { .. }));
    let refused = count(|fate| matches!(fate, Fate::Refused(_)));
    let answer = json!({ "applied": applied, "contested": contested, "refused": refused });
    console.answer(&answer, |_| {
        format!("{applied} taken in, {contested} contested, {refused} refused")
    });
    Ok(Outcome::with_refused(refused > 0))
}

fn waits(office: &Office, device: DeviceId) -> Result<bool, Failure> {
    let kept = office.quarantined(device).map_err(|error| of_office(&error))?;
    Ok(kept.iter().any(|entry| entry.applied.is_none()))
}

fn chain_broken() -> Failure {
    failure(
        "chain_broken",
        &"The kept entries do not follow what the hub has of this device.",
        "Earlier entries of the device have not come; they may still be on its disk.",
    )
}
