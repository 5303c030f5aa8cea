//! Counts, once everything is calm again: what was written is on every desk and in the hub's order,
//! each of it once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

use journal::DeviceId;
use link::{Enrolment, HubLine, KeyChoice};
use serde_json::{Value, json};
use sync::link::Link;
use sync::wire::{Page, PullRequest, Subscription};
use uuid::Uuid;

use crate::Failed;
use crate::desk::Desk;
use crate::hub::Hub;
use crate::waiting::until;

/// Entries asked for at once.
const PAGE: u32 = 2_000;

/// A hub lets so many desks join each minute.
const TO_JOIN: Duration = Duration::from_secs(60);

/// A decision that a desk said it had written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) declaration: String,
    /// No other decision has the same.
    pub(crate) reason: String,
}

/// What was counted.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) desks: usize,
    pub(crate) declarations: usize,
    pub(crate) written: usize,
    pub(crate) contested: usize,
    pub(crate) in_order: usize,
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} decisions on {} declarations, {} of them contested, are once on each of {} desks; the \
             hub's order of {} entries has no gap and no double.",
            self.written, self.declarations, self.contested, self.desks, self.in_order
        )
    }
}

/// One declaration's entries as a desk tells them: id, hash, kind, reason, standing, in their order.
type Timeline = Vec<[String; 5]>;

/// Compares all desks with each other, with the hub's order, and with what was written.
///
/// # Errors
/// Names what is lost, there twice, out of order, or not the same everywhere.
pub(crate) fn audit(
    desks: &[&Desk],
    written: &[Written],
    hub: &Hub,
    url: &str,
    folder: &Path,
) -> Result<Counted, Failed> {
    let order = order(hub, url, folder)?;
    let mut seen: Option<BTreeMap<String, Timeline>> = None;
    for desk in desks {
        let timelines = timelines(desk)?;
        each_written_once(desk.name(), &timelines, written)?;
        all_in_order(desk.name(), &timelines, &order)?;
        match &seen {
            None => seen = Some(timelines),
            Some(first) => the_same(desks[0].name(), first, desk.name(), &timelines)?,
        }
    }
    let timelines = seen.unwrap_or_default();
    let contested = timelines.values().flatten().filter(|event| event[4] == "contested").count();
    Ok(Counted {
        desks: desks.len(),
        declarations: timelines.len(),
        written: written.len(),
        contested,
        in_order: order.len(),
    })
}

fn timelines(desk: &Desk) -> Result<BTreeMap<String, Timeline>, Failed> {
    let of = |id: String| {
        let view = desk.ask("show", &json!({ "id": id }))?;
        let events = view["timeline"].as_array().into_iter().flatten().map(told).collect();
        Ok((id, events))
    };
    desk.declarations()?.into_iter().map(of).collect()
}

fn told(event: &Value) -> [String; 5] {
    ["entry", "hash", "kind", "detail", "standing"]
        .map(|part| event[part].as_str().unwrap_or_default().to_owned())
}

fn each_written_once(
    desk: &str,
    timelines: &BTreeMap<String, Timeline>,
    written: &[Written],
) -> Result<(), Failed> {
    for Written { declaration, reason } in written {
        let events = timelines.get(declaration).map_or(&[][..], Vec::as_slice);
        match events.iter().filter(|event| event[3] == *reason).count() {
            1 => {}
            0 => return Err(Failed::new(format!("{desk} lost “{reason}” of {declaration}."))),
            times => return Err(Failed::new(format!("{desk} has “{reason}” {times} times."))),
        }
    }
    Ok(())
}

fn all_in_order(
    desk: &str,
    timelines: &BTreeMap<String, Timeline>,
    order: &BTreeSet<String>,
) -> Result<(), Failed> {
    match timelines.values().flatten().find(|event| !order.contains(&event[0])) {
        None => Ok(()),
        Some(event) => Err(Failed::new(format!("{desk} has {event:?}, which the hub has not."))),
    }
}

