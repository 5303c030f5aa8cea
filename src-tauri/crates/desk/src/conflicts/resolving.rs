//! Choosing between the sides of a conflict.

use customs::{Declaration, Element, Path};
use journal::{
    Aspect, Choice, ConflictState, DeclarationId, EntryId, Event, FieldChange, Placed, Resolved,
    State,
};
use store::Writer;

use super::fields::with_contested;
use super::sides::Story;
use crate::contract::{ConflictChoice, Conflicts, ConflictsRequest, ResolveRequest};
use crate::core::Core;
use crate::error::DeskError;
use crate::printing;

/// Writes the choice, and answers all conflicts of the declaration as they are then.
///
/// # Errors
/// There is no such conflict, someone has chosen already, the declaration has changed since it was
/// looked at, or only a conflict about data can be combined.
pub(crate) fn resolve(core: &Core, request: &ResolveRequest) -> Result<Conflicts, DeskError> {
    let actor = core.actor()?;
    let id = core.write(|writer: &mut Writer<'_>| {
        let id = subject(writer, request)?;
        let entries = writer.entries_of(id)?;
        let state = State::fold(id, &entries)?;
        let conflict = open_conflict(&state, request)?;
        let resolved = resolved(core, request, &entries, &state, conflict)?;
        let event = Event::from(resolved);
        writer.append(core.draft(Some(id), event, &actor, state.revision))?;
        Ok::<_, DeskError>(id)
    })?;
    let declaration = Some(id.to_string());
    super::conflicts(core, &ConflictsRequest { declaration, all: true })
}

fn subject(writer: &Writer<'_>, request: &ResolveRequest) -> Result<DeclarationId, DeskError> {
    let unknown = || DeskError::UnknownConflict(request.conflict);
    let entry = writer.entry(EntryId(request.conflict)).map_err(|error| match error {
        store::StoreError::UnknownEntry(_) => unknown(),
        error => error.into(),
    })?;
    entry.subject.ok_or_else(unknown)
}

fn open_conflict<'s>(
    state: &'s State,
    request: &ResolveRequest,
) -> Result<&'s ConflictState, DeskError> {
    let id = EntryId(request.conflict);
    let found = state.conflicts.iter().find(|conflict| conflict.contested.contains(&id));
    let conflict = found.ok_or(DeskError::UnknownConflict(request.conflict))?;
    let lrn = || printing::lrn(&Declaration::read(&state.body));
    if let Some(answer) = &conflict.answer {
        return Err(DeskError::ConflictAnswered { lrn: lrn(), by: answer.by.clone() });
    }
    if conflict.agreed {
        return Err(DeskError::NothingToChoose(lrn()));
    }
    match request.seen_revision.filter(|seen| *seen != state.revision) {
        Some(seen) => Err(DeskError::Moved { lrn: lrn(), seen, current: state.revision }),
        None => Ok(conflict),
    }
}

fn resolved(
    core: &Core,
    request: &ResolveRequest,
    entries: &[Placed],
    state: &State,
    conflict: &ConflictState,
) -> Result<Resolved, DeskError> {
    let body = match (conflict.aspect, request.choice) {
        (Aspect::Data, ConflictChoice::Contested) => {
            Some(with_contested(&Story::of(entries, state, conflict)?))
        }
        (Aspect::Data, ConflictChoice::Combined) => Some(combined(&state.body, request)?),
        (_, ConflictChoice::Combined) => return Err(DeskError::NotCombinable),
        _ => None,
    };
    let changes = body.as_ref().map(|body| FieldChange::between(&state.body, body));
    let changes = changes.unwrap_or_default();
    let verdict = body.filter(|_| !changes.is_empty()).map(|body| core.judge(&body, None).1);
    // Values taken one by one that come to nothing but what stands: that side was chosen.
    let choice = match request.choice {
        ConflictChoice::Combined if changes.is_empty() => Choice::Standing,
        choice => choice.into(),
    };
    let reason = request.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    Ok(Resolved {
        conflicts: conflict.contested.clone(),
        choice,
        changes,
        verdict: verdict.map(Box::new),
        reason: reason.map(str::to_owned),
    })
}

fn combined(standing: &Element, request: &ResolveRequest) -> Result<Element, DeskError> {
    let mut body = standing.clone();
    // Taking elements out from the last to the first never renumbers one still to come.
    let mut chosen: Vec<(Path, Option<&str>)> = request
        .fields
        .iter()
        .map(|field| Ok((field.path.parse()?, field.value.as_deref())))
        .collect::<Result<_, customs::element::InvalidPath>>()?;
    chosen.sort_by(|(a, x), (b, y)| match (x, y) {
        (None, None) => b.cmp(a),
        _ => x.is_none().cmp(&y.is_none()),
    });
    for (path, value) in chosen {
        body.set(&path, value.map(str::trim).filter(|value| !value.is_empty()));
    }
    Ok(body)
}
