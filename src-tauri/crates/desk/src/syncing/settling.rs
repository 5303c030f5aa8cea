//! Dealing with entries that the hub refused: the same once more on top of what is known now, or
//! left aside. Either way the refused entry stays on record.

use customs::Declaration;
use journal::{Amended, Entry, EntryId, Event, FieldChange, State};
use store::Writer;

use super::outbox;
use crate::contract::{Outbox, SettleAction, SettleRefused};
use crate::core::Core;
use crate::error::DeskError;
use crate::printing;

/// Deals with a refused entry.
///
/// # Errors
/// It is none that waits for it; or what it said cannot be done any more as things stand now.
pub(crate) fn settle(core: &Core, request: &SettleRefused) -> Result<Outbox, DeskError> {
    let id = EntryId(request.entry);
    let actor = core.actor()?;
    core.write(|writer: &mut Writer<'_>| {
        let refused = writer.refused()?.into_iter().find(|refused| refused.entry.id == id);
        let refused = refused.ok_or(DeskError::NotRefused(request.entry))?.entry;
        let how = match request.action {
            SettleAction::SetAside => "set_aside",
            SettleAction::WriteAgain => "written_again",
        };
        let by = actor.as_str();
        writer.settle_refused(id, how, by, core.surroundings.now())?;
        if request.action == SettleAction::WriteAgain {
            write_again(core, writer, &refused, by)?;
        }
        super::changed(writer)
    })?;
    outbox(core)
}

/// Whether the same may be written once more. What came in from a file is imported again instead, so
/// that it is judged and matched anew; what takes another entry back means that very entry.
pub(crate) fn can_write_again(entry: &Entry) -> bool {
    let again = |event: &Event| {
        matches!(
            event,
            Event::Amended(_)
                | Event::Decided(_)
                | Event::Claimed(_)
                | Event::InspectionRecorded(_)
                | Event::InspectionClosed(_)
                | Event::Attached(_)
                | Event::Annotated(_)
                | Event::AnnotationRemoved(_)
                | Event::Printed(_)
        )
    };
    entry.subject.is_some() && entry.event().is_ok_and(|event| again(&event))
}

fn write_again(
    core: &Core,
    writer: &mut Writer<'_>,
    refused: &Entry,
    actor: &str,
) -> Result<(), DeskError> {
    let (Some(subject), true) = (refused.subject, can_write_again(refused)) else {
        return Err(DeskError::CannotWriteAgain { kind: refused.kind.clone() });
    };
    let state = core.judged(writer.state(subject)?);
    let event = refused
        .event()
        .map_err(|cause| journal::Unfoldable::Unreadable { entry: refused.id, cause })?;
    let event = on_top_of(core, &state, event)?;
    writer.append(core.draft(Some(subject), event, actor, state.revision))?;
    Ok(())
}

/// The same deed on the declaration as it stands now, as far as it is still allowed.
fn on_top_of(core: &Core, state: &State, event: Event) -> Result<Event, DeskError> {
    let lrn = || printing::lrn(&Declaration::read(&state.body));
    let not_allowed = |wanted| DeskError::NotAllowed { lrn: lrn(), status: state.status, wanted };
    match event {
        Event::Decided(decided) => {
            crate::deciding::check(state, decided.decision, None)?;
            Ok(Event::from(decided))
        }
        Event::Amended(amended) => {
            if !state.status.allows_amending() {
                return Err(not_allowed("amended"));
            }
            let mut body = amended.body.clone().unwrap_or_else(|| state.body.clone());
            if amended.body.is_none() {
                for change in &amended.changes {
                    body.set(&change.path, change.to.as_deref());
                }
            }
            let changes = FieldChange::between(&state.body, &body);
            if changes.is_empty() {
                return Err(DeskError::NothingChanges(lrn()));
            }
            let verdict = core.judge(&body, None).1;
            Ok(Event::from(Amended { changes, verdict, ..amended }))
        }
        event @ (Event::InspectionRecorded(_) | Event::InspectionClosed(_)) => {
            if state.inspection.as_ref().is_some_and(|inspection| inspection.closed.is_some()) {
                return Err(DeskError::InspectionClosed(lrn()));
            }
            if !state.status.allows_inspection() {
                return Err(not_allowed("inspected"));
            }
            Ok(event)
        }
        event => Ok(event),
    }
}