fn the_same(
    first: &str,
    expected: &BTreeMap<String, Timeline>,
    other: &str,
    found: &BTreeMap<String, Timeline>,
) -> Result<(), Failed> {
    if expected == found {
        return Ok(());
    }
    let ids = expected.keys().chain(found.keys());
    let differs = ids.into_iter().find(|id| expected.get(*id) != found.get(*id));
    let differs = differs.map_or("", String::as_str);
    let lines = |timeline: Option<&Timeline>| {
        let events = timeline.into_iter().flatten().map(|event| event.join(" "));
        events.collect::<Vec<_>>().join("\n  ")
    };
    Err(Failed::new(format!(
        "{first} and {other} do not tell the same of {differs}.\n{first}:\n  {}\n{other}:\n  {}",
        lines(expected.get(differs)),
        lines(found.get(differs)),
    )))
}

/// Reads the hub's whole order as a desk that just joined, and checks that it has neither gaps nor
/// doubles, and that every device's entries follow each other. Answers the entries' ids.
fn order(hub: &Hub, url: &str, folder: &Path) -> Result<BTreeSet<String>, Failed> {
    let line = join_as("read-only", folder, hub, url)?;
    let told = |error| Failed::because("The auditor and the hub", error);
    let mut order = Order::default();
    loop {
        let request = PullRequest {
            epoch: order.epoch,
            after: order.last,
            limit: PAGE,
            subscription: Subscription::default(),
        };
        let pulled = line.pull(&request).map_err(told)?;
        order.epoch = pulled.hub.epoch;
        let Page::Entries { entries, upto, .. } = pulled.page else {
            return Err(Failed::new(format!("The hub answered {:?}.", pulled.page)));
        };
        for entry in &entries {
            order.append(entry)?;
        }
        if order.last != upto {
            return Err(Failed::new(format!("The page ends at {}, not {upto}.", order.last)));
        }
        if upto >= pulled.hub.head {
            return Ok(order.ids);
        }
    }
}

/// Joins the hub without a desk: only the line.
///
/// # Errors
/// What the hub says; where it lets nobody else join now, after a while.
pub(crate) fn join_as(role: &str, folder: &Path, hub: &Hub, url: &str) -> Result<HubLine, Failed> {
    let folder = folder.join(format!("line-{}", random_id()?));
    fs::create_dir(&folder).map_err(|error| Failed::because(folder.display(), error))?;
    until(TO_JOIN, "a place at the hub", || {
        let code = hub.invite(role)?;
        let enrolment = Enrolment {
            hub: url,
            code: &code,
            desk_name: role,
            device: DeviceId(random_id()?),
            folder: &folder,
            keys: KeyChoice::FileOnly,
        };
        link::enrol(&enrolment).map_err(|error| Failed::because(url, error))
    })
}

/// The order as far as it was read.
#[derive(Default)]
struct Order {
    epoch: Uuid,
    last: u64,
    ids: BTreeSet<String>,
    heads: BTreeMap<Uuid, u64>,
}

impl Order {
    fn append(&mut self, next: &sync::wire::Sequenced) -> Result<(), Failed> {
        let entry = &next.entry;
        let wrong = |what: String| {
            Err(Failed::new(format!("The hub's order at {}: {what}.", next.sequence)))
        };
        if next.sequence != self.last + 1 {
            return wrong(format!("follows {}", self.last));
        }
        if !self.ids.insert(entry.id.0.to_string()) {
            return wrong(format!("{} is there twice", entry.id.0));
        }
        let head = self.heads.entry(entry.device.0).or_default();
        if entry.sequence <= *head {
            return wrong(format!("entry {} of its device comes after {head}", entry.sequence));
        }
        *head = entry.sequence;
        self.last = next.sequence;
        Ok(())
    }
}

/// Ids come from the kernel: nothing here has to be repeatable.
pub(crate) fn random_id() -> Result<Uuid, Failed> {
    let told = |error: &dyn std::fmt::Display| Failed::because("no random id", error);
    let id = fs::read_to_string("/proc/sys/kernel/random/uuid").map_err(|error| told(&error))?;
    id.trim().parse().map_err(|error| told(&error))
}
