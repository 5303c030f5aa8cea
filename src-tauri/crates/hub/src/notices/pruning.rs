//! Forgets messages that were sent long ago.

use std::time::Duration;

use crate::inquiry::Front;

/// Messages forgotten in one transaction: short enough that nobody waits for it.
const BATCH: u32 = 500;
/// Between two of them, so that those who push come first.
const BREATH: Duration = Duration::from_millis(100);
/// How often it is looked whether there are any.
const PACE: Duration = Duration::from_secs(600);

/// Forgets what was sent long ago for as long as the hub runs.
pub(crate) async fn prune(front: &Front) {
    loop {
        let before = front.hub.surroundings.now() - front.settings.notices.kept;
        let pruned = front.hub.ask(move |office| office.prune_notices(before, BATCH)).await;
        // What cannot be asked is in the log already.
        let pruned = pruned.unwrap_or_default();
        if pruned > 0 {
            tracing::info!(pruned, "notices that were sent long ago are forgotten");
        }
        let more = pruned >= u64::from(BATCH);
        tokio::time::sleep(if more { BREATH } else { PACE }).await;
    }
}
