//! What is known of the line right now. In memory only: it is asked for every second.

use chrono::{DateTime, TimeDelta, Utc};
use sync::{HubState, LinkError};

use crate::contract::{Connection, ConnectionState, Failure, SyncActivity, SyncActivityKind};

/// The line as it is now.
#[derive(Clone, Debug)]
pub(crate) struct Live {
    state: ConnectionState,
    since: Option<DateTime<Utc>>,
    failure: Option<Failure>,
    /// When the desk tries again by itself.
    pub next_try: Option<DateTime<Utc>>,
    pub activity: Option<SyncActivity>,
    /// When everything of both sides had last been exchanged.
    pub last_complete: Option<DateTime<Utc>>,
    /// The hub's last sequence number that was told.
    pub head: u64,
    /// How far the hub's clock is ahead.
    pub offset: Option<TimeDelta>,
    /// The hub said that the leases are others than it told.
    pub leases_moved: bool,
    /// The hub is of a version that does not tell what desks are called.
    pub tells_no_names: bool,
    /// How many entries waited when the desk, shut out, left them with the hub.
    pub left: u64,
}

impl Live {
    /// A desk that has just started; `joined` where it has a hub.
    pub(crate) fn starting(joined: bool) -> Self {
        Self {
            state: if joined { ConnectionState::Starting } else { ConnectionState::Alone },
            since: None,
            failure: None,
            next_try: None,
            activity: None,
            last_complete: None,
            head: 0,
            offset: None,
            leases_moved: false,
            tells_no_names: false,
            left: 0,
        }
    }

    /// The hub answered.
    pub(crate) fn up(&mut self, now: DateTime<Utc>) {
        self.turn(ConnectionState::Connected, now);
        self.failure = None;
        self.next_try = None;
    }

    /// It did not, or it does not want this desk.
    pub(crate) fn down(&mut self, error: &LinkError, now: DateTime<Utc>) {
        let state =
            if error.is_passing() { ConnectionState::Offline } else { ConnectionState::Shut };
        self.turn(state, now);
        self.failure = Some(failure(error));
        self.activity = None;
        // What answers next may be of another version.
        self.tells_no_names = false;
    }

    /// The hub said how it is.
    pub(crate) fn heard(&mut self, hub: &HubState, now: DateTime<Utc>) {
        self.up(now);
        self.head = hub.head;
        self.offset = Some(hub.at - now);
    }

    /// Something is under way.
    pub(crate) fn doing(&mut self, kind: SyncActivityKind, done: u64, total: u64) {
        self.activity = Some(SyncActivity { kind, done, total });
    }

    /// Whether the line was down when it was last looked at.
    pub(crate) fn is_down(&self) -> bool {
        matches!(self.state, ConnectionState::Offline | ConnectionState::Shut)
    }

    /// Whether the hub answered when it was last asked.
    pub(crate) fn is_up(&self) -> bool {
        self.state == ConnectionState::Connected
    }

    /// As the screen shows it.
    pub(crate) fn connection(&self) -> Connection {
        Connection {
            state: self.state,
            since: self.since,
            failure: self.failure.clone(),
            next_try: self.next_try,
        }
    }

    fn turn(&mut self, state: ConnectionState, now: DateTime<Utc>) {
        if self.state != state {
            self.state = state;
            self.since = Some(now);
        }
    }
}

/// What a line says, as every host carries it.
pub(crate) fn failure(error: &LinkError) -> Failure {
    Failure {
        code: error.code().to_owned(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}
