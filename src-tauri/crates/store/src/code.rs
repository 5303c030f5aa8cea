//! The numbers under which statuses and lanes are stored. Only ever added to.

use customs::Lane;
use journal::Status;

use crate::error::StoreError;

const STATUSES: [Status; 12] = [
    Status::Queued,
    Status::Approved,
    Status::Held,
    Status::Referred,
    Status::Refused,
    Status::Lodged,
    Status::Accepted,
    Status::UnderControl,
    Status::Released,
    Status::NotReleased,
    Status::Rejected,
    Status::Invalidated,
];

const LANES: [Lane; 4] = [Lane::Green, Lane::Blue, Lane::Yellow, Lane::Red];

pub(crate) fn status(status: Status) -> i64 {
    number(&STATUSES, status)
}

pub(crate) fn lane(lane: Lane) -> i64 {
    number(&LANES, lane)
}

pub(crate) fn status_of(number: i64) -> Result<Status, StoreError> {
    value(&STATUSES, number, "status")
}

pub(crate) fn lane_of(number: i64) -> Result<Lane, StoreError> {
    value(&LANES, number, "lane")
}

fn number<T: Copy + PartialEq>(all: &[T], value: T) -> i64 {
    let position = all.iter().position(|each| *each == value);
    i64::try_from(position.expect("every value is in its list")).expect("the lists are short")
}

fn value<T: Copy>(all: &[T], number: i64, what: &str) -> Result<T, StoreError> {
    let found = usize::try_from(number).ok().and_then(|index| all.get(index));
    found.copied().ok_or_else(|| StoreError::Corrupt { what: format!("{number} is no {what}") })
}
