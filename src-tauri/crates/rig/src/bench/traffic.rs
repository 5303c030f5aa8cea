//! What one hub does in a second: pushes, pulls and inquiries over TLS, by several desks at once.

use std::path::Path;
use std::thread;
use std::time::Instant;

use chrono::DateTime;
use journal::{Claimed, DeclarationId, Draft, EntryId, Event, Head};
use link::HubLine;
use sync::link::Link;
use sync::wire::{Offer, Page, PullRequest, Push, PushAnswer, Subscription};
use uuid::Uuid;

use super::rate;
use super::table::Row;
use crate::Failed;
use crate::audit::{join_as, random_id};
use crate::hub::Hub;

/// Desks at once.
const DESKS: u32 = 6;

/// Questions of each desk: what the hub lets one ask at a stretch, and all together.
const EACH: u32 = 80;

/// Measures each kind of question.
pub(super) fn measure(folder: &Path, hub: &Hub, database: &str) -> Result<Vec<Row>, Failed> {
    let mut desks = (0..DESKS).map(|_| Desk::join(folder, hub)).collect::<Result<Vec<_>, _>>()?;
    let mut row = |what: &str, unit, each: u64, ask: fn(&mut Desk) -> Result<(), Failed>| {
        let asked = u64::from(DESKS * EACH) * each;
        let took = together(&mut desks, ask)?;
        let what = format!("{what}, {DESKS} desks at once, hub on {database}");
        Ok::<_, Failed>(Row { what, unit, ours: vec![rate(asked, took)], beside: None })
    };
    Ok(vec![
        row("pushes of one entry", "pushes", 1, |desk| desk.push(1))?,
        row("pushes of 100 entries", "entries", 100, |desk| desk.push(100))?,
        row("pulls of 100 entries", "entries", 100, |desk| desk.pull(100))?,
        row("inquiries for one parcel", "inquiries", 1, |desk| desk.inquire(1))?,
        row("inquiries for 100 parcels", "parcels", 100, |desk| desk.inquire(100))?,
    ])
}

fn together(
    desks: &mut [Desk],
    ask: fn(&mut Desk) -> Result<(), Failed>,
) -> Result<std::time::Duration, Failed> {
    let begin = Instant::now();
    thread::scope(|scope| {
        let asking =
            desks.iter_mut().map(|desk| scope.spawn(move || (0..EACH).try_for_each(|_| ask(desk))));
        let asking = asking.collect::<Vec<_>>();
        asking.into_iter().try_for_each(|asks| asks.join().expect("a desk does not panic"))
    })?;
    Ok(begin.elapsed())
}

/// As much of a desk as it takes to ask.
struct Desk {
    line: HubLine,
    head: Head,
    epoch: Uuid,
}

impl Desk {
    fn join(folder: &Path, hub: &Hub) -> Result<Self, Failed> {
        let line = join_as("broker", folder, hub, &hub.url())?;
        let head = Head::start(line.joined().device);
        let mut desk = Self { line, head, epoch: Uuid::nil() };
        desk.pull(1)?;
        Ok(desk)
    }

    /// Takes declarations on that nobody has heard of: nothing that it could be in conflict with.
    fn push(&mut self, count: u32) -> Result<(), Failed> {
        let mut offers = Vec::new();
        for _ in 0..count {
            let draft = Draft {
                id: EntryId(random_id()?),
                subject: Some(DeclarationId(random_id()?)),
                event: Event::from(Claimed { claimed: true }),
                actor: "Bench".to_owned(),
                at: DateTime::UNIX_EPOCH,
                base_revision: 0,
            };
            let entry = draft.seal(self.head);
            self.head = self.head.after(&entry);
            offers.push(Offer { entry, seen: 0, withheld: false });
        }
        let pushed = self.line.push(&Push { epoch: self.epoch, offers }).map_err(told)?;
        match pushed.answer {
            PushAnswer::Done(answers) if answers.len() == count as usize => Ok(()),
            other => Err(Failed::new(format!("The hub answered {other:?}."))),
        }
    }

    fn pull(&mut self, limit: u32) -> Result<(), Failed> {
        let request = PullRequest {
            epoch: self.epoch,
            after: 0,
            limit,
            subscription: Subscription::default(),
        };
        let pulled = self.line.pull(&request).map_err(told)?;
        self.epoch = pulled.hub.epoch;
        match pulled.page {
            Page::Entries { entries, .. } if entries.len() == limit as usize => Ok(()),
            other => Err(Failed::new(format!("The hub answered {other:?}."))),
        }
    }

    fn inquire(&mut self, count: u32) -> Result<(), Failed> {
        let numbers = (0..count).map(|number| format!("LGG-{number:07}")).collect::<Vec<_>>();
        let answers = self.line.parcels(&numbers).map_err(told)?;
        if answers.len() == numbers.len() {
            Ok(())
        } else {
            Err(Failed::new("An inquiry was cut short."))
        }
    }
}

fn told(error: sync::LinkError) -> Failed {
    Failed::because("The hub", error)
}
