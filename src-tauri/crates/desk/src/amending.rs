//! Changing data elements at the desk. The old values stay in the timeline.

use customs::{Declaration, Element, Path};
use journal::{Amended, AmendmentCause, Event, FieldChange, State};
use store::Writer;

use crate::contract::{AmendRequest, DeclarationView};
use crate::core::Core;
use crate::error::DeskError;
use crate::{printing, showing};

/// Changes data elements and judges the declaration anew.
///
/// # Errors
/// The authority has it already, the reason is missing, nothing changes, or a path is none.
pub(crate) fn amend(core: &Core, request: &AmendRequest) -> Result<DeclarationView, DeskError> {
    let actor = core.actor()?;
    let reason = request.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(DeskError::ReasonNeeded { wanted: "Amending" });
    }
    let id = core.write(|writer: &mut Writer<'_>| {
        let state = core.state(writer, &request.id)?;
        check(&state, request.seen_revision)?;
        let body = with_changes(&state.body, request)?;
        let changes = FieldChange::between(&state.body, &body);
        if changes.is_empty() {
            return Err(DeskError::NothingChanges(lrn(&state)));
        }
        let (_, verdict) = core.judge(&body, None);
        let cause = AmendmentCause::Broker { reason };
        let event = Event::from(Amended { cause, changes, body: None, verdict });
        writer.append(core.draft(Some(state.id), event, &actor, state.revision))?;
        Ok(state.id)
    })?;
    showing::shown(core, id)
}

fn check(state: &State, seen: Option<u32>) -> Result<(), DeskError> {
    if !state.status.allows_amending() {
        return Err(DeskError::NotAllowed {
            lrn: lrn(state),
            status: state.status,
            wanted: "amended",
        });
    }
    match seen.filter(|seen| *seen != state.revision) {
        Some(seen) => Err(DeskError::Moved { lrn: lrn(state), seen, current: state.revision }),
        None => Ok(()),
    }
}

fn with_changes(body: &Element, request: &AmendRequest) -> Result<Element, DeskError> {
    let mut body = body.clone();
    for change in &request.changes {
        let path: Path = change.path.parse()?;
        let value = change.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
        body.set(&path, value);
    }
    Ok(body)
}

fn lrn(state: &State) -> String {
    printing::lrn(&Declaration::read(&state.body))
}
