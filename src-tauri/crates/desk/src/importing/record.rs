//! One record into the journal: new, changed, known already, waiting, or refused.

use customs::{AuthorityMessage, Declaration, Element, Verdict};
use exchange::{Place, Record};
use journal::{
    Amended, AmendmentCause, DeclarationId, EntryId, Event, FieldChange, MessageReceived, Queued,
    Source,
};
use store::Writer;

use super::refusals::{only_on_hub, twice_in_one_file};
use crate::contract::RefusedRecord;
use crate::core::Core;
use crate::error::DeskError;

/// A record with everything worked out that needs no store.
pub(crate) enum Judged {
    Declaration {
        source: Source,
        body: Element,
        declaration: Box<Declaration>,
        verdict: Box<Verdict>,
    },
    Message {
        source: Source,
        message: Box<AuthorityMessage>,
    },
    Refused(RefusedRecord),
}

/// What became of a record, and which waiting messages it touched.
pub(crate) struct Written {
    pub(crate) outcome: Outcome,
    /// Entries of messages that now wait for their declaration.
    pub(crate) parked: Vec<EntryId>,
    /// Entries of messages that waited and now have found it.
    pub(crate) delivered: Vec<EntryId>,
}

/// What became of a record.
pub(crate) enum Outcome {
    Declaration { format: String, change: Change },
    Message { format: String },
    Refused(RefusedRecord),
}

/// What a declaration changed here.
pub(crate) enum Change {
    New,
    Amended,
    Unchanged,
}

/// Judges a declaration by the rules of its day. Done before the transaction, which it would hold up.
pub(crate) fn judge(
    core: &Core,
    record: Record,
    source: &dyn Fn(&str, u64, u64) -> Source,
) -> Judged {
    let place =
        |format: exchange::Format, place: Place| source(format.as_str(), place.record, place.line);
    match record {
        Record::Declaration(read) => {
            let (declaration, verdict) = core.judge(&read.body, None);
            Judged::Declaration {
                source: place(read.format, read.place),
                body: read.body,
                declaration: Box::new(declaration),
                verdict: Box::new(verdict),
            }
        }
        Record::Message(read) => Judged::Message {
            source: place(read.format, read.place),
            message: Box::new(read.message),
        },
        Record::Refused(refusal) => Judged::Refused(refusal.into()),
    }
}

/// Appends what the record changes.
///
/// # Errors
/// The store does not take it; the whole transaction must then be given up.
pub(crate) fn write(
    core: &Core,
    writer: &mut Writer<'_>,
    actor: &str,
    judged: Judged,
) -> Result<Written, DeskError> {
    let mut ledger = Ledger { core, writer, actor, parked: Vec::new(), delivered: Vec::new() };
    let outcome = match judged {
        Judged::Declaration { source, body, declaration, verdict } => {
            ledger.declaration(source, body, &declaration, *verdict)?
        }
        Judged::Message { source, message } => {
            let format = source.format.clone();
            ledger.message(source, *message)?;
            Outcome::Message { format }
        }
        Judged::Refused(refused) => Outcome::Refused(refused),
    };
    Ok(Written { outcome, parked: ledger.parked, delivered: ledger.delivered })
}

struct Ledger<'a, 'w> {
    core: &'a Core,
    writer: &'a mut Writer<'w>,
    actor: &'a str,
    parked: Vec<EntryId>,
    delivered: Vec<EntryId>,
}

impl Ledger<'_, '_> {
    fn declaration(
        &mut self,
        source: Source,
        body: Element,
        declaration: &Declaration,
        verdict: Verdict,
    ) -> Result<Outcome, DeskError> {
        let format = source.format.clone();
        if let Some(outcome) = self.on_hub_only(declaration, &source, &body)? {
            return Ok(outcome);
        }
        let Some(id) = self.same_declaration(declaration)? else {
            let id = self.new_id(declaration);
            self.append(Some(id), Queued { source, body, verdict }, 0)?;
            self.match_waiting(id, declaration)?;
            return Ok(Outcome::Declaration { format, change: Change::New });
        };
        if self.came_before(id, &body)? {
            return Ok(Outcome::Declaration { format, change: Change::Unchanged });
        }
        let other_record = |last: &Source| {
            last.file == source.file && (&last.name, last.record) != (&source.name, source.record)
        };
        // The same record again says something else where its headers have been mapped meanwhile.
        if let Some(first) = self.last_source(id)?.filter(other_record) {
            return Ok(Outcome::Refused(twice_in_one_file(declaration, &source, &first)));
        }
        self.newer_version(id, source, body, verdict)?;
        Ok(Outcome::Declaration { format, change: Change::Amended })
    }

    /// What becomes of a declaration that left this desk's window: the same again changes nothing, and
    /// a newer version has to wait until the rest is here, so that nobody judges half of it.
    fn on_hub_only(
        &self,
        declaration: &Declaration,
        source: &Source,
        body: &Element,
    ) -> Result<Option<Outcome>, DeskError> {
        let Some(lrn) = &declaration.lrn else { return Ok(None) };
        let evicted = self.writer.find_evicted(&lrn.value)?;
        let Some(known) = evicted.iter().find(|row| row.lrn == lrn.value) else { return Ok(None) };
        if self.writer.body_hash_of(known.id)? == Some(store::content_hash(body)) {
            let format = source.format.clone();
            return Ok(Some(Outcome::Declaration { format, change: Change::Unchanged }));
        }
        Ok(Some(Outcome::Refused(only_on_hub(&lrn.value, source))))
    }

