//! What happens, and what is to be done.

use journal::DeviceId;
use uuid::Uuid;

use super::Trouble;
use crate::link::LinkError;

/// A point of the host's monotonic time, in milliseconds from any beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    /// So many milliseconds later.
    #[must_use]
    pub fn after(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The program has started, or the timer of [`Effect::Wait`] is due.
    Due,
    /// An entry was written at this desk.
    Changed,
    /// A file was attached at this desk.
    FileAttached,
    /// Someone wants to see a file that is not here.
    FileWanted,
    /// The watch tells where the hub's order has come to.
    HubMoved { epoch: Uuid, head: u64 },
    /// The watch is connected.
    LineUp,
    /// The watch is not connected any more.
    LineDown,
    /// A person wants it now.
    Asked,

    /// Answers [`Step::Push`]: all offers were dealt with. `dealt`: how many; `left`: there are more
    /// to send; `have`: the desk's cursor; `head`: the hub's head.
    Pushed { dealt: usize, left: bool, have: u64, head: u64 },
    /// Answers [`Step::Push`]: two desks write under one name.
    Forked,
    /// Answers [`Step::Push`]: the hub knows a device only up to `sequence`.
    Behind { device: DeviceId, sequence: u64 },
    /// Answers [`Step::Push`]: the hub has another history.
    OtherEpoch,
    /// Answers [`Step::Pull`]: the page is on disk, and the cursor stands at `have`.
    Pulled { epoch: Uuid, have: u64, head: u64 },
    /// Answers [`Step::Pull`]: the history that hub and desk share ends at `to`, and the hub goes on in
    /// `epoch`.
    MustRollBack { to: u64, epoch: Uuid },
    /// Answers [`Step::Pull`]: declarations have to be fetched one by one. Which, the host keeps.
    MustFetchHistories,
    /// Answers [`Step::FetchHistories`]. When none is left, the cursor stands at the floor: `have`.
    FetchedHistories { left: bool, have: u64 },
    /// Answers [`Step::Renumber`], [`Step::RollBack`] and [`Step::GoOnFrom`].
    PutRight,
    /// Answers [`Step::SendFile`]: a part was sent; `left`: there is more.
    SentFile { left: bool },
    /// Answers [`Step::FetchFile`]: a part has come; `left`: there is more.
    FetchedFile { left: bool },
    /// Answers whatever sends or fetches: there was nothing to do, and the hub was not asked.
    NothingWaits,
    /// Answers any step: the hub did not.
    Failed(LinkError),
    /// Answers any step: the desk itself could not, for example because the disk is full.
    Stumbled(Trouble),
}

impl Event {
    pub(super) fn answers_a_step(&self) -> bool {
        !matches!(
            self,
            Event::Due
                | Event::Changed
                | Event::FileAttached
                | Event::FileWanted
                | Event::HubMoved { .. }
                | Event::LineUp
                | Event::LineDown
                | Event::Asked
        )
    }
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Do this, and tell how it went. Nothing else is under way.
    Do(Step),
    /// Nothing to do until then: set the timer, in place of any earlier one, and tell
    /// [`Event::Due`].
    Wait { until: Moment },
}

/// One thing to do; one request at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Offer what waits, in order: at most `offers`, and no more once they have `bytes`; always one.
    /// Where nothing waits, answer [`Event::NothingWaits`].
    Push { offers: usize, bytes: usize },
    /// Ask for at most `limit` entries, and write the page and the cursor in one transaction. A page
    /// of another epoch than was asked for is not written (unless the desk has none yet): numbers
    /// that the desk got when it pushed, beyond its cursor, would be lost with the old epoch. Answer
    /// [`Event::MustRollBack`] to the cursor.
    Pull { limit: u32 },
    /// Fetch declarations that were named by a resync, at most `declarations`.
    FetchHistories { declarations: usize },
    /// Enrol again under a new name, and number what was not sent anew.
    Renumber,
    /// Take back the places of all entries after `to`, to offer them again; from then on the desk's
    /// numbers are of `epoch`.
    RollBack { to: u64, epoch: Uuid },
    /// Offer this device's entries from the one after `sequence` on; none of them where that one is
    /// not here (another desk has it).
    GoOnFrom { device: DeviceId, sequence: u64 },
    /// Send a part of a file, at most `bytes`. After a failure begin with another file.
    SendFile { bytes: usize },
    /// Fetch a part of a file, at most `bytes`. Likewise.
    FetchFile { bytes: usize },
}

impl Step {
    pub(super) fn is_about_a_file(self) -> bool {
        matches!(self, Step::SendFile { .. } | Step::FetchFile { .. })
    }

    /// Whether it goes over the line at all.
    pub(super) fn asks_the_hub(self) -> bool {
        !matches!(self, Step::RollBack { .. } | Step::GoOnFrom { .. })
    }
}
