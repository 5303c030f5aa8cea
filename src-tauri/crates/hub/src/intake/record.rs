//! One record: new, changed, known already, or refused and why.

use chrono::NaiveDate;
use customs::{Declaration, Element, Language, Packs};
use exchange::{DeclarationRecord, Format, MessageRecord, Place, Record};
use journal::{
    Amended, AmendmentCause, DeclarationId, Event, FieldChange, MessageReceived, Queued,
    RefusedRecord, Source,
};
use office::{Known, Office, OfficeError, OwnEvent};

use super::{From, named_after};

/// What every record is looked at with.
pub(super) struct Taker<'a> {
    pub(super) office: &'a Office,
    pub(super) packs: &'a Packs,
    pub(super) today: NaiveDate,
    pub(super) from: From<'a>,
}

/// What becomes of a record.
pub(super) enum Outcome {
    Declaration { format: Format, change: Change, event: Option<OwnEvent> },
    Message { format: Format, event: OwnEvent },
    Refused(RefusedRecord),
}

/// What a declaration changes at the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    New,
    Amended,
    Unchanged,
}

type SourceOf<'s> = &'s dyn Fn(Format, Place) -> Source;

impl Taker<'_> {
    /// `before`: what records of this batch before it will write.
    pub(super) fn judge(
        &self,
        record: Record,
        source: SourceOf<'_>,
        before: &[OwnEvent],
    ) -> Result<Outcome, OfficeError> {
        match record {
            Record::Refused(refusal) => Ok(Outcome::Refused(RefusedRecord {
                record: refusal.place.record,
                line: refusal.place.line,
                reference: refusal.reference,
                code: refusal.code.to_string(),
                reason: refusal.reason,
                hint: refusal.hint,
            })),
            Record::Message(message) => Ok(self.message(*message, source)),
            Record::Declaration(declaration) => self.declaration(declaration, source, before),
        }
    }

    /// Only what the authority said may make a parcel look released, so messages are taken from the
    /// office's own hands alone.
    fn message(&self, record: MessageRecord, source: SourceOf<'_>) -> Outcome {
        let source = source(record.format, record.place);
        let message = record.message;
        if self.from.party().is_some() {
            return Outcome::Refused(RefusedRecord {
                record: source.record,
                line: source.line,
                reference: message.mrn.or(message.lrn),
                code: "message_not_taken".to_owned(),
                reason: "This is a message about a declaration; only declarations are taken here."
                    .to_owned(),
                hint:
                    "Messages of the authority come from the office itself. Send the declarations."
                        .to_owned(),
            });
        }
        let body = serde_json::to_string(&message.body).expect("elements have string keys");
        let id = named_after("message", &[&body]);
        let subject = self.office.subject_of_message(&message).ok().flatten();
        let event = Event::from(MessageReceived { source, message, waited_as: None });
        let actor = self.from.name().to_owned();
        Outcome::Message { format: record.format, event: OwnEvent { id, subject, event, actor } }
    }

    fn declaration(
        &self,
        record: DeclarationRecord,
        source: SourceOf<'_>,
        before: &[OwnEvent],
    ) -> Result<Outcome, OfficeError> {
        let (format, body) = (record.format, record.body);
        let source = source(format, record.place);
        let (declaration, verdict) =
            customs::verdict(&body, self.packs, self.today, Language::English);
        let id = identity(&declaration);
        if let Some(twin) = before.iter().find(|event| event.subject == Some(id)) {
            let same = body_of(&twin.event).is_some_and(|known| *known == body);
            return Ok(if same { unchanged(format) } else { self.twice(&source, &declaration) });
        }
        let Some(known) = self.office.known(id)? else {
            let event = Event::from(Queued { source, body, verdict });
            return Ok(self.written(format, Change::New, id, event));
        };
        if known.state.body == body {
            return Ok(unchanged(format));
        }
        if let Some(refused) = self.refusal(&known, &source, &declaration) {
            return Ok(Outcome::Refused(refused));
        }
        let changes = FieldChange::between(&known.state.body, &body);
        let cause = AmendmentCause::Import { source };
        let event = Event::from(Amended { cause, changes, body: Some(body), verdict });
        Ok(self.written(format, Change::Amended, id, event))
    }

    /// Why a newer version of what is known is not taken.
    fn refusal(
        &self,
        known: &Known,
        source: &Source,
        declaration: &Declaration,
    ) -> Option<RefusedRecord> {
        if self.from.party().is_some_and(|party| known.sender != Some(party)) {
            return Some(refused(
                source,
                declaration,
                "reference_taken",
                "This LRN cannot be used.",
                "Give the declaration another LRN. If it is yours and was handed in by somebody else, ask the office.",
            ));
        }
        if known.state.source.file == source.file {
            return Some(duplicate(source, declaration));
        }
        (!known.state.status.allows_amending()).then(|| {
            refused(
                source,
                declaration,
                "already_lodged",
                "The authority has this declaration already; its data cannot be changed here any more.",
                "Ask the office for an amendment.",
            )
        })
    }

    fn twice(&self, source: &Source, declaration: &Declaration) -> Outcome {
        Outcome::Refused(duplicate(source, declaration))
    }

    fn written(&self, format: Format, change: Change, id: DeclarationId, event: Event) -> Outcome {
        let body = body_of(&event).map(|body| serde_json::to_string(body).unwrap_or_default());
        let entry = named_after(event.kind(), &[&id.to_string(), &body.unwrap_or_default()]);
        let actor = self.from.name().to_owned();
        let event = Some(OwnEvent { id: entry, subject: Some(id), event, actor });
        Outcome::Declaration { format, change, event }
    }
}

/// The declaration that this one is, wherever it comes in. Every record has an LRN: one without is
/// refused when it is read.
fn identity(declaration: &Declaration) -> DeclarationId {
    let lrn = declaration.lrn.as_ref().map_or("", |at| at.value.as_str());
    DeclarationId::of(declaration.declarant_id(), lrn)
}

fn body_of(event: &Event) -> Option<&Element> {
    match event {
        Event::Queued(queued) => Some(&queued.body),
        Event::Amended(amended) => amended.body.as_ref(),
        _ => None,
    }
}

fn unchanged(format: Format) -> Outcome {
    Outcome::Declaration { format, change: Change::Unchanged, event: None }
}

/// One LRN for two declarations of one file: the second is more likely another parcel than a newer
/// version of the first.
fn duplicate(source: &Source, declaration: &Declaration) -> RefusedRecord {
    refused(
        source,
        declaration,
        "duplicate_lrn",
        "The file has this LRN twice, for different declarations.",
        "Give the second declaration its own LRN, or put the rows of one LRN together.",
    )
}

fn refused(
    source: &Source,
    declaration: &Declaration,
    code: &str,
    reason: &str,
    hint: &str,
) -> RefusedRecord {
    RefusedRecord {
        record: source.record,
        line: source.line,
        reference: declaration.lrn.as_ref().map(|at| at.value.clone()),
        code: code.to_owned(),
        reason: reason.to_owned(),
        hint: hint.to_owned(),
    }
}
