//! Messages of the authority that came before their declaration, and those that find it.

use std::collections::{BTreeMap, HashMap};

use journal::{DeclarationId, Entry, EntryId, Event, MessageReceived};

use super::own::OwnEvent;
use super::taking::Taking;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::read_entry;
use crate::sql::{Insert, Kind, Transaction, Value};

/// What a push tells about messages and numbers.
#[derive(Default)]
pub(super) struct Told {
    /// Messages without a declaration.
    pub(super) waiting: Vec<Waiting>,
    /// Messages that waited and were given to their declaration.
    pub(super) delivered: Vec<EntryId>,
    /// LRNs and MRNs of declarations that changed.
    pub(super) lrns: Vec<String>,
    pub(super) mrns: Vec<String>,
}

impl Told {
    /// A message waits from now on, or another one no longer does.
    pub(super) fn hear(&mut self, sequence: u64, entry: &Entry, event: &Event) {
        let Event::MessageReceived(received) = event else { return };
        if entry.subject.is_some() {
            return self.delivered.extend(received.waited_as);
        }
        let text = |number: &Option<String>| number.clone().unwrap_or_default();
        let (lrn, mrn) = (text(&received.message.lrn), text(&received.message.mrn));
        self.waiting.push(Waiting { sequence, id: entry.id, lrn, mrn });
    }
}

/// A message without a declaration.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) sequence: u64,
    pub(super) id: EntryId,
    /// Empty where the message names none.
    pub(super) lrn: String,
    pub(super) mrn: String,
}

/// A message whose declaration is here.
struct Found {
    id: EntryId,
    subject: DeclarationId,
    encoded: Vec<u8>,
}

const WAITING: Insert<'_> = Insert {
    table: "waiting_message",
    columns: &[
        ("office", Kind::Int),
        ("sequence", Kind::Int),
        ("id", Kind::Blob),
        ("lrn", Kind::Text),
        ("mrn", Kind::Text),
    ],
    conflict: "",
};

impl Taking<'_> {
    /// Gives messages that wait to declarations that are here, as entries of the hub's own. Writing
    /// them tells of more numbers, which may free further messages.
    pub(super) fn deliver(
        &mut self,
        tx: &mut Transaction<'_>,
        told: &Told,
    ) -> Result<(), OfficeError> {
        let office = self.office;
        office.wait(tx, &told.waiting)?;
        office.stop_waiting(tx, &told.delivered)?;
        let found = office.found(tx, told)?;
        if found.is_empty() {
            return Ok(());
        }
        let (mut events, mut times) = (Vec::new(), Vec::new());
        for Found { id, subject, encoded } in found {
            let entry = read_entry(&encoded)?;
            let Ok(Event::MessageReceived(received)) = entry.event() else { continue };
            times.push(entry.at);
            events.push(OwnEvent {
                id: delivery_of(id, subject),
                subject: Some(subject),
                event: MessageReceived { waited_as: Some(id), ..received }.into(),
                actor: entry.actor,
            });
        }
        let mut own = Taking::begin(office, tx, office.device)?;
        own.standing.head = self.standing.head;
        own.take_own_at(tx, &events, &times)?;
        self.standing.head = own.standing.head;
        Ok(())
    }
}

/// The entry that gives a message to its declaration: a hub that is restored and does it again means
/// the same act as the desks that have it from before.
fn delivery_of(message: EntryId, subject: DeclarationId) -> EntryId {
    EntryId::made_of("greenlane.delivery.1", &[&message.to_string(), &subject.to_string()])
}

impl Office {
    fn wait(&self, tx: &mut Transaction<'_>, waiting: &[Waiting]) -> Result<(), OfficeError> {
        let row = |waiting: &Waiting| {
            let Waiting { sequence, id, lrn, mrn } = waiting;
            let (lrn, mrn) = (lrn.as_str().into(), mrn.as_str().into());
            vec![self.number.into(), (*sequence).into(), (*id).into(), lrn, mrn]
        };
        let rows: Vec<_> = waiting.iter().map(row).collect();
        tx.insert(&WAITING, &rows)
    }

