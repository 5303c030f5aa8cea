//! A desk that writes entries down, for tests that tell what happened to one declaration.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use customs::{AuthorityMessage, Charges, Currency, Element, Lane, MessageKind, Verdict};
use journal::{
    Amended, AmendmentCause, AttachmentHash, Decided, Decision, DeclarationId, DeviceId, Draft,
    Entry, EntryId, Event, FieldChange, Head, MessageReceived, Placed, Queued, Source, State,
    Undone,
};
use rust_decimal::Decimal;
use uuid::Uuid;

pub(crate) const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xde5c));
pub(crate) const DECLARATION: DeclarationId = DeclarationId(Uuid::from_u128(0xdec1));

/// What happened to one declaration at one desk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    pub(crate) entries: Vec<Entry>,
}

impl Story {
    /// A lamp of 25 euro came onto the desk.
    pub(crate) fn queued() -> Self {
        let mut story = Self::default();
        story.append(queued());
        story
    }

    /// Writes an entry down, a minute after the one before it.
    pub(crate) fn append(&mut self, event: impl Into<Event>) -> EntryId {
        self.append_by("An Peeters", event)
    }

    pub(crate) fn append_by(&mut self, actor: &str, event: impl Into<Event>) -> EntryId {
        let sequence = self.entries.len() as u64 + 1;
        let draft = Draft {
            id: EntryId(Uuid::from_u128(u128::from(sequence))),
            subject: Some(DECLARATION),
            event: event.into(),
            actor: actor.to_owned(),
            at: minute(sequence as i64),
            base_revision: 1,
        };
        let head = self
            .entries
            .last()
            .map_or(Head::start(DEVICE), |entry| Head::start(DEVICE).after(entry));
        let entry = draft.seal(head);
        let id = entry.id;
        self.entries.push(entry);
        id
    }

    pub(crate) fn decide(&mut self, decision: Decision) -> EntryId {
        self.append(Decided { decision, reason: None, batch: Uuid::from_u128(7) })
    }

    pub(crate) fn undo(&mut self, entry: EntryId) -> EntryId {
        self.append(Undone { entry })
    }

    /// The broker writes another description.
    pub(crate) fn describe(&mut self, description: &str) -> EntryId {
        self.append(amended(description))
    }

    /// What the entries add up to.
    pub(crate) fn state(&self) -> State {
        State::fold(DECLARATION, &pending(&self.entries)).unwrap()
    }

    pub(crate) fn description(&self) -> String {
        let state = self.state();
        state.body.text(&["GoodsShipment", "Commodity", "Description"]).unwrap().to_owned()
    }
}

/// Entries that no hub has seen.
pub(crate) fn pending(entries: &[Entry]) -> Vec<Placed> {
    entries.iter().cloned().map(Placed::pending).collect()
}

pub(crate) fn minute(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_620_800, 0).unwrap() + TimeDelta::minutes(minute)
}

pub(crate) fn source() -> Source {
    Source {
        file: AttachmentHash("0".repeat(64)),
        name: "flight.csv".to_owned(),
        format: "h7_csv".to_owned(),
        record: 1,
        line: 2,
    }
}

pub(crate) fn body(description: &str) -> Element {
    Element::new("Declaration").with(Element::leaf("FunctionalReferenceID", "LGG-1")).with(
        Element::new("GoodsShipment")
            .with(Element::new("Commodity").with(Element::leaf("Description", description))),
    )
}

pub(crate) fn verdict(lane: Lane) -> Verdict {
    Verdict {
        lane,
        lane_reasons: vec![],
        criteria: vec![],
        findings: vec![],
        charges: Charges {
            lines: vec![],
            payable: Decimal::new(2_500, 2),
            currency: Currency::eur(),
            customs_value: None,
            gaps: vec![],
        },
        pack_hash: "0".repeat(64),
        rules_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
        rates: Vec::new(),
    }
}

pub(crate) fn queued() -> Queued {
    Queued { source: source(), body: body("lamp"), verdict: verdict(Lane::Green) }
}

pub(crate) fn amended(description: &str) -> Amended {
    let change = FieldChange {
        path: "GoodsShipment/Commodity/Description".parse().unwrap(),
        from: None,
        to: Some(description.to_owned()),
    };
    let cause = AmendmentCause::Broker { reason: "the invoice says so".to_owned() };
    Amended { cause, changes: vec![change], body: None, verdict: verdict(Lane::Yellow) }
}

/// A message that the authority issued at a minute.
pub(crate) fn message(kind: MessageKind, issued: i64) -> MessageReceived {
    let message = AuthorityMessage {
        kind,
        code: format!("{kind:?}"),
        reference: Some(format!("{kind:?}-{issued}")),
        lrn: Some("LGG-1".to_owned()),
        mrn: Some(format!("26BE{issued}")),
        version: None,
        issued: Some(minute(issued)),
        control_result: None,
        remarks: vec![],
        charges: vec![],
        currency: None,
        body: Element::new("Response"),
    };
    MessageReceived { source: source(), message, waited_as: None }
}
