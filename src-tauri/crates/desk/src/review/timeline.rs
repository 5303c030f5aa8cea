//! The journal's entries told to people.

use customs::declaration::DataSet;
use customs::dictionary::dictionary;
use customs::language::Language;
use journal::{AmendmentCause, Choice, Entry, Event, FieldChange, Placed, State};

use super::elements::label;
use crate::contract::{ChangeView, EntryStanding, TimelineEvent};

/// One event for each entry, oldest first; what the hub refused stands where it was written.
pub(crate) fn timeline(
    state: &State,
    entries: &[Placed],
    refused: &[Entry],
    has_hub: bool,
    language: Language,
) -> Vec<TimelineEvent> {
    let data_set = customs::Declaration::read(&state.body).data_set;
    let one = |entry: &Entry, standing| event(state, entry, standing, &data_set, language);
    let mut told: Vec<TimelineEvent> =
        entries.iter().map(|entry| one(&entry.entry, standing(state, entry, has_hub))).collect();
    for entry in refused {
        let place = told.iter().position(|event| event.at > entry.at).unwrap_or(told.len());
        told.insert(place, one(entry, EntryStanding::Refused));
    }
    told
}

fn event(
    state: &State,
    entry: &Entry,
    standing: EntryStanding,
    data_set: &DataSet,
    language: Language,
) -> TimelineEvent {
    // A payload that cannot be read is told as an entry of an unknown kind; `verify` names it.
    let event = entry.event().ok();
    let told = event.as_ref().map(|event| tell(event, data_set, language)).unwrap_or_default();
    TimelineEvent {
        entry: entry.id.0,
        kind: entry.kind.clone(),
        at: entry.at,
        actor: entry.actor.clone(),
        subject: told.subject,
        detail: told.detail,
        changes: told.changes,
        undone: state.undone.contains(&entry.id),
        hash: entry.hash.to_string(),
        standing,
    }
}

fn standing(state: &State, entry: &Placed, has_hub: bool) -> EntryStanding {
    let chosen = || {
        let mut answered = state.conflicts.iter().filter(|c| c.contested.contains(&entry.id));
        answered.any(|conflict| {
            conflict.answer.as_ref().is_some_and(|answer| answer.choice == Choice::Contested)
        })
    };
    match entry.sequence {
        _ if entry.is_contested() && !chosen() => EntryStanding::Contested,
        None if has_hub => EntryStanding::Unsent,
        _ => EntryStanding::Counts,
    }
}

/// What a sentence about an entry names, for example the decision; `None` where it names nothing.
pub(crate) fn subject_of(event: &Event) -> Option<String> {
    tell(event, &DataSet(String::new()), Language::English).subject
}

/// What an entry is about, how it says why, and what it changed.
#[derive(Default)]
struct Told {
    subject: Option<String>,
    detail: Option<String>,
    changes: Vec<ChangeView>,
}

impl Told {
    fn new(subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..Self::default() }
    }

    fn because(mut self, detail: Option<String>) -> Self {
        self.detail = detail.filter(|text| !text.is_empty());
        self
    }
}

fn tell(event: &Event, data_set: &DataSet, language: Language) -> Told {
    match event {
        Event::Queued(queued) => Told::new(queued.source.name.clone()),
        Event::Amended(amended) => {
            let (subject, detail) = match &amended.cause {
                AmendmentCause::Broker { reason } => ("broker".to_owned(), Some(reason.clone())),
                AmendmentCause::Import { source } => {
                    ("import".to_owned(), Some(source.name.clone()))
                }
            };
            let changes = amended.changes.iter().map(|c| change(c, data_set, language)).collect();
            Told { changes, ..Told::new(subject).because(detail) }
        }
        Event::Decided(decided) => {
            Told::new(name(&decided.decision)).because(decided.reason.clone())
        }
        Event::Undone(undone) => Told::new(undone.entry.to_string()),
        Event::Claimed(claimed) => {
            Told::new(if claimed.claimed { "claimed" } else { "given_back" })
        }
        Event::MessageReceived(received) => {
            let remarks = received.message.remarks.iter().map(|remark| remark.text.as_str());
            let texts: Vec<&str> = remarks.filter(|text| !text.is_empty()).collect();
            Told::new(name(&received.message.kind)).because(Some(texts.join(" · ")))
        }
        Event::InspectionRecorded(record) => Told::default().because(Some(record.remarks.clone())),
        Event::InspectionClosed(closed) => {
            Told::new(format!("{:?}", closed.result)).because(Some(closed.remarks.clone()))
        }
        Event::Attached(attached) => Told::new(attached.name.clone()),
        Event::Annotated(annotated) => {
            Told::default().because(crate::annotation::note(&annotated.annotation))
        }
        Event::AnnotationRemoved(removed) => Told::new(removed.id.clone()),
        Event::Printed(printed) => {
            Told::new(printed.document.clone()).because(printed.printer.clone())
        }
        Event::Resolved(resolved) => {
            let changes = resolved.changes.iter().map(|c| change(c, data_set, language)).collect();
            Told { changes, ..Told::new(name(&resolved.choice)).because(resolved.reason.clone()) }
        }
        Event::Judged(judged) => Told::new(judged.verdict.rules_of.to_string()),
        Event::HandedOver(handed) => Told::new(handed.to.clone()).because(handed.place.clone()),
        Event::Imported(_) | Event::Unknown { .. } => Told::default(),
    }
}

fn change(change: &FieldChange, data_set: &DataSet, language: Language) -> ChangeView {
    let known = dictionary().of_in(&change.path, data_set);
    ChangeView {
        path: change.path.to_string(),
        data_element: known.and_then(|known| known.number.clone()),
        label: label(&change.path, data_set, language),
        from: change.from.clone(),
        to: change.to.clone(),
    }
}

/// The stable snake_case name of a plain enum value, as serde writes it.
fn name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
