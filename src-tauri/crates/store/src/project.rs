//! From entries to projections: what each kind of entry changes in what the desk shows.
//!
//! Two kinds of projections. *Facts* follow from one entry alone ([`Projector::enter`]), and go when
//! the hub refuses it. A declaration's *row* follows from all its entries in the order of the fold
//! ([`Projector::project`]), and is made anew whenever one is added, placed, refused or lost. So
//! neither depends on the order in which entries came here.

mod consignment;
mod content;
mod declaration;
mod evidence;
mod message;
mod print;
mod shown;

use std::collections::{BTreeMap, HashMap};

use journal::{DeclarationId, Entry, Event, Placed, State, Unfoldable};
use rusqlite::Connection;

use crate::entries;
use crate::error::StoreError;
use crate::payload;

pub use content::content_hash;
pub(crate) use evidence::files_of;
pub(crate) use shown::Arrived;
use shown::Shown;

/// Brings the projections up to date, one entry or one declaration after the other.
///
/// Writes to tables by their bare names: those beside the journal, or temporary ones of the same
/// name where a check made them.
pub(crate) struct Projector<'c> {
    connection: &'c Connection,
    /// What the entries so far change in the live counts, by status and lane.
    tally: BTreeMap<(i64, i64), i64>,
    /// Numbers of files, by hash and by whether this desk named them.
    files: HashMap<([u8; 32], bool), i64>,
}

/// What became of a declaration's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Projected {
    /// It shows what the entries say.
    Shown,
    /// Some payloads are on the hub only.
    Evicted,
    /// There is no entry with which it came onto the desk.
    NeverQueued,
}

/// Whether what is made of a declaration's data has to be made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Data {
    /// They may have changed.
    MayDiffer,
    /// They are as they were.
    AsItWas,
}

impl Data {
    /// After one more entry at the end.
    pub(crate) fn after(event: &Event) -> Self {
        match event {
            Event::Decided(_)
            | Event::Claimed(_)
            | Event::MessageReceived(_)
            | Event::InspectionRecorded(_)
            | Event::InspectionClosed(_)
            | Event::Attached(_)
            | Event::Annotated(_)
            | Event::AnnotationRemoved(_)
            | Event::Printed(_)
            | Event::Imported(_)
            | Event::HandedOver(_) => Data::AsItWas,
            Event::Queued(_)
            | Event::Amended(_)
            | Event::Undone(_)
            | Event::Resolved(_)
            | Event::Judged(_)
            | Event::Unknown { .. } => Data::MayDiffer,
        }
    }
}

impl<'c> Projector<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, tally: BTreeMap::new(), files: HashMap::new() }
    }

    /// Takes in what follows from one entry alone. `about` is the number of its declaration, or its
    /// own position where it has none; `own` says whether this desk wrote it.
    pub(crate) fn enter(
        &mut self,
        position: i64,
        about: i64,
        own: bool,
        (entry, event): (&Entry, &Event),
    ) -> Result<(), StoreError> {
        self.name_files(about, own, event)?;
        self.enter_effect(position, about, (entry, event))
    }

    /// The part of it that a refusal takes back.
    pub(crate) fn enter_effect(
        &self,
        position: i64,
        about: i64,
        (entry, event): (&Entry, &Event),
    ) -> Result<(), StoreError> {
        match event {
            Event::MessageReceived(received) => self.message(position, about, entry, received),
            Event::Imported(imported) => self.imported(position, imported),
            Event::Printed(printed) => self.printed(position, about, printed),
            _ => Ok(()),
        }
    }

    /// Takes back what followed from an entry that has no effect any more. The files that it names
    /// stay: it is on record.
    pub(crate) fn withdraw(
        &self,
        position: i64,
        about: i64,
        (entry, event): (&Entry, &Event),
    ) -> Result<(), StoreError> {
        let delete = |sql| self.connection.prepare_cached(sql)?.execute([position]);
        match event {
            Event::MessageReceived(received) => {
                self.take_message_back(position, about, entry, received)?;
            }
            Event::Imported(_) => drop(delete("DELETE FROM import_run WHERE entry = ?1")?),
            Event::Printed(_) => drop(delete("DELETE FROM print WHERE entry = ?1")?),
            _ => {}
        }
        Ok(())
    }

    /// Makes a declaration's row what its entries say, read from the journal.
    pub(crate) fn project(
        &mut self,
        no: i64,
        id: DeclarationId,
        data: Data,
    ) -> Result<Projected, StoreError> {
        let history = entries::history(self.connection, id, payload::unpack_or_empty)?;
        if history.is_evicted {
            self.remove(no)?;
            return Ok(Projected::Evicted);
        }
        self.show(no, id, &history.entries, data)
    }

    /// The same from entries that are at hand, all of them in the order of the fold.
    pub(crate) fn show(
        &mut self,
        no: i64,
        id: DeclarationId,
        entries: &[Placed],
        data: Data,
    ) -> Result<Projected, StoreError> {
        let Some(state) = fold(id, entries) else {
            self.remove(no)?;
            return Ok(Projected::NeverQueued);
        };
        if data == Data::MayDiffer {
            self.content_of(no, entries)?;
        }
        let unsent = entries.iter().any(|entry| entry.sequence.is_none());
        let file = self.file_number(&state.source.file)?;
        match self.before(no)? {
            None => self.insert(no, Shown::of(&state, unsent), file)?,
            Some(_) => self.update(no, Shown::of(&state, unsent), file, data)?,
        }
        Ok(Projected::Shown)
    }

    /// A declaration that has just come.
    pub(crate) fn show_arrived(&mut self, no: i64, arrived: Arrived) -> Result<(), StoreError> {
        self.set_content(no, &arrived.content)?;
        let file = self.file_number(&arrived.file)?;
        self.insert(no, arrived.shown, file)
    }

    /// Writes what was gathered. Call it before the transaction is committed.
    pub(crate) fn finish(&mut self) -> Result<(), StoreError> {
        if self.tally.is_empty() {
            return Ok(());
        }
        let sql = "INSERT INTO tally (status, lane, count) VALUES (?1, ?2, ?3)
                   ON CONFLICT (status, lane) DO UPDATE SET count = count + excluded.count";
        let mut statement = self.connection.prepare_cached(sql)?;
        for ((status, lane), change) in std::mem::take(&mut self.tally) {
            statement.execute((status, lane, change))?;
        }
        self.connection.execute("DELETE FROM tally WHERE count = 0", [])?;
        Ok(())
    }
}

/// Folds as far as the entries can be read; what follows a damaged one is left out. `None` where
/// nothing came onto the desk by then.
fn fold(id: DeclarationId, entries: &[Placed]) -> Option<State> {
    match State::fold(id, entries) {
        Ok(state) => Some(state),
        Err(Unfoldable::NeverQueued(_)) => None,
        Err(Unfoldable::Unreadable { entry, .. }) => {
            let damaged = entries.iter().position(|each| each.id == entry)?;
            fold(id, &entries[..damaged])
        }
    }
}
