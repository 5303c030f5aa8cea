//! Checking out a part of the queue.

use desk::contract::{
    Failure, LeaseAnswer, LeaseId, Leases, Nothing, QueueRequest, Request, TakeLease,
};

use super::{Session, condition, look};
use crate::arguments::{self, Lease, LeaseAction};
use crate::console::{Console, Outcome};
use crate::told;

pub(super) fn lease(
    session: &Session,
    console: &Console,
    request: &Lease,
) -> Result<Outcome, Failure> {
    let leases: Leases = match &request.action {
        None | Some(LeaseAction::List) => session.ask(Request::Leases(Nothing {}))?,
        Some(LeaseAction::Return { id }) => {
            session.ask(Request::ReturnLease(LeaseId { id: *id }))?
        }
        Some(LeaseAction::Take(request)) => return take(session, console, request),
    };
    console.answer(&leases, told::sync::leases);
    Ok(Outcome::Done)
}

fn take(
    session: &Session,
    console: &Console,
    request: &arguments::TakeLease,
) -> Result<Outcome, Failure> {
    let mut filter = match &request.view {
        Some(view) => look::view(session, view)?.filter,
        None => QueueRequest::default().filter,
    };
    if let Some(text) = &request.condition {
        filter = condition::narrow(filter, text)?;
    }
    if let Some(flight) = &request.flight {
        filter.transport_document = Some(flight.clone());
    }
    let called = [&request.label, &request.flight, &request.view, &request.condition];
    let label = called.into_iter().flatten().next().cloned();
    let answer: LeaseAnswer = session.ask(Request::TakeLease(TakeLease {
        label: label.unwrap_or_else(|| "queue".to_owned()),
        filter: Some(filter),
        ids: None,
        count: request.count,
        minutes: request.hours.saturating_mul(60),
    }))?;
    console.answer(&answer, told::sync::lease_answer);
    Ok(Outcome::with_refused(answer.lease.is_none()))
}
