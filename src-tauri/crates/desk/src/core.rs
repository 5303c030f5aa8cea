//! What every use case works with.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;
use customs::language::Language;
use customs::{Declaration, Element, Verdict};
use documents::Fonts;
use journal::{DeclarationId, Draft, EntryId, Event, State};
use store::{Lenses, Reader, Reference, Store, StoreError, Writer};

use crate::contract::Broker;
use crate::error::DeskError;
use crate::exporting::Files;
use crate::importing::Jobs;
use crate::packs::{InForce, Runs};
use crate::rates::{self, Rated};
use crate::staging::Staging;
use crate::surroundings::Surroundings;
use crate::syncing::Syncing;

/// The store, the rules, the clock and what lives as long as the program.
pub(crate) struct Core {
    pub store: Store,
    /// The rules in force, and those of before.
    pub rules: InForce,
    /// Runs over the queue with other rules.
    pub runs: Runs,
    /// Those with imported exchange rates over them.
    pub rated: Rated,
    pub surroundings: Arc<dyn Surroundings>,
    pub staging: Staging,
    pub jobs: Jobs,
    /// PDFs that were only looked at, by hash.
    pub previews: Mutex<HashMap<String, Vec<u8>>>,
    /// Files that were exported for the page.
    pub exports: Files,
    pub fonts_folder: Option<PathBuf>,
    pub fonts: OnceLock<Fonts>,
    /// Connections for questions that nobody uses right now.
    pub readers: Mutex<Vec<Reader>>,
    /// The nomenclature and exchange rates, opened when they are first asked for.
    pub reference: OnceLock<Reference>,
    /// The lenses, opened when they are first asked for.
    pub lenses: OnceLock<Lenses>,
    /// How many entries the last check of the chain went over.
    pub verified_to: Mutex<u64>,
    /// The line to the hub, and what waits for it.
    pub syncing: Syncing,
}

const BROKER: &str = "broker";

impl Core {
    /// Asks the store something, on a connection of its own.
    ///
    /// # Errors
    /// What `question` says, or the store cannot be opened.
    pub(crate) fn ask<T, E: From<StoreError>>(
        &self,
        question: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = idle.map_or_else(|| self.store.reader(), Ok)?;
        let answer = question(&reader);
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        answer
    }

    /// The nomenclature and exchange rates. A damaged file keeps nobody from work: the desk judges by
    /// the rates of the packs then.
    ///
    /// # Errors
    /// The file is another program's or a newer version's, or cannot be opened.
    pub(crate) fn reference(&self) -> Result<&Reference, StoreError> {
        if let Some(reference) = self.reference.get() {
            return Ok(reference);
        }
        let opened = Reference::open(self.store.folder())?;
        Ok(self.reference.get_or_init(|| opened))
    }

    /// The lenses. Nothing else of the desk needs them, so a damaged file keeps nobody from work.
    ///
    /// # Errors
    /// The file is another program's or a newer version's, or cannot be opened.
    pub(crate) fn lenses(&self) -> Result<&Lenses, StoreError> {
        if let Some(lenses) = self.lenses.get() {
            return Ok(lenses);
        }
        let opened = Lenses::open(self.store.folder())?;
        Ok(self.lenses.get_or_init(|| opened))
    }

    /// Writes in one transaction what a broker does. It is on disk when this answers, and on its way
    /// to the hub soon after.
    ///
    /// # Errors
    /// What `work` says, or the store does not take it.
    pub(crate) fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let answer = self.store.write(work)?;
        self.syncing.wake();
        Ok(answer)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(crate) fn broker(&self) -> Result<Option<Broker>, DeskError> {
        let stored = self.ask(|reader| reader.setting(BROKER))?;
        // A broker that cannot be read any more signs in again; nothing else hangs on it.
        Ok(stored.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps who is signed in.
    ///
    /// # Errors
    /// The store does not take it.
    pub(crate) fn set_broker(&self, broker: &Broker) -> Result<(), DeskError> {
        let text = serde_json::to_string(broker).expect("a broker is three texts");
        self.store.write(|writer| Ok(writer.set_setting(BROKER, &text)?))
    }

    /// The name that entries are written under.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub(crate) fn actor(&self) -> Result<String, DeskError> {
        self.broker()?.map(|broker| broker.name).ok_or(DeskError::NotSignedIn)
    }

    /// An entry to be, with a fresh id and the time of now.
    pub(crate) fn draft(
        &self,
        subject: Option<DeclarationId>,
        event: Event,
        actor: &str,
        base_revision: u32,
    ) -> Draft {
        Draft {
            id: EntryId(self.surroundings.new_id()),
            subject,
            event,
            actor: actor.to_owned(),
            at: self.surroundings.now(),
            base_revision,
        }
    }

    /// The desk's own day.
    pub(crate) fn today(&self) -> NaiveDate {
        self.surroundings.local(self.surroundings.now()).date_naive()
    }

    /// Judges a body by the rules of its acceptance, else of `on`, else of today.
    pub(crate) fn judge(&self, body: &Element, on: Option<NaiveDate>) -> (Declaration, Verdict) {
        let on = on.unwrap_or_else(|| self.today());
        customs::verdict::verdict(body, &rates::packs(self), on, Language::English)
    }

    /// The one declaration that a text names: Greenlane's id, an LRN, an MRN or a parcel number.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub(crate) fn find(&self, reader: &Reader, text: &str) -> Result<DeclarationId, DeskError> {
        match reader.find(text)?[..] {
            [id] => Ok(id),
            [] => Err(DeskError::UnknownDeclaration(text.to_owned())),
            ref several => {
                Err(DeskError::Ambiguous { text: text.to_owned(), count: several.len() })
            }
        }
    }

    /// What is known of a declaration now.
    ///
    /// # Errors
    /// There is none, or there are several, or its entries cannot be read.
    pub(crate) fn state(&self, reader: &Reader, text: &str) -> Result<State, DeskError> {
        let id = self.find(reader, text)?;
        Ok(self.judged(reader.state(id)?))
    }

    /// The state with a verdict on all of its data: what was put together from changes of two desks
    /// is judged anew, because neither desk saw the whole.
    pub(crate) fn judged(&self, mut state: State) -> State {
        if state.unjudged {
            state.verdict = self.judge(&state.body, None).1;
            state.unjudged = false;
        }
        state
    }

    /// The fonts, read at the first print.
    ///
    /// # Errors
    /// They are not where they should be.
    pub(crate) fn fonts(&self) -> Result<&Fonts, DeskError> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let folder = self.fonts_folder.clone().unwrap_or_default();
        let fonts = Fonts::load(&folder)?;
        Ok(self.fonts.get_or_init(|| fonts))
    }
}
