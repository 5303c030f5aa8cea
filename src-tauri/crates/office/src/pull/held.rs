//! What a desk holds at a place in the order. Pure.
//!
//! The hub keeps no list of what each desk has. It works it out from the order alone, the same at the
//! end of one page and at the beginning of the next, so that nothing falls between two pages.

use chrono::{DateTime, Utc};
use journal::Status;
use sync::Subscription;
use sync::subscription::is_settled;

/// The statuses that a declaration had up to a place in the order, the last one last.
pub(super) struct Past<'s> {
    pub(super) statuses: &'s str,
    /// When it came into the queue.
    pub(super) queued_at: DateTime<Utc>,
    /// The desk had written about it.
    pub(super) own: bool,
}

/// Whether a desk with this subscription holds the declaration then.
///
/// It holds what it wants. What it wanted once it keeps until that is settled, because it does not
/// let go of what still waits for somebody; and what it wrote about, likewise.
pub(super) fn holds(subscription: &Subscription, past: &Past<'_>, now: DateTime<Utc>) -> bool {
    let had: Vec<Status> = past.statuses.split(',').filter_map(status_of).collect();
    let Some(last) = had.last() else { return past.own };
    let (queued_on, today) = (past.queued_at.date_naive(), now.date_naive());
    if subscription.wants(*last, queued_on, today) {
        return true;
    }
    let wanted = subscription.statuses.is_empty()
        || had.iter().any(|status| subscription.statuses.contains(status));
    !is_settled(*last) && (wanted || past.own)
}

fn status_of(name: &str) -> Option<Status> {
    serde_json::from_value(name.into()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, TimeZone};
    use rstest::rstest;

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 7, 20, 9, 0, 0).unwrap()
    }

    #[rstest]
    #[case::wanted("queued", 0, false, true)]
    #[case::never_wanted("released", 0, false, false)]
    #[case::left_the_subscription_and_waits("queued,approved", 0, false, true)]
    #[case::left_it_for_good("queued,approved,released", 0, false, false)]
    #[case::old_and_settled("queued,held,refused", 9, false, false)]
    #[case::old_and_waiting("queued,held", 9, false, true)]
    #[case::own_work("lodged,accepted", 0, true, true)]
    #[case::own_work_that_is_done("lodged,released", 0, true, false)]
    #[case::came_back("queued,refused,held", 0, false, true)]
    #[case::no_declaration_yet("", 0, false, false)]
    fn a_desk_holds_what_it_wants_and_what_waits(
        #[case] statuses: &str,
        #[case] days_old: u64,
        #[case] own: bool,
        #[case] expected: bool,
    ) {
        let subscription =
            Subscription { statuses: vec![Status::Queued, Status::Held], days: Some(7) };
        let queued_at = now() - Days::new(days_old);
        assert_eq!(holds(&subscription, &Past { statuses, queued_at, own }, now()), expected);
    }
}
