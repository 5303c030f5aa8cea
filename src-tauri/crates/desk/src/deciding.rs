//! Decisions: one or many at a time, each on disk before anyone says so.

use journal::{Claimed, Decided as DecidedEvent, Decision, Event, State};
use store::Writer;

use crate::contract::{ClaimRequest, DecideRequest, Decided, Failure, RefusedDecision};
use crate::core::Core;
use crate::error::DeskError;
use crate::{printing, queueing};

/// Decides one or many declarations. Those that cannot be decided are answered with their reason;
/// the others are decided all the same, in one transaction and under one undo.
///
/// # Errors
/// Nobody is signed in, the reason is missing, or the store does not take it.
pub(crate) fn decide(core: &Core, request: &DecideRequest) -> Result<Decided, DeskError> {
    let decision: Decision = request.decision.into();
    let reason = request.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    if reason.is_none() && matches!(decision, Decision::Hold | Decision::Refuse) {
        return Err(DeskError::ReasonNeeded { wanted: noun(decision) });
    }
    let batch = core.surroundings.new_id();
    let decided = DecidedEvent { decision, reason: reason.map(str::to_owned), batch };
    each(core, &request.ids, |state| {
        check(state, decision, request.seen_revision)?;
        Ok(Event::from(decided.clone()))
    })
}

/// Takes declarations on, or gives them back.
///
/// # Errors
/// Nobody is signed in, or the store does not take it.
pub(crate) fn claim(core: &Core, request: &ClaimRequest) -> Result<Decided, DeskError> {
    each(core, &request.ids, |_| Ok(Event::from(Claimed { claimed: request.claimed })))
}

pub(crate) fn check(state: &State, decision: Decision, seen: Option<u32>) -> Result<(), DeskError> {
    let lrn = || printing::lrn(&customs::Declaration::read(&state.body));
    if let Some(seen) = seen.filter(|seen| *seen != state.revision) {
        return Err(DeskError::Moved { lrn: lrn(), seen, current: state.revision });
    }
    if !state.status.allows(decision) {
        let wanted = participle(decision);
        return Err(DeskError::NotAllowed { lrn: lrn(), status: state.status, wanted });
    }
    if decision == Decision::Approve && state.is_contested() {
        return Err(DeskError::InConflict { lrn: lrn(), wanted: "approved" });
    }
    Ok(())
}

fn each(
    core: &Core,
    ids: &[String],
    event: impl Fn(&State) -> Result<Event, DeskError>,
) -> Result<Decided, DeskError> {
    let actor = core.actor()?;
    core.write(|writer: &mut Writer<'_>| {
        let mut done = Vec::new();
        let mut refused = Vec::new();
        for id in ids {
            match core.state(writer, id).and_then(|state| Ok((event(&state)?, state))) {
                Ok((event, state)) => {
                    writer.append(core.draft(Some(state.id), event, &actor, state.revision))?;
                    done.push(state.id);
                }
                // What the store says concerns all of them: give the whole transaction up.
                Err(DeskError::Store(error)) => return Err(DeskError::Store(error)),
                Err(error) => {
                    refused.push(RefusedDecision { id: id.clone(), failure: Failure::from(error) });
                }
            }
        }
        let rows = done.into_iter().map(|id| Ok(queueing::row(core, &writer.row(id)?)));
        Ok(Decided { rows: rows.collect::<Result<_, DeskError>>()?, refused })
    })
}

fn noun(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => "Approving",
        Decision::Hold => "Holding",
        Decision::Refer => "Referring",
        Decision::Refuse => "Refusing",
    }
}

fn participle(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => "approved",
        Decision::Hold => "held",
        Decision::Refer => "referred",
        Decision::Refuse => "refused",
    }
}
