//! What changes the rules in force: a release, a publisher, a day to go back to, the office's own text.

use customs::Packs;
use customs::pack::{OfficeRules, Release, Taken};

use super::error::PacksError;
use super::folder::{TakenRelease, TrustedPublisher};
use super::judging;
use super::publishers::key_of;
use super::shelf::{State, office};
use crate::contract::{
    GoBackTo, PackRelease, PackShelf, SaveOfficeRules, TakeRelease, TrustPublisher,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::staging::StagedFile;

/// More than any pack text has.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The rules that this desk works with.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn packs(core: &Core) -> Result<PackShelf, DeskError> {
    let state = core.rules.told();
    let in_force = state.shelf.in_force(state.index.back_to);
    let releases = state.shelf.releases().iter().rev().filter_map(|release| {
        let taken = state.taken(release)?;
        Some(PackRelease {
            layer: release.layer().to_owned(),
            version: release.version().to_owned(),
            sequence: release.sequence(),
            issued: release.issued(),
            in_force: in_force.contains(&release),
            publisher: state.index.publisher_of(release).ok().map(|publisher| publisher.name),
            taken_by: taken.by.clone(),
            taken_at: taken.at,
        })
    });
    let hash = state.packs.hash().to_owned();
    Ok(PackShelf {
        version: state.packs.version(),
        releases: releases.collect(),
        back_to: state.index.back_to,
        publishers: state.index.publishers(),
        office: office(&state),
        queue_is_behind: judging::is_behind(core, &hash)?,
        troubles: state.troubles,
        hash,
    })
}

/// Takes a staged release.
///
/// # Errors
/// Nobody is signed in, it is no release, not signed by a publisher of ours, out of order, or it cannot
/// be used; the disk does not take it.
pub(crate) fn take(core: &Core, request: &TakeRelease) -> Result<PackShelf, DeskError> {
    let actor = core.actor()?;
    let release = staged(&core.staging.get(request.staged)?)?;
    let at = core.surroundings.now();
    core.rules.change(|state, folder| {
        check(state, &release)?;
        if state.shelf.take(release.clone())? == Taken::Known {
            return Ok(());
        }
        state.index.releases.push(taken(&release, &actor, at));
        folder.keep_release(&release)
    })?;
    core.staging.forget(request.staged);
    changed(core)
}

/// The rules after they were changed.
fn changed(core: &Core) -> Result<PackShelf, DeskError> {
    judging::note_if_nothing_waits(core)?;
    packs(core)
}

/// A staged file as a release, whoever signed it.
///
/// # Errors
/// The file cannot be read, or is no release.
pub(super) fn staged(file: &StagedFile) -> Result<Release, DeskError> {
    if file.size > LARGEST {
        let (name, size_mb) = (file.name.clone(), file.size >> 20);
        return Err(DeskError::TooLarge {
            name,
            size_mb,
            limit_mb: LARGEST >> 20,
            what: "rule pack",
        });
    }
    let io = |cause| DeskError::Io { what: format!("“{}”", file.name), cause };
    let text = std::fs::read_to_string(&file.path).map_err(io)?;
    Ok(Release::read(&text).map_err(PacksError::from)?)
}

/// Whether a release from a file may be taken, its place in the order aside.
///
/// # Errors
/// It is the office's own layer, or nobody whom this desk trusts signed it.
pub(super) fn check(state: &State, release: &Release) -> Result<(), PacksError> {
    if Packs::is_office(release.layer()) {
        return Err(PacksError::OfficeInAFile);
    }
    state.index.publisher_of(release).map(|_| ())
}

/// Trusts a publisher from now on.
///
/// # Errors
/// Nobody is signed in, the key is none, or the disk does not take it.
pub(crate) fn trust(core: &Core, request: &TrustPublisher) -> Result<PackShelf, DeskError> {
    let by = core.actor()?;
    let key = key_of(&request.key)?.to_string();
    let name = request.name.trim().to_owned();
    if name.is_empty() {
        return Err(PacksError::Nameless.into());
    }
    let at = core.surroundings.now();
    core.rules.change(|state, _| {
        if state.index.publishers().iter().all(|known| known.key != key) {
            state.index.publishers.push(TrustedPublisher { name, key, by, at });
        }
        Ok(())
    })?;
    changed(core)
}

/// Works by the rules of a day from now on, or by all that there are.
///
/// # Errors
/// Nobody is signed in, or the disk does not take it.
pub(crate) fn back_to(core: &Core, request: &GoBackTo) -> Result<PackShelf, DeskError> {
    core.actor()?;
    core.rules.change(|state, _| {
        state.index.back_to = request.day;
        Ok(())
    })?;
    changed(core)
}

/// Keeps the office's own rules, in place of those that it wrote before.
///
/// # Errors
/// Nobody is signed in, the text cannot be used, or the disk does not take it.
pub(crate) fn save_office(core: &Core, request: &SaveOfficeRules) -> Result<PackShelf, DeskError> {
    let actor = core.actor()?;
    let (at, today) = (core.surroundings.now(), core.today());
    core.rules.change(|state, folder| {
        if office(state) == request.text {
            return Ok(());
        }
        let release = OfficeRules::release(&request.text, state.shelf.next_of_office(), today)?;
        state.shelf.take(release.clone())?;
        state.index.releases.push(taken(&release, &actor, at));
        folder.keep_release(&release)
    })?;
    changed(core)
}

fn taken(release: &Release, by: &str, at: chrono::DateTime<chrono::Utc>) -> TakenRelease {
    TakenRelease {
        layer: release.layer().to_owned(),
        sequence: release.sequence(),
        hash: customs::pack::hash_of(&[release.text()]),
        by: by.to_owned(),
        at,
    }
}
