//! What the engine does next: as a table, as stories, and on any sequence of events.

mod drains;
mod steps;
mod stories;

use journal::DeviceId;
use sync::LinkError;
use sync::engine::{Effect, Engine, Event, Moment, Status, Step, Trouble};
use uuid::Uuid;

const EPOCH: Uuid = Uuid::from_u128(0xE);
const NEXT_EPOCH: Uuid = Uuid::from_u128(0xF);

/// An engine with a clock that stands still until somebody moves it.
struct Desk {
    engine: Engine,
    now: u64,
}

impl Desk {
    fn new() -> Self {
        Self { engine: Engine::new(), now: 1_000_000 }
    }

    /// A desk that has everything, up to `have`, and was told so by the hub.
    fn in_step(have: u64) -> Self {
        let mut desk = Self::new();
        desk.tell(Event::LineUp);
        desk.tell(pulled(have, have));
        while desk.status().under_way.is_some() {
            desk.tell(Event::NothingWaits);
        }
        if desk.next(Event::Asked).is_some() {
            while let Some(step) = desk.status().under_way {
                let pull = matches!(step, Step::Pull { .. });
                desk.tell(if pull { pulled(have, have) } else { Event::NothingWaits });
            }
        }
        assert!(desk.status().complete);
        desk
    }

    fn tell(&mut self, event: Event) -> Vec<Effect> {
        self.engine.on(event, Moment(self.now), 0)
    }

    /// The step that follows an event; `None` where it waits or something is under way.
    fn next(&mut self, event: Event) -> Option<Step> {
        match self.tell(event).as_slice() {
            [Effect::Do(step)] => Some(*step),
            _ => None,
        }
    }

    /// For how many milliseconds it waits after an event.
    fn waits(&mut self, event: Event) -> Option<u64> {
        match self.tell(event).as_slice() {
            [Effect::Wait { until }] => Some(until.0 - self.now),
            _ => None,
        }
    }

    fn later(&mut self, millis: u64) -> &mut Self {
        self.now += millis;
        self
    }

    fn status(&self) -> Status {
        self.engine.status()
    }
}

fn pulled(have: u64, head: u64) -> Event {
    Event::Pulled { epoch: EPOCH, have, head }
}

fn pushed(dealt: usize, left: bool, have: u64, head: u64) -> Event {
    Event::Pushed { dealt, left, have, head }
}

fn unreachable() -> Event {
    Event::Failed(LinkError::Unreachable { hub: "hub".into(), what: "the line is down".into() })
}

fn said(code: &str) -> Event {
    let (message, hint) = ("No.".to_owned(), "Ask.".to_owned());
    Event::Failed(LinkError::Said { code: code.into(), message, hint })
}

fn busy(seconds: u32) -> Event {
    Event::Failed(LinkError::Busy { seconds })
}

fn disk_full() -> Event {
    let (message, hint) = ("The disk is full.".into(), "Make room.".into());
    Event::Stumbled(Trouble { code: "disk_full".into(), message, hint })
}

fn device(number: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(number))
}

/// The step's name, for tables in which its size does not matter.
fn name(step: Option<Step>) -> &'static str {
    match step {
        None => "wait",
        Some(Step::Push { .. }) => "push",
        Some(Step::Pull { .. }) => "pull",
        Some(Step::FetchHistories { .. }) => "fetch histories",
        Some(Step::Renumber) => "renumber",
        Some(Step::RollBack { .. }) => "roll back",
        Some(Step::GoOnFrom { .. }) => "go on from",
        Some(Step::SendFile { .. }) => "send file",
        Some(Step::FetchFile { .. }) => "fetch file",
    }
}
