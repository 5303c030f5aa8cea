//! How a declaration's entries fold into its current state.

mod choosing;
mod merging;
mod told;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use customs::{AuthorityMessage, Element, MessageKind, Verdict};
use serde_json::Value;

use crate::conflict::{Aspect, ConflictState};
use crate::entry::Entry;
use crate::event::{
    Amended, Attached, Decided, Decision, Event, FieldChange, HandedOver, InspectionClosed,
    InspectionRecorded, MessageReceived, Printed, Queued, Source, UnreadablePayload,
};
use crate::id::{AttachmentHash, DeclarationId, EntryId};
use crate::placed::Placed;
use crate::status::{AuthorityStatus, Status};
use merging::DataChanges;
use told::Told;

/// Everything that is known of one declaration now.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which declaration.
    pub id: DeclarationId,
    /// Rises with every entry that changes what a document would show; printing and claiming do not.
    pub revision: u32,
    /// The data as it stands.
    pub body: Element,
    /// What the rules said about the data as it stands.
    pub verdict: Verdict,
    /// Where the data came from first.
    pub source: Source,
    /// When it came onto the desk.
    pub queued_at: DateTime<Utc>,
    /// The broker's decision that counts.
    pub decision: Option<DecisionState>,
    /// What the authority's messages add up to.
    pub authority: AuthorityStatus,
    /// The one status that people see.
    pub status: Status,
    /// The MRN that the authority gave, from its latest message that carries one.
    pub mrn: Option<String>,
    /// Who works on it.
    pub claimed_by: Option<String>,
    /// The authority's messages in the order of their issue.
    pub messages: Vec<MessageState>,
    /// The inspection, once something was recorded.
    pub inspection: Option<InspectionState>,
    /// Attached files in the order they were attached.
    pub attachments: Vec<AttachmentState>,
    /// Regions and notes on them.
    pub annotations: Vec<AnnotationState>,
    /// Prints, oldest first.
    pub prints: Vec<PrintState>,
    /// When the goods were given to whoever takes them on, oldest first.
    pub handovers: Vec<HandoverState>,
    /// What two desks did without knowing of each other, in the hub's order.
    pub conflicts: Vec<ConflictState>,
    /// The data was put together from changes of two desks, so that no verdict is about all of it:
    /// the one kept here saw only a part. Judge it anew before showing it.
    pub unjudged: bool,
    /// Entries that a later undo took back.
    pub undone: HashSet<EntryId>,
}

/// The goods were given to someone.
#[derive(Clone, Debug, PartialEq)]
pub struct HandoverState {
    /// The entry that says so.
    pub entry: EntryId,
    /// To whom, where.
    pub handed: HandedOver,
    /// When.
    pub at: DateTime<Utc>,
}

/// The broker's decision that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionState {
    /// The entry that holds it.
    pub entry: EntryId,
    /// What was decided.
    pub decided: Decided,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A stored message of the authority.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageState {
    /// The entry that holds it.
    pub entry: EntryId,
    /// The message.
    pub message: AuthorityMessage,
    /// Where it came from.
    pub source: Source,
    /// When it came onto the desk.
    pub received_at: DateTime<Utc>,
}

/// The inspection as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct InspectionState {
    /// The record.
    pub record: InspectionRecorded,
    /// Who recorded last.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How it was closed, and when.
    pub closed: Option<(InspectionClosed, DateTime<Utc>)>,
}