    fn stop_waiting(
        &self,
        tx: &mut Transaction<'_>,
        delivered: &[EntryId],
    ) -> Result<(), OfficeError> {
        if delivered.is_empty() {
            return Ok(());
        }
        let sql = "DELETE FROM waiting_message WHERE office = $1 AND id = ANY($2)";
        let ids = Value::ids(delivered.iter().map(|id| id.0));
        tx.execute(sql, &[self.number.into(), ids]).map(drop)
    }

    /// The messages that wait, as far as the news may concern them, whose declaration is here: with
    /// the declaration and the entry, in the order in which they came.
    fn found(&self, tx: &mut Transaction<'_>, told: &Told) -> Result<Vec<Found>, OfficeError> {
        if told.waiting.is_empty() && told.lrns.is_empty() && told.mrns.is_empty() {
            return Ok(Vec::new());
        }
        let waiting = self.concerned(tx, told)?;
        let by_mrn = "SELECT mrn, subject FROM known_mrn WHERE office = $1 AND mrn = ANY($2)";
        let by_mrn = self.named(tx, by_mrn, waiting.iter().map(|(each, _)| &each.mrn))?;
        let by_lrn = "SELECT lrn, subject FROM declaration WHERE office = $1 AND lrn = ANY($2)";
        let by_lrn = self.named(tx, by_lrn, waiting.iter().map(|(each, _)| &each.lrn))?;
        // A number that two declarations have names neither.
        let only = |named: &HashMap<String, Vec<DeclarationId>>, number: &str| match named
            .get(number)
            .map(Vec::as_slice)
        {
            Some([subject]) => Some(*subject),
            _ => None,
        };
        let found = waiting.into_iter().filter_map(|(each, encoded)| {
            let subject = only(&by_mrn, &each.mrn).or_else(|| only(&by_lrn, &each.lrn))?;
            Some(Found { id: each.id, subject, encoded })
        });
        Ok(found.collect())
    }

    fn concerned(
        &self,
        tx: &mut Transaction<'_>,
        told: &Told,
    ) -> Result<Vec<(Waiting, Vec<u8>)>, OfficeError> {
        let numbers = |all: &[String]| {
            Value::Texts(all.iter().filter(|number| !number.is_empty()).cloned().collect())
        };
        let new = Value::ids(told.waiting.iter().map(|waiting| waiting.id.0));
        let mut concerned = BTreeMap::new();
        for (column, wanted) in
            [("id", new), ("lrn", numbers(&told.lrns)), ("mrn", numbers(&told.mrns))]
        {
            let sql = format!(
                "SELECT w.sequence, w.id, w.lrn, w.mrn, e.entry FROM waiting_message w
                 JOIN entry e ON e.office = w.office AND e.sequence = w.sequence
                 WHERE w.office = $1 AND w.{column} = ANY($2)"
            );
            for mut row in tx.query(&sql, &[self.number.into(), wanted])? {
                let waiting = Waiting {
                    sequence: row.number(0)?,
                    id: EntryId(row.uuid(1)?),
                    lrn: row.text(2)?.to_owned(),
                    mrn: row.text(3)?.to_owned(),
                };
                concerned.insert(waiting.sequence, (waiting, row.take_blob(4)?));
            }
        }
        Ok(concerned.into_values().collect())
    }

    fn named<'n>(
        &self,
        tx: &mut Transaction<'_>,
        sql: &str,
        numbers: impl Iterator<Item = &'n String>,
    ) -> Result<HashMap<String, Vec<DeclarationId>>, OfficeError> {
        let numbers = numbers.filter(|number| !number.is_empty()).cloned().collect();
        let mut named: HashMap<String, Vec<DeclarationId>> = HashMap::new();
        for row in tx.query(sql, &[self.number.into(), Value::Texts(numbers)])? {
            let subject = DeclarationId(row.uuid(1)?);
            named.entry(row.text(0)?.to_owned()).or_default().push(subject);
        }
        Ok(named)
    }
}
