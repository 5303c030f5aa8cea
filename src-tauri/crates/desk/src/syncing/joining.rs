//! Joining a hub, exchanging on demand, and what this desk holds.

use std::sync::Arc;

use store::Writer;

use super::{SUBSCRIPTION, backfill, courier, status, watch};
use crate::contract::{EnrolRequest, SubscriptionInfo, SyncStatus};
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Join;

/// Joins a hub with a one-time code. What the desk wrote so far goes to it from now on.
///
/// # Errors
/// The hub does not answer, is not the one that the code names, or does not know the code.
pub(crate) fn enrol(core: &Arc<Core>, request: &EnrolRequest) -> Result<SyncStatus, DeskError> {
    let uplink = core.syncing.uplink.as_ref().ok_or(DeskError::NoUplink)?;
    let desk_name = request.desk_name.trim().to_owned();
    if desk_name.is_empty() {
        return Err(DeskError::DeskUnnamed);
    }
    let line = uplink.join(&Join {
        hub: request.hub.trim().to_owned(),
        code: request.code.trim().to_owned(),
        desk_name,
        device: core.store.device(),
        folder: core.store.folder().to_owned(),
    })?;
    core.syncing.take_line(line);
    core.syncing.live().up(core.surroundings.now());
    watch(core);
    core.syncing.wake();
    status(core)
}

/// Exchanges everything with the hub now.
///
/// # Errors
/// The desk has no hub, or the exchange broke off; what was exchanged until then stands.
pub(crate) fn sync_now(core: &Core) -> Result<SyncStatus, DeskError> {
    courier::exchange(core)?;
    status(core)
}

/// Sets what this desk holds. A wider window is filled from the beginning, a narrower one emptied, at
/// the next exchange.
///
/// # Errors
/// The store does not take it.
pub(crate) fn subscribe(core: &Core, wanted: &SubscriptionInfo) -> Result<SyncStatus, DeskError> {
    let text = serde_json::to_string(wanted).expect("a subscription has string keys");
    core.write(|writer: &mut Writer<'_>| {
        let before = super::subscription(writer)?;
        writer.set_setting(SUBSCRIPTION, &text)?;
        if widens(&before, wanted) {
            backfill::begin(writer)?;
        }
        Ok::<_, DeskError>(())
    })?;
    status(core)
}

fn widens(before: &SubscriptionInfo, after: &SubscriptionInfo) -> bool {
    let statuses = !before.statuses.is_empty()
        && (after.statuses.is_empty()
            || after.statuses.iter().any(|status| !before.statuses.contains(status)));
    let days = before.days.is_some_and(|before| after.days.is_none_or(|after| after > before));
    statuses || days
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::contract::Status;

    #[rstest]
    #[case::the_same(&[], None, &[], None, false)]
    #[case::narrower_days(&[], None, &[], Some(7), false)]
    #[case::more_days(&[], Some(7), &[], Some(30), true)]
    #[case::all_days(&[], Some(7), &[], None, true)]
    #[case::narrower_statuses(&[], None, &[Status::Queued], None, false)]
    #[case::other_status(&[Status::Queued], None, &[Status::Held], None, true)]
    #[case::all_statuses(&[Status::Queued], None, &[], None, true)]
    fn a_wider_window_is_filled(
        #[case] statuses: &[Status],
        #[case] days: Option<u32>,
        #[case] then: &[Status],
        #[case] then_days: Option<u32>,
        #[case] expected: bool,
    ) {
        let before = SubscriptionInfo { statuses: statuses.to_vec(), days };
        let after = SubscriptionInfo { statuses: then.to_vec(), days: then_days };
        assert_eq!(widens(&before, &after), expected);
    }
}
