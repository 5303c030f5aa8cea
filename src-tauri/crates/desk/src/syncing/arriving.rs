//! Parts of the office's order as they come from the hub, and the next of them read ahead while one
//! is being written.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId};
use store::Prepared;
use sync::{HubState, Page, PullRequest};

use super::Syncing;
use super::pulling::hear;
use crate::core::Core;
use crate::error::DeskError;
use crate::uplink::Line;

/// What the hub answered to a pull.
pub(super) struct Came {
    pub(super) heard: Heard,
    pub(super) page: Arriving,
}

/// How the hub was, and when.
#[derive(Clone)]
pub(super) struct Heard {
    pub(super) hub: HubState,
    pub(super) at: DateTime<Utc>,
}

pub(super) enum Arriving {
    Part(Part),
    /// The desk and the hub share their history up to here.
    RollBack {
        to: u64,
    },
    Resync {
        floor: u64,
        subjects: Vec<DeclarationId>,
    },
}

/// A part of the office's order, ready to be written.
pub(super) struct Part {
    pub(super) after: u64,
    pub(super) upto: u64,
    pub(super) entries: Prepared,
    /// Declarations outside of the window of which there is something in this part.
    pub(super) passed: Vec<DeclarationId>,
}

/// What was asked for before its turn.
pub(super) struct Ahead {
    by: DeviceId,
    request: PullRequest,
    came: Came,
}

impl Came {
    /// Asks the hub, and prepares what it answers.
    ///
    /// # Errors
    /// The line is down, or the hub says no.
    pub(super) fn ask(
        core: &Core,
        line: &dyn Line,
        request: &PullRequest,
    ) -> Result<Self, DeskError> {
        let pulled = line.pull(request)?;
        let at = hear(core, &pulled.hub);
        let page = match pulled.page {
            Page::Entries { after, upto, entries, passed } => {
                Arriving::Part(Part { after, upto, entries: Prepared::of(entries), passed })
            }
            Page::RollBack { to } => Arriving::RollBack { to },
            Page::Resync { floor, subjects } => Arriving::Resync { floor, subjects },
        };
        Ok(Self { heard: Heard { hub: pulled.hub, at }, page })
    }

    /// The same, unless it was asked for ahead.
    ///
    /// # Errors
    /// As [`Came::ask`].
    pub(super) fn next(
        core: &Core,
        line: &dyn Line,
        request: &PullRequest,
    ) -> Result<Self, DeskError> {
        match core.syncing.take_ahead().filter(|ahead| ahead.answers(line, request)) {
            Some(ahead) => Ok(ahead.came),
            None => Self::ask(core, line, request),
        }
    }
}

impl Part {
    /// Where the part that follows begins, if the hub had more when it answered.
    pub(super) fn goes_on(&self, heard: &Heard) -> Option<u64> {
        (self.upto < heard.hub.head).then_some(self.upto)
    }
}

impl Ahead {
    /// Asks for the part after the one that is being written. `None` for the last part, which has to
    /// say how things are when it is its turn; and where the line is down, which the next step finds
    /// out by itself.
    pub(super) fn read(core: &Core, line: &dyn Line, request: PullRequest) -> Option<Self> {
        let by = line.info().device;
        let came = Came::ask(core, line, &request).ok()?;
        match &came.page {
            Arriving::Part(part) if part.goes_on(&came.heard).is_some() => {
                Some(Self { by, request, came })
            }
            _ => None,
        }
    }

    /// Whether that is what would come now, be it more or less of it.
    fn answers(&self, line: &dyn Line, request: &PullRequest) -> bool {
        let limit = self.request.limit;
        self.by == line.info().device && self.request == PullRequest { limit, ..request.clone() }
    }
}

impl Syncing {
    /// Keeps what was asked for ahead; `None` forgets it.
    pub(super) fn keep_ahead(&self, ahead: Option<Ahead>) {
        self.under_way().ahead = ahead;
    }

    fn take_ahead(&self) -> Option<Ahead> {
        self.under_way().ahead.take()
    }
}
