//! Checking that everything is as it was written.

mod files;
mod projections;

use std::collections::HashSet;

use journal::{Chain, ChainBroken, Entry, EntryId};

use crate::entries::{self, Kept};
use crate::error::StoreError;
use crate::payload;
use crate::schema::JOURNAL;
use crate::store::{Reader, Store};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Machine code, for example `chain_altered`.
    pub code: &'static str,
    /// What is wrong, and where.
    pub sentence: String,
}

/// What a check looked at and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries whose place in the chain was checked.
    pub entries: u64,
    /// Attachments and evidence whose bytes were hashed.
    pub files: u64,
    /// Empty where everything is as it was written.
    pub problems: Vec<Problem>,
}

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyProgress {
    pub step: VerifyStep,
    /// Entries or files, by step.
    pub done: u64,
    pub total: u64,
}

/// What is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyStep {
    /// The entries against their hashes.
    Chain,
    /// What the desk shows against what the entries say.
    Projections,
    /// Attachments and evidence against their hashes.
    Files,
}

/// How many entries are held at a time.
const PAGE: usize = 512;

impl Store {
    /// Checks the files, every desk's chain, that every declaration folds, that the projections are
    /// what a rebuild would make, and every attached file that an entry names. Changes nothing, and
    /// keeps nobody from writing meanwhile.
    ///
    /// # Errors
    /// The check itself could not be done. What it found is in the answer.
    pub fn verify(&self, mut progress: impl FnMut(VerifyProgress)) -> Result<Verified, StoreError> {
        let reader = Reader { connection: JOURNAL.open_beside(&self.journal_file())? };
        let mut check = Check { verified: Verified::default(), progress: &mut progress };
        // One state of the store throughout; rolled back with the temporary tables made in it.
        let snapshot = reader.connection.unchecked_transaction()?;
        check.step(|check| check.integrity("journal", &snapshot))?;
        check.step(|check| check.chains(&reader))?;
        check.step(|check| check.evictions(&reader))?;
        check.step(|check| check.projections(&reader))?;
        check.step(|check| check.files(&reader, self.attachments()))?;
        drop(snapshot);
        Ok(check.finish())
    }
}

struct Check<'p> {
    verified: Verified,
    progress: &'p mut dyn FnMut(VerifyProgress),
}

impl Check<'_> {
    /// Damage that keeps a step from being finished is what was looked for, and not a failure.
    fn step(
        &mut self,
        step: impl FnOnce(&mut Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match step(self) {
            Err(StoreError::Corrupt { what }) => {
                self.report("damaged", format!("The file is damaged: {what}"));
                Ok(())
            }
            done => done,
        }
    }

    fn report(&mut self, code: &'static str, sentence: String) {
        self.verified.problems.push(Problem { code, sentence });
    }

    fn tell(&mut self, step: VerifyStep, done: u64, total: u64) {
        (self.progress)(VerifyProgress { step, done, total });
    }

    /// Each problem once, in the order in which it was found.
    fn finish(mut self) -> Verified {
        let mut seen = HashSet::new();
        self.verified.problems.retain(|problem| seen.insert(problem.clone()));
        self.verified
    }

    fn integrity(
        &mut self,
        file: &str,
        connection: &rusqlite::Connection,
    ) -> Result<(), StoreError> {
        let mut statement = connection.prepare("PRAGMA integrity_check")?;
        let lines: Vec<String> =
            statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for line in lines.into_iter().filter(|line| line != "ok") {
            self.report("damaged", format!("The {file} file is damaged: {line}"));
        }
        Ok(())
    }

    fn chains(&mut self, reader: &Reader) -> Result<(), StoreError> {
        let total = reader.entry_count()?;
        for device in reader.devices()? {
            let mut chain = Chain::start(device);
            let partial = reader.is_partial(device)?;
            loop {
                let last = chain.sequence();
                let part = reader.chain_part(device, last, PAGE, payload::unpack_or_empty)?;
                if part.is_empty() {
                    break;
                }
                for kept in &part {
                    self.follow(&mut chain, kept, partial);
                }
                self.tell(VerifyStep::Chain, self.verified.entries, total);
            }
        }
        Ok(())
    }

    /// After a break the chain is taken up again at the entry, so that one is reported once. A copy
    /// that came in parts from the hub may have holes.
    fn follow(&mut self, chain: &mut Chain, kept: &Kept, partial: bool) {
        self.verified.entries += 1;
        let entry = &kept.entry;
        if partial && entry.sequence > chain.sequence() + 1 {
            *chain = Chain::resume(entry.device, entry.sequence - 1, entry.previous);
        }
        let followed =
            if kept.is_evicted { chain.follow_unread(entry) } else { chain.follow(entry) };
        if let Err(broken) = followed {
            self.report(code_of(&broken), format!("The journal's chain is broken: {broken}."));
            *chain = Chain::resume(entry.device, entry.sequence, entry.hash);
        }
    }

    /// Only what the hub has, or lost, may be without its payload, and only where that was written
    /// down.
    fn evictions(&mut self, reader: &Reader) -> Result<(), StoreError> {
        let sql = "SELECT entry.id, sequence FROM entry WHERE encoding = ?1
                   AND (EXISTS (SELECT 1 FROM outbox WHERE outbox.entry = position)
                     OR EXISTS (SELECT 1 FROM refused WHERE refused.entry = position)
                     OR EXISTS (SELECT 1 FROM placed WHERE placed.entry = position)
                        AND NOT EXISTS (SELECT 1 FROM evicted WHERE evicted.id = entry.subject))";
        let mut statement = reader.connection.prepare_cached(sql)?;
        let mut rows = statement.query([payload::EVICTED])?;
        while let Some(row) = rows.next()? {
            let altered = ChainBroken::Altered {
                entry: EntryId(entries::uuid(row, 0)?),
                sequence: row.get(1)?,
            };
            self.report(code_of(&altered), format!("The journal's chain is broken: {altered}."));
        }
        Ok(())
    }
}

fn code_of(broken: &ChainBroken) -> &'static str {
    match broken {
        ChainBroken::Altered { .. } => "chain_altered",
        ChainBroken::Gap { .. } => "chain_gap",
        ChainBroken::Unlinked { .. } => "chain_unlinked",
        ChainBroken::Foreign { .. } => "chain_foreign",
    }
}

impl Problem {
    pub(crate) fn unreadable(entry: &Entry, why: &str) -> Self {
        let sentence = format!("Entry {} cannot be taken in: {why}.", entry.id);
        Self { code: "entry_unreadable", sentence }
    }
}