    /// The same on every desk of the office, so that two desks that take in one file mean the same
    /// declaration. Without an LRN nothing says that two records are the same parcel.
    fn new_id(&self, declaration: &Declaration) -> DeclarationId {
        match &declaration.lrn {
            Some(lrn) => DeclarationId::of(declaration.declarant_id(), &lrn.value),
            None => DeclarationId(self.core.surroundings.new_id()),
        }
    }

    /// Where the version that counts was imported from.
    fn last_source(&self, id: DeclarationId) -> Result<Option<Source>, DeskError> {
        let entries = self.writer.entries_of(id)?;
        let sources = entries.iter().rev().filter_map(|entry| match entry.event().ok()? {
            Event::Queued(queued) => Some(queued.source),
            Event::Amended(Amended { cause: AmendmentCause::Import { source }, .. }) => {
                Some(source)
            }
            _ => None,
        });
        Ok(sources.into_iter().next())
    }

    /// An LRN is unique for its declarant, so the same LRN of another declarant is another one.
    fn same_declaration(
        &self,
        declaration: &Declaration,
    ) -> Result<Option<DeclarationId>, DeskError> {
        let Some(lrn) = &declaration.lrn else { return Ok(None) };
        for id in self.writer.by_lrn(&lrn.value)? {
            let state = self.writer.state(id)?;
            if Declaration::read(&state.body).declarant_id() == declaration.declarant_id() {
                return Ok(Some(id));
            }
        }
        // Its declarant may have been amended since; it is still the one that came in under this LRN.
        let known = DeclarationId::of(declaration.declarant_id(), &lrn.value);
        Ok(self.writer.find(&known.to_string())?.first().copied())
    }

    fn newer_version(
        &mut self,
        id: DeclarationId,
        source: Source,
        body: Element,
        verdict: Verdict,
    ) -> Result<(), DeskError> {
        let state = self.writer.state(id)?;
        let amended = Amended {
            cause: AmendmentCause::Import { source },
            changes: FieldChange::between(&state.body, &body),
            body: Some(body),
            verdict,
        };
        self.append(Some(id), amended, state.revision)?;
        Ok(())
    }

    /// Whether exactly this version was imported before, be it overtaken since by a newer one.
    fn came_before(&self, id: DeclarationId, body: &Element) -> Result<bool, DeskError> {
        if self.writer.body_hash_of(id)? == Some(store::content_hash(body)) {
            return Ok(true);
        }
        let entries = self.writer.entries_of(id)?;
        Ok(entries.iter().filter_map(|entry| entry.event().ok()).any(|event| match event {
            Event::Queued(queued) => queued.body == *body,
            Event::Amended(amended) => amended.body.as_ref() == Some(body),
            _ => false,
        }))
    }

    fn message(&mut self, source: Source, message: AuthorityMessage) -> Result<(), DeskError> {
        if self.writer.has_message(&store::content_hash(&message.body))? {
            return Ok(());
        }
        let subject = self.subject_of(&message)?;
        let mrn = message.mrn.clone();
        let entry =
            self.append(subject, MessageReceived { source, message, waited_as: None }, 0)?;
        match (subject, mrn) {
            (Some(id), Some(mrn)) => self.deliver(id, None, Some(&mrn))?,
            (Some(_), None) => {}
            (None, _) => self.parked.push(entry),
        }
        Ok(())
    }

    fn subject_of(&self, message: &AuthorityMessage) -> Result<Option<DeclarationId>, DeskError> {
        if let Some(mrn) = &message.mrn
            && let [id] = self.writer.by_mrn(mrn)?[..]
        {
            return Ok(Some(id));
        }
        let Some(lrn) = &message.lrn else { return Ok(None) };
        match self.writer.by_lrn(lrn)?[..] {
            [id] => Ok(Some(id)),
            _ => Ok(None),
        }
    }

    fn match_waiting(
        &mut self,
        id: DeclarationId,
        declaration: &Declaration,
    ) -> Result<(), DeskError> {
        let lrn = declaration.lrn.as_ref().map(|at| at.value.as_str());
        let mrn = declaration.mrn.as_ref().map(|at| at.value.as_str());
        self.deliver(id, lrn, mrn)
    }

    /// Hands waiting messages to their declaration. One that tells the MRN may free others.
    fn deliver(
        &mut self,
        id: DeclarationId,
        lrn: Option<&str>,
        mrn: Option<&str>,
    ) -> Result<(), DeskError> {
        let mut known_mrn = mrn.map(str::to_owned);
        loop {
            let waiting = self.writer.waiting_for(lrn, known_mrn.as_deref())?;
            if waiting.is_empty() {
                return Ok(());
            }
            for entry in waiting {
                let told = self.hand_over(id, entry)?;
                known_mrn = known_mrn.or(told);
            }
        }
    }

    fn hand_over(
        &mut self,
        id: DeclarationId,
        waiting: EntryId,
    ) -> Result<Option<String>, DeskError> {
        let entry = self.writer.entry(waiting)?;
        let Ok(Event::MessageReceived(received)) = entry.event() else { return Ok(None) };
        let mrn = received.message.mrn.clone();
        self.append(Some(id), MessageReceived { waited_as: Some(waiting), ..received }, 0)?;
        self.delivered.push(waiting);
        Ok(mrn)
    }

    fn append(
        &mut self,
        subject: Option<DeclarationId>,
        event: impl Into<Event>,
        base_revision: u32,
    ) -> Result<EntryId, DeskError> {
        let draft = self.core.draft(subject, event.into(), self.actor, base_revision);
        Ok(self.writer.append(draft)?.id)
    }
}
