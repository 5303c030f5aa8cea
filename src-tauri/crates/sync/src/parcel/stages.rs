//! From what happened to where the parcel is.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use customs::declaration::At;
use customs::{Declaration, MessageKind};
use journal::{AuthorityStatus, Event, MessageState, Placed, State, Status};

use super::{FactSource, ParcelFacts, Stage, StageReached};

impl ParcelFacts {
    /// What a declaration's entries say about its parcel. `entries` are those that `state` was folded
    /// from, in the same order; `declaration` is the typed view of its body.
    pub fn of(state: &State, entries: &[Placed], declaration: &Declaration) -> Self {
        let stages = stages(state, entries);
        let stage = stages.iter().map(|reached| reached.stage).max().unwrap_or(Stage::Received);
        let text = |at: &Option<At<String>>| at.as_ref().map_or("", |at| &at.value).to_owned();
        Self {
            lrn: text(&declaration.lrn),
            mrn: state.mrn.clone().unwrap_or_else(|| text(&declaration.mrn)),
            parcel: declaration.parcel_number().to_owned(),
            transport_document: declaration.transport_document().to_owned(),
            expected: expected(stage, state.status),
            as_of: entries.last().map_or(state.queued_at, |entry| entry.at),
            stages,
            stage,
        }
    }
}

/// The stages that were reached, in the order of the process, at most one of each.
fn stages(state: &State, entries: &[Placed]) -> Vec<StageReached> {
    let mut track = vec![fact(Stage::Received, state.queued_at, FactSource::Sender)];
    track
        .extend(first_look(state, entries).map(|at| fact(Stage::InReview, at, FactSource::Office)));
    match state.status {
        Status::Refused => track.extend(
            state.decision.iter().map(|last| fact(Stage::Stopped, last.at, FactSource::Office)),
        ),
        // After a rejection the declaration is the desk's again: what the authority said is history.
        status if status.is_at_desk() => {}
        _ => track.extend(from_authority(&state.messages)),
    }
    if track.iter().any(|reached| reached.stage == Stage::Released) {
        track.extend(handed_over(state));
    }
    // Not by their times: those come from different clocks.
    track.sort_by_key(|reached| reached.stage);
    track
}

/// When a broker first looked: took it on and still has it, recorded something, or decided.
fn first_look(state: &State, entries: &[Placed]) -> Option<DateTime<Utc>> {
    let counts = |entry: &&Placed| !entry.is_contested() && !state.undone.contains(&entry.id);
    let looked = |entry: &Placed| match entry.event() {
        Ok(Event::Claimed(claim)) => claim.claimed && state.claimed_by.is_some(),
        Ok(Event::Decided(_) | Event::InspectionRecorded(_) | Event::InspectionClosed(_)) => true,
        _ => false,
    };
    entries.iter().filter(counts).find(|entry| looked(entry)).map(|entry| entry.at)
}

/// What the authority's messages, in the order of their issue, say. A release that was taken back is
/// no stage any more, nor is what came before a rejection that was followed by lodging again.
fn from_authority(messages: &[MessageState]) -> Vec<StageReached> {
    let mut track: Vec<StageReached> = Vec::new();
    let mut before = AuthorityStatus::Unknown;
    for message in messages {
        let after = before.after(message.message.kind);
        let Some(stage) = told(message.message.kind, before, after) else { continue };
        match stage {
            Stage::Stopped => track.retain(|known| known.stage != Stage::Released),
            _ if before == AuthorityStatus::Rejected => track.clear(),
            _ => track.retain(|known| known.stage != Stage::Stopped),
        }
        if !track.iter().any(|known| known.stage == stage) {
            track.push(StageReached {
                stage,
                at: message.message.issued.unwrap_or(message.received_at),
                from: FactSource::Authority,
                known_since: message.received_at,
            });
        }
        before = after;
    }
    track
}

/// The stage that one message tells of, given where it found the declaration and where it left it.
/// Only a release message that took effect tells of a release.
fn told(kind: MessageKind, before: AuthorityStatus, after: AuthorityStatus) -> Option<Stage> {
    use AuthorityStatus as S;
    use MessageKind as M;
    match (kind, after) {
        (M::Released, S::Released) => Some(Stage::Released),
        (M::NotReleased, S::NotReleased)
        | (M::Rejected, S::Rejected)
        | (M::Invalidated, S::Invalidated) => Some(Stage::Stopped),
        (M::Control | M::DocumentsRequested, S::UnderControl) => Some(Stage::UnderControl),
        (M::Accepted, S::Accepted | S::UnderControl | S::Released) => Some(Stage::Accepted),
        (M::Received | M::Registered | M::Tax, S::Lodged) if before != S::Lodged => {
            Some(Stage::Lodged)
        }
        _ => None,
    }
}

fn handed_over(state: &State) -> Option<StageReached> {
    let first = state.handovers.first()?;
    Some(StageReached {
        stage: Stage::HandedOver,
        at: first.handed.at.unwrap_or(first.at),
        from: FactSource::Operator(first.handed.told_by.clone()),
        known_since: first.at,
    })
}

/// What should come next.
fn expected(stage: Stage, status: Status) -> Option<Stage> {
    match stage {
        Stage::Received => Some(Stage::InReview),
        Stage::InReview => Some(Stage::Lodged),
        Stage::Lodged => Some(Stage::Accepted),
        Stage::Accepted | Stage::UnderControl => Some(Stage::Released),
        Stage::Released => Some(Stage::HandedOver),
        // What the authority rejected is mended and lodged again.
        Stage::Stopped if status == Status::Rejected => Some(Stage::Lodged),
        Stage::HandedOver | Stage::Stopped => None,
    }
}

fn fact(stage: Stage, at: DateTime<Utc>, from: FactSource) -> StageReached {
    StageReached { stage, at, from, known_since: at }
}
