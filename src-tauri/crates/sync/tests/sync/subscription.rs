//! What a desk holds, and what may leave it.

use chrono::NaiveDate;
use journal::Status;
use rstest::rstest;
use sync::Subscription;
use sync::subscription::is_settled;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn window(statuses: &[Status], days: Option<u32>) -> Subscription {
    Subscription { statuses: statuses.to_vec(), days }
}

#[rstest]
#[case::everything(window(&[], None), Status::Released, day(1), true)]
#[case::in_status(window(&[Status::Queued, Status::Held], None), Status::Held, day(1), true)]
#[case::other_status(window(&[Status::Queued], None), Status::Held, day(20), false)]
#[case::today(window(&[], Some(1)), Status::Queued, day(20), true)]
#[case::yesterday(window(&[], Some(1)), Status::Queued, day(19), false)]
#[case::last_day_of_the_window(window(&[], Some(7)), Status::Queued, day(14), true)]
#[case::day_before_the_window(window(&[], Some(7)), Status::Queued, day(13), false)]
#[case::no_window_at_all(window(&[], Some(0)), Status::Queued, day(20), false)]
#[case::from_tomorrow(window(&[], Some(1)), Status::Queued, day(21), true)]
#[case::both_must_hold(window(&[Status::Queued], Some(7)), Status::Queued, day(13), false)]
#[case::the_longest_window(window(&[], Some(u32::MAX)), Status::Queued, day(1), true)]
fn wants(
    #[case] subscription: Subscription,
    #[case] status: Status,
    #[case] queued_on: NaiveDate,
    #[case] expected: bool,
) {
    assert_eq!(subscription.wants(status, queued_on, day(20)), expected);
}

#[rstest]
#[case::released_and_old(Status::Released, day(1), true)]
#[case::released_today(Status::Released, day(20), false)]
#[case::open_however_old(Status::Queued, day(1), false)]
#[case::with_the_authority(Status::UnderControl, day(1), false)]
#[case::rejected_is_to_be_mended(Status::Rejected, day(1), false)]
#[case::refused_and_old(Status::Refused, day(1), true)]
fn may_evict(#[case] status: Status, #[case] queued_on: NaiveDate, #[case] expected: bool) {
    assert_eq!(window(&[], Some(7)).may_evict(status, queued_on, day(20)), expected);
}

#[rstest]
#[case(Status::Queued, false)]
#[case(Status::Approved, false)]
#[case(Status::Held, false)]
#[case(Status::Referred, false)]
#[case(Status::Refused, true)]
#[case(Status::Lodged, false)]
#[case(Status::Accepted, false)]
#[case(Status::UnderControl, false)]
#[case(Status::Released, true)]
#[case(Status::NotReleased, true)]
#[case(Status::Rejected, false)]
#[case(Status::Invalidated, true)]
fn settled(#[case] status: Status, #[case] expected: bool) {
    assert_eq!(is_settled(status), expected);
}
