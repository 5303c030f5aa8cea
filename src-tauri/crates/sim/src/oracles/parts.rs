//! Desks that hold a part of the office.

use desk::contract::{FetchRequest, Request, SubscriptionInfo};
use journal::{Placed, State};
use store::StoreError;
use sync::Offer;
use sync::subscription::is_settled;

use super::{Fault, fault};
use crate::deeds::said;
use crate::seat::Seat;

/// What a desk shows of a declaration. What is on the hub only comes back first.
pub(super) fn shown(
    seat: &Seat,
    window: &SubscriptionInfo,
    entries: &[Placed],
    expected: &State,
) -> Result<State, Fault> {
    const ORACLE: &str = "what left the window comes back";
    let subject = expected.id;
    let fault = |what: String| fault(ORACLE, format!("{}: {subject}: {what}", seat.name));
    match seat.reader().state(subject) {
        Ok(state) => return Ok(state),
        Err(StoreError::Evicted(_) | StoreError::UnknownDeclaration(_))
            if *window != SubscriptionInfo::default() => {}
        Err(error) => return Err(fault(error.to_string())),
    }
    if must_be_held(seat, window, entries, expected) {
        return Err(fault(format!("is not here as {:?}, which {window:?} names", expected.status)));
    }
    let number = subject.to_string();
    let fetched = seat.at_desk(|desk| desk.handle(Request::Fetch(FetchRequest { number })));
    if fetched.is_err() {
        return Err(fault(format!("cannot be fetched: {}", said(fetched))));
    }
    seat.reader().state(subject).map_err(|error| fault(format!("was fetched: {error}")))
}

fn is_own(seat: &Seat, entries: &[Placed]) -> bool {
    let device = seat.store().device();
    entries.iter().any(|placed| placed.device == device)
}

/// What the window names by status, and what this desk wrote while it is open.
fn must_be_held(
    seat: &Seat,
    window: &SubscriptionInfo,
    entries: &[Placed],
    expected: &State,
) -> bool {
    let named = window.days.is_none()
        && window.statuses.iter().any(|status| journal::Status::from(*status) == expected.status);
    named || (is_own(seat, entries) && !is_settled(expected.status))
}

/// Nothing that the hub does not have ever leaves a desk: what waits is whole, and what waits no
/// longer has its place or was refused.
pub(super) fn unsent_work_stays(seat: &mut Seat, offers: &[Offer]) -> Result<(), Fault> {
    const ORACLE: &str = "unsent work stays";
    let reader = seat.reader();
    if let Some(altered) = offers.iter().find(|o| o.entry.hash != o.entry.expected_hash()) {
        let what = format!("{}: {} is not what was written", seat.name, altered.entry.id);
        return Err(fault(ORACLE, what));
    }
    let unsent = offers.iter().map(|offer| offer.entry.id).collect();
    for gone in seat.unsent.difference(&unsent) {
        let standing = reader.standing(*gone);
        if matches!(standing, Ok(store::Standing::Pending | store::Standing::Lost) | Err(_)) {
            let what = format!("{}: {gone} waits no longer: {standing:?}", seat.name);
            return Err(fault(ORACLE, what));
        }
    }
    seat.unsent = unsent;
    Ok(())
}
