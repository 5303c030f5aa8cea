//! How things stand, for people.

use super::event::{Moment, Step};
use crate::link::LinkError;

/// Whether the hub answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Not known yet.
    #[default]
    Starting,
    /// It does.
    Connected,
    /// It does not. The desk goes on, and tries again by itself.
    Offline,
    /// It answers, but does not want this desk, or is another hub: someone has to do something.
    Shut,
}

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub connection: Connection,
    /// Since when.
    pub since: Moment,
    /// What went wrong last, until something goes well.
    pub trouble: Option<Trouble>,
    /// When the engine tries again by itself, where something went wrong.
    pub next_try: Option<Moment>,
    /// What is being done.
    pub under_way: Option<Step>,
    /// Hub and desk have all of each other's entries, as far as is known.
    pub complete: bool,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Machine code.
    pub code: String,
    /// For people.
    pub message: String,
    /// The way out.
    pub hint: String,
}

impl From<&LinkError> for Trouble {
    fn from(error: &LinkError) -> Self {
        Self {
            code: error.code().to_owned(),
            message: error.to_string(),
            hint: error.hint().to_owned(),
        }
    }
}

/// The line as last heard of.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) connection: Connection,
    pub(super) since: Moment,
}

impl Line {
    /// The hub answered a request, or did not.
    pub(super) fn answered(&mut self, reached: bool, now: Moment) {
        self.turn(if reached { Connection::Connected } else { Connection::Offline }, now);
    }

    /// The watch tells. That the hub can be reached does not mean that it wants this desk.
    pub(super) fn heard(&mut self, reached: bool, now: Moment) {
        if !reached || self.connection != Connection::Shut {
            self.answered(reached, now);
        }
    }

    /// The hub does not want this desk.
    pub(super) fn shut(&mut self, now: Moment) {
        self.turn(Connection::Shut, now);
    }

    fn turn(&mut self, connection: Connection, now: Moment) {
        if self.connection != connection {
            (self.connection, self.since) = (connection, now);
        }
    }
}
