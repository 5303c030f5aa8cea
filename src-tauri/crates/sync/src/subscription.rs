//! Which declarations a desk holds, and which may leave it.

use chrono::NaiveDate;
use journal::Status;

use crate::wire::Subscription;

impl Subscription {
    /// Whether a desk with this subscription wants a declaration.
    ///
    /// `queued_on`: the day on which it came into the queue, `today`: by the same calendar. The window
    /// counts back from today: one day is today only.
    pub fn wants(&self, status: Status, queued_on: NaiveDate, today: NaiveDate) -> bool {
        let in_status = self.statuses.is_empty() || self.statuses.contains(&status);
        in_status && self.days.is_none_or(|days| age(queued_on, today) < i64::from(days))
    }

    /// Whether a desk may let go of a declaration that it holds: it is settled, and no longer wanted.
    /// What still waits for somebody stays, however old it is.
    pub fn may_evict(&self, status: Status, queued_on: NaiveDate, today: NaiveDate) -> bool {
        is_settled(status) && !self.wants(status, queued_on, today)
    }

    /// The statuses' names, as sent.
    pub fn status_names(&self) -> Vec<String> {
        self.statuses.iter().map(|status| name(*status)).collect()
    }
}

/// Whether nothing more is expected to happen to a declaration in this status. The goods may still be
/// handed over; that adds a fact, it asks nothing of the desk.
pub fn is_settled(status: Status) -> bool {
    match status {
        Status::Refused | Status::Released | Status::NotReleased | Status::Invalidated => true,
        // A rejected declaration is mended and lodged again; the rest wait for someone.
        Status::Rejected
        | Status::Queued
        | Status::Approved
        | Status::Held
        | Status::Referred
        | Status::Lodged
        | Status::Accepted
        | Status::UnderControl => false,
    }
}

/// The statuses of those names.
///
/// # Errors
/// The first name that this program does not know.
pub(crate) fn named_statuses<'n>(
    names: impl Iterator<Item = &'n str>,
) -> Result<Vec<Status>, String> {
    names
        .map(|name| {
            serde_json::from_value(serde_json::Value::from(name)).map_err(|_| name.to_owned())
        })
        .collect()
}

fn name(status: Status) -> String {
    match serde_json::to_value(status) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("a status is written as its name, not as {other:?}"),
    }
}

/// In whole days; what comes from tomorrow (clocks differ) is of today.
fn age(queued_on: NaiveDate, today: NaiveDate) -> i64 {
    today.signed_duration_since(queued_on).num_days().max(0)
}
