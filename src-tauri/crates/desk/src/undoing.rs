//! Taking back what was done last. An undo is an entry like any other; nothing is deleted.

use std::collections::HashSet;

use journal::{AmendmentCause, DeclarationId, Entry, EntryId, Event, State, Undone as UndoneEvent};
use store::{Reader, Standing, StoreError, Writer};
use uuid::Uuid;

use crate::contract::{Decision, Undone};
use crate::core::Core;
use crate::error::DeskError;
use crate::queueing;

/// How far back something to undo is looked for. An import of a night's flights may lie in between.
const LOOK_BACK: u64 = 20_000;
const CHUNK: u64 = 500;

/// Takes back the last thing that this broker did at this desk and that can be taken back: a
/// decision (all that were decided with it), an amendment, a claim, a record, a region, a photo.
///
/// # Errors
/// Nobody is signed in, or the store does not take it.
pub(crate) fn undo(core: &Core) -> Result<Undone, DeskError> {
    let actor = core.actor()?;
    core.write(|writer: &mut Writer<'_>| {
        let Some(found) = last_done(core, writer, &actor)? else {
            return Ok(Undone { kind: None, decision: None, rows: Vec::new() });
        };
        let mut rows = Vec::new();
        for (entry, subject) in &found.entries {
            let revision = writer.row(*subject)?.revision;
            let event = Event::from(UndoneEvent { entry: *entry });
            writer.append(core.draft(Some(*subject), event, &actor, revision))?;
            rows.push(*subject);
        }
        let rows = rows.into_iter().map(|id| Ok(queueing::row(core, &writer.row(id)?)));
        Ok(Undone {
            kind: Some(found.kind),
            decision: found.decision,
            rows: rows.collect::<Result<_, DeskError>>()?,
        })
    })
}

/// What is to be taken back together.
struct Found {
    kind: String,
    decision: Option<Decision>,
    batch: Option<Uuid>,
    entries: Vec<(EntryId, DeclarationId)>,
}

fn last_done(core: &Core, reader: &Reader, actor: &str) -> Result<Option<Found>, DeskError> {
    let device = core.store.device();
    let (mut end, _) = reader.head(device)?;
    let floor = end.saturating_sub(LOOK_BACK);
    let mut taken_back: HashSet<EntryId> = HashSet::new();
    let mut found: Option<Found> = None;
    while end > floor {
        let start = end.saturating_sub(CHUNK);
        let count = usize::try_from(end - start).expect("a chunk is small");
        for entry in reader.entries_after(device, start, count)?.into_iter().rev() {
            if !visit(reader, actor, &entry, &mut taken_back, &mut found)? {
                return Ok(found);
            }
        }
        end = start;
    }
    Ok(found)
}

/// Looks at one entry, from the newest back. Answers whether to go on: once something is found,
/// only while entries of the same batch follow.
fn visit(
    reader: &Reader,
    actor: &str,
    entry: &Entry,
    taken_back: &mut HashSet<EntryId>,
    found: &mut Option<Found>,
) -> Result<bool, DeskError> {
    let (Ok(event), Some(subject)) = (entry.event(), entry.subject) else { return Ok(true) };
    if let Event::Undone(undone) = &event {
        taken_back.insert(undone.entry);
    }
    let open = entry.actor == actor
        && !taken_back.contains(&entry.id)
        && !matches!(reader.standing(entry.id)?, Standing::Refused(_));
    if let Some(found) = found {
        let same = open && found.batch.is_some() && batch(&event) == found.batch;
        if same && can_be_undone(reader, subject, &event)? {
            found.entries.push((entry.id, subject));
        }
        return Ok(found.batch.is_some() && same);
    }
    if open && can_be_undone(reader, subject, &event)? {
        *found = Some(Found {
            kind: entry.kind.clone(),
            decision: decision(&event),
            batch: batch(&event),
            entries: vec![(entry.id, subject)],
        });
        return Ok(batch(&event).is_some());
    }
    Ok(true)
}

fn can_be_undone(
    reader: &Reader,
    subject: DeclarationId,
    event: &Event,
) -> Result<bool, DeskError> {
    let by_hand = match event {
        Event::Amended(amended) => matches!(amended.cause, AmendmentCause::Broker { .. }),
        // Undoing an undo would do the thing again; that is for the broker to do, not for Z.
        Event::Undone(_) => false,
        event => event.can_be_undone(),
    };
    match reader.state(subject) {
        Ok(state) => Ok(by_hand && still_open(&state, event)),
        // It is settled and left this desk.
        Err(StoreError::Evicted(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// What the authority has or what was signed stays as it is.
fn still_open(state: &State, event: &Event) -> bool {
    match event {
        Event::Decided(_) | Event::Amended(_) => state.status.allows_amending(),
        Event::Claimed(_) => true,
        _ => state.inspection.as_ref().is_none_or(|inspection| inspection.closed.is_none()),
    }
}

fn batch(event: &Event) -> Option<Uuid> {
    match event {
        Event::Decided(decided) => Some(decided.batch),
        _ => None,
    }
}

fn decision(event: &Event) -> Option<Decision> {
    match event {
        Event::Decided(decided) => Some(decided.decision.into()),
        _ => None,
    }
}