/// An attached file.
#[derive(Clone, Debug, PartialEq)]
pub struct AttachmentState {
    /// The entry that attached it.
    pub entry: EntryId,
    /// The file.
    pub attached: Attached,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A region or note on an attachment.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnotationState {
    /// The annotation's `id`.
    pub id: String,
    /// The attachment it is on.
    pub file: AttachmentHash,
    /// W3C Web Annotation.
    pub annotation: Value,
    /// Who wrote it last.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A document that was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintState {
    /// The entry that records it.
    pub entry: EntryId,
    /// What was printed.
    pub printed: Printed,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// These entries do not make a declaration.
#[derive(Debug, thiserror::Error)]
pub enum Unfoldable {
    /// Nothing came onto the desk.
    #[error("the journal holds no “queued” entry for declaration {0}")]
    NeverQueued(DeclarationId),
    /// A payload cannot be read.
    #[error("entry {entry}: {cause}")]
    Unreadable { entry: EntryId, cause: UnreadablePayload },
}

impl State {
    /// Folds a declaration's entries: those that the hub ordered in its order, then those that it
    /// does not have yet.
    ///
    /// # Errors
    /// There is no `queued` entry among them, or a payload cannot be read.
    pub fn fold(id: DeclarationId, entries: &[Placed]) -> Result<Self, Unfoldable> {
        let told = Told::read(entries)?;
        let mut changed = DataChanges::default();
        let mut state: Option<State> = None;
        for (entry, event) in told.iter() {
            match (&mut state, event) {
                (None, Event::Queued(queued)) => {
                    state = Some(State::queued(id, entry, queued.clone()));
                }
                (None, _) => {}
                (Some(state), event) => state.take(entry, event, &told, &mut changed),
            }
        }
        let mut state = state.ok_or(Unfoldable::NeverQueued(id))?;
        state.settle(entries);
        state.undone = told.into_undone();
        Ok(state)
    }

    /// The conflicts in which someone has to choose.
    pub fn open_conflicts(&self) -> impl Iterator<Item = &ConflictState> {
        self.conflicts.iter().filter(|conflict| conflict.is_open())
    }

    /// Whether another broker contradicts the data, the decision or a choice: nothing leaves the desk
    /// on an approval then. What inspectors found differently has no part in it.
    pub fn is_contested(&self) -> bool {
        self.open_conflicts().any(|conflict| conflict.aspect != Aspect::Inspection)
    }

    /// The latest release message, without which no release note may be printed.
    pub fn release(&self) -> Option<&MessageState> {
        let released = self.authority == AuthorityStatus::Released;
        released
            .then(|| self.messages.iter().rev().find(|m| m.message.kind == MessageKind::Released))?
    }

    /// The state of a declaration that has just come onto the desk; what [`State::fold`] makes of
    /// its `queued` entry alone.
    pub fn queued(id: DeclarationId, entry: &Entry, queued: Queued) -> Self {
        Self {
            id,
            revision: 1,
            body: queued.body,
            verdict: queued.verdict,
            source: queued.source,
            queued_at: entry.at,
            decision: None,
            authority: AuthorityStatus::Unknown,
            status: Status::Queued,
            mrn: None,
            claimed_by: None,
            messages: Vec::new(),
            inspection: None,
            attachments: Vec::new(),
            annotations: Vec::new(),
            prints: Vec::new(),
            handovers: Vec::new(),
            conflicts: Vec::new(),
            unjudged: false,
            undone: HashSet::new(),
        }
    }

    fn take(&mut self, entry: &Placed, event: &Event, told: &Told<'_>, changed: &mut DataChanges) {
        self.revision += u32::from(self.is_changed_by(event));
        if !told.counts(entry, event) {
            return;
        }
        if entry.is_contested() {
            self.contest(entry, event);
            return;
        }
        if let Some(unjudged) = changed.note(entry, event, &self.body) {
            self.unjudged = unjudged;
        }
        self.apply(entry, event, told);
    }

    fn apply(&mut self, entry: &Entry, event: &Event, told: &Told<'_>) {
        let (by, at) = (entry.actor.clone(), entry.at);
        match event {
            // The same parcel came onto a second desk. Where it is another version, that counts until
            // the hub has compared the two.
            Event::Queued(queued) if queued.body == self.body => {}
            Event::Queued(queued) => {
                self.body = queued.body.clone();
                self.change(&[], Some(&queued.verdict));
            }
            Event::Amended(amended) => self.amend(amended),
            Event::Decided(decided) => {
                self.decision =
                    Some(DecisionState { entry: entry.id, decided: decided.clone(), by, at });
            }
            Event::Claimed(claim) => self.claimed_by = claim.claimed.then_some(by),
            Event::MessageReceived(received) => self.receive(entry, received),
            Event::InspectionRecorded(record) => {
                let closed = self.inspection.take().and_then(|inspection| inspection.closed);
                self.inspection = Some(InspectionState { record: record.clone(), by, at, closed });
            }
            Event::InspectionClosed(closed) => {
                let inspection = self.inspection.get_or_insert_with(|| InspectionState {
                    record: InspectionRecorded::default(),
                    by,
                    at,
                    closed: None,
                });
                inspection.closed = Some((closed.clone(), at));
            }
            Event::Attached(attached) => {
                self.attachments.push(AttachmentState {
                    entry: entry.id,
                    attached: attached.clone(),
                    by,
                    at,
                });
            }
            Event::Annotated(annotated) => {
                self.annotate(&annotated.file, &annotated.annotation, by, at);
            }
            Event::AnnotationRemoved(removed) => self.annotations.retain(|a| a.id != removed.id),
            Event::Printed(printed) => {
                self.prints.push(PrintState { entry: entry.id, printed: printed.clone(), by, at });
            }
            Event::Resolved(resolved) => self.resolve(entry, resolved, told),
            Event::HandedOver(handed) => {
                self.handovers.push(HandoverState { entry: entry.id, handed: handed.clone(), at });
            }
            Event::Judged(judged) if judged.is_about(&self.body) => {
                self.verdict = judged.verdict.clone();
                self.unjudged = false;
            }
            Event::Judged(_) | Event::Undone(_) | Event::Imported(_) | Event::Unknown { .. } => {}
        }
    }

    /// The same message may come onto two desks; it was said once.
    fn receive(&mut self, entry: &Entry, received: &MessageReceived) {
        if self.has_message(received) {
            return;
        }
        self.messages.push(MessageState {
            entry: entry.id,
            message: received.message.clone(),
            source: received.source.clone(),
            received_at: entry.at,
        });
    }

    fn amend(&mut self, amended: &Amended) {
        if let Some(body) = &amended.body {
            self.body = body.clone();
            self.change(&[], Some(&amended.verdict));
        } else {
            self.change(&amended.changes, Some(&amended.verdict));
        }
    }

    fn change(&mut self, changes: &[FieldChange], verdict: Option<&Verdict>) {
        for change in changes {
            self.body.set(&change.path, change.to.as_deref());
        }
        if let Some(verdict) = verdict {
            self.verdict = verdict.clone();
        }
        // An approval holds for the version that was approved, not for the one that follows it.
        let changes_data = verdict.is_some() || !changes.is_empty();
        if changes_data && self.decision() == Some(Decision::Approve) {
            self.decision = None;
        }
    }

    fn annotate(
        &mut self,
        file: &AttachmentHash,
        annotation: &Value,
        by: String,
        at: DateTime<Utc>,
    ) {
        let id = annotation.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let state =
            AnnotationState { id, file: file.clone(), annotation: annotation.clone(), by, at };
        match self.annotations.iter_mut().find(|known| known.id == state.id) {
            Some(known) => *known = state,
            None => self.annotations.push(state),
        }
    }

    /// Works out what follows from all entries together: the authority's messages count in the
    /// order of their issue, whatever order they arrived in.
    fn settle(&mut self, entries: &[Placed]) {
        self.messages.sort_by(|a, b| a.issue().cmp(&b.issue()));
        self.authority = self
            .messages
            .iter()
            .fold(AuthorityStatus::Unknown, |status, state| status.after(state.message.kind));
        self.mrn = self.messages.iter().rev().find_map(|state| state.message.mrn.clone());
        let position = |id: EntryId| entries.iter().position(|entry| entry.id == id);
        let rejected = self
            .messages
            .iter()
            .filter(|state| state.message.kind == MessageKind::Rejected)
            .filter_map(|state| position(state.entry))
            .max();
        let decided = self.decision.as_ref().and_then(|decision| position(decision.entry));
        let contested = self.is_contested();
        let standing = self.decision();
        let standing = standing.filter(|made| *made != Decision::Approve || !contested);
        self.status = Status::of(standing, self.authority, decided > rejected);
    }

    /// Whether a document would show something else after `event`.
    fn is_changed_by(&self, event: &Event) -> bool {
        match event {
            Event::Printed(_) | Event::Claimed(_) => false,
            Event::Queued(queued) => queued.body != self.body,
            Event::MessageReceived(received) => !self.has_message(received),
            _ => true,
        }
    }

    fn has_message(&self, received: &MessageReceived) -> bool {
        self.messages.iter().any(|known| known.message == received.message)
    }

    fn decision(&self) -> Option<Decision> {
        self.decision.as_ref().map(|state| state.decided.decision)
    }
}

impl MessageState {
    /// What messages are ordered by. Of two that were issued in the same moment the graver counts
    /// last, so that nothing looks released that may not be.
    fn issue(&self) -> (DateTime<Utc>, MessageKind, Option<&str>) {
        let moment = self.message.issued.unwrap_or(self.received_at);
        (moment, self.message.kind, self.message.reference.as_deref())
    }
}
