//! Entries on their way to the hub, and what it makes of them.

use journal::DeviceId;
use store::{Standing, StoreError};
use sync::engine::Event;
use sync::{Answer, Offer, Outcome, Push, PushAnswer};
use uuid::Uuid;

use super::changed;
use super::exchange::Exchanged;
use super::pulling::hear;
use crate::contract::SyncActivityKind;
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// Offers what waits: at most so many entries, and no more once they have so many bytes.
///
/// # Errors
/// The line is down, the hub says no, or the store does not take the answers.
pub(super) fn push(
    core: &Core,
    line: &dyn Line,
    most: usize,
    bytes: usize,
    done: &mut Exchanged,
) -> Result<Event, DeskError> {
    let (waiting, mut offers, cursor) = core.ask(|reader| {
        let offers = core.syncing.without_gaps(reader.outbox(most)?);
        Ok::<_, DeskError>((reader.outbox_summary()?.count, offers, reader.cursor()?))
    })?;
    if offers.is_empty() {
        return Ok(Event::NothingWaits);
    }
    offers.truncate(fitting(&offers, bytes));
    core.syncing.live().doing(SyncActivityKind::Sending, 0, waiting);
    let push = Push { epoch: cursor.map_or(Uuid::nil(), |cursor| cursor.epoch), offers };
    let pushed = line.push(&push)?;
    hear(core, &pushed.hub);
    match pushed.answer {
        PushAnswer::Done(answers) => {
            take_answers(core, &answers, done)?;
            let left = core.ask(|reader| reader.outbox(1))?;
            Ok(Event::Pushed {
                dealt: answers.len(),
                left: !core.syncing.without_gaps(left).is_empty(),
                have: cursor.map_or(0, |cursor| cursor.sequence),
                head: pushed.hub.head,
            })
        }
        PushAnswer::Forked { device, sequence } => {
            Err(StoreError::Forked { device, sequence }.into())
        }
        PushAnswer::Behind { device, sequence } => Ok(Event::Behind { device, sequence }),
        PushAnswer::OtherEpoch => Ok(Event::OtherEpoch),
    }
}

/// Offers a device's entries again from where the hub knows it. Where this desk does not have the
/// next one, another has to offer it first; where it was this desk's own, and has left its window
/// since, what follows needs another name.
///
/// # Errors
/// The store cannot be read or written; `Forked` from where on this desk's own name cannot go on.
pub(super) fn go_on_from(core: &Core, device: DeviceId, sequence: u64) -> Result<Event, DeskError> {
    let next = core.ask(|reader| {
        let next = reader.entries_after(device, sequence, 1)?.into_iter().next();
        let next = next.filter(|entry| entry.sequence == sequence + 1);
        next.map(|entry| reader.standing(entry.id)).transpose()
    })?;
    match next {
        // What it says left this desk's window before the hub lost it. The name's chain ends there.
        Some(Standing::Lost) if device == core.store.device() => {
            return Err(StoreError::Forked { device, sequence: sequence + 1 }.into());
        }
        Some(Standing::Lost) | None => core.syncing.hold_back(device),
        Some(_) => _ = core.store.write(|writer| writer.offer_again(device, sequence))?,
    }
    Ok(Event::PutRight)
}

/// How many of the first have so many bytes together; always one.
pub(super) fn fitting(offers: &[Offer], bytes: usize) -> usize {
    let mut sum = 0;
    offers
        .iter()
        .take_while(|offer| {
            let fits = sum == 0 || sum + offer.entry.payload.len() <= bytes;
            sum += offer.entry.payload.len().max(1);
            fits
        })
        .count()
}

fn take_answers(core: &Core, answers: &[Answer], done: &mut Exchanged) -> Result<(), DeskError> {
    let now = core.surroundings.now();
    core.store.write(|writer| {
        writer.answer(answers, now)?;
        changed(writer)
    })?;
    for answer in answers {
        match answer.outcome {
            Outcome::Refused(_) => done.refused += 1,
            Outcome::Contested { .. } => {
                done.pushed += 1;
                done.contested += 1;
            }
            Outcome::Applied { .. } => done.pushed += 1,
        }
    }
    Ok(())
}
