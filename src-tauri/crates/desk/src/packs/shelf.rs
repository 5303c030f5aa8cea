//! The rules in force, in memory, and how they are made of what lies in the folder.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use customs::Packs;
use customs::pack::{OfficeRules, Release, Shelf};

use super::error::PacksError;
use super::folder::{Folder, Index, Stamp, TakenRelease};
use crate::contract::Failure;

/// The rules of a desk. Threads may share it.
pub(crate) struct InForce {
    folder: Folder,
    state: Mutex<State>,
}

/// What is in force, and why.
#[derive(Clone)]
pub(super) struct State {
    stamp: Stamp,
    pub index: Index,
    pub shelf: Shelf,
    pub packs: Arc<Packs>,
    /// Releases that are there but do not count.
    pub troubles: Vec<Failure>,
    /// Rules of earlier days that were asked for.
    earlier: HashMap<String, Arc<Packs>>,
}

impl InForce {
    /// The rules of a desk that lies in this folder.
    ///
    /// # Errors
    /// The folder's index is there and cannot be read: whether rules are missing is not known then.
    pub(crate) fn open(desk: &Path) -> Result<Self, PacksError> {
        let folder = Folder::of(desk);
        let state = Mutex::new(read(&folder)?);
        Ok(Self { folder, state })
    }

    /// The rules in force. Another program at this desk may have taken a release meanwhile.
    pub(crate) fn now(&self) -> Arc<Packs> {
        let mut state = self.lock();
        if state.stamp != self.folder.stamp() {
            // An index that cannot be read leaves in force what was; the page of the rules says why.
            match read(&self.folder) {
                Ok(read) => *state = read,
                Err(error) => state.troubles = vec![failure(&error)],
            }
        }
        Arc::clone(&state.packs)
    }

    /// The rules of a hash; `None` where this desk never used them.
    pub(crate) fn of(&self, hash: &str) -> Option<Arc<Packs>> {
        let mut state = self.lock();
        if state.packs.hash() == hash {
            return Some(Arc::clone(&state.packs));
        }
        if let Some(packs) = state.earlier.get(hash) {
            return Some(Arc::clone(packs));
        }
        let packs = Arc::new(self.folder.used(hash)?);
        state.earlier.insert(hash.to_owned(), Arc::clone(&packs));
        Some(packs)
    }

    /// Everything that is known of them.
    pub(super) fn told(&self) -> State {
        self.now();
        self.lock().clone()
    }

    /// Changes what is in force: `change` says how, the folder keeps it, and then it counts.
    ///
    /// # Errors
    /// What `change` says, or the disk does not take it. Everything is as it was then.
    pub(super) fn change(
        &self,
        change: impl FnOnce(&mut State, &Folder) -> Result<(), PacksError>,
    ) -> Result<(), PacksError> {
        self.now();
        let mut state = self.lock();
        let mut next = state.clone();
        change(&mut next, &self.folder)?;
        next.packs = next.shelf.packs(next.index.back_to)?;
        self.folder.keep_used(next.packs.hash(), &next.shelf.texts(next.index.back_to))?;
        self.folder.keep_index(&next.index)?;
        next.stamp = self.folder.stamp();
        *state = next;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The entry of a release in the index.
    pub(super) fn taken(&self, release: &Release) -> Option<&TakenRelease> {
        let is_it = |taken: &&TakenRelease| {
            taken.layer == release.layer() && taken.sequence == release.sequence()
        };
        self.index.releases.iter().find(is_it)
    }
}

fn read(folder: &Folder) -> Result<State, PacksError> {
    let stamp = folder.stamp();
    let index = folder.index()?;
    let mut shelf = Shelf::default();
    let mut troubles = Vec::new();
    for taken in &index.releases {
        if let Err(error) = put_back(&mut shelf, &index, folder, taken) {
            troubles.push(failure(&error));
        }
    }
    // Rules that this program cannot use keep nobody from work, but they do not go unnoticed.
    let packs = shelf.packs(index.back_to).unwrap_or_else(|error| {
        troubles.push(failure(&error.into()));
        Packs::builtin_shared()
    });
    // A disk that takes nothing must not keep anyone from looking; the next start tries again.
    if troubles.is_empty() {
        let _ = folder.keep_used(packs.hash(), &shelf.texts(index.back_to));
    }
    Ok(State { stamp, index, shelf, packs, troubles, earlier: HashMap::new() })
}

fn put_back(
    shelf: &mut Shelf,
    index: &Index,
    folder: &Folder,
    taken: &TakenRelease,
) -> Result<(), PacksError> {
    let release = Release::read(&folder.release(taken)?)?;
    if !Packs::is_office(release.layer()) {
        index.publisher_of(&release)?;
    }
    shelf.put_back(release)?;
    Ok(())
}

/// What the office wrote, as it counts now; empty where it wrote nothing.
pub(super) fn office(state: &State) -> String {
    let in_force = state.shelf.in_force(state.index.back_to);
    let office = in_force.into_iter().find(|release| Packs::is_office(release.layer()));
    office.map(OfficeRules::written).unwrap_or_default().to_owned()
}

fn failure(error: &PacksError) -> Failure {
    Failure {
        code: error.code().to_owned(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}
