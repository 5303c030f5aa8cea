//! The desk itself: who works here, and whether everything is as it was written.

use std::sync::PoisonError;

use crate::contract::{About, Failure, SignIn, Verification, small};
use crate::core::Core;
use crate::error::DeskError;
use crate::reference::packs_on;
use crate::syncing;

/// Who works here, with what, and what is the state of the desk.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn about(core: &Core) -> Result<About, DeskError> {
    let broker = core.broker()?;
    let (entries, changes, outbox, last_message) = core.ask(|reader| {
        let (entries, changes) = (reader.entry_count()?, syncing::changes(reader)?);
        let outbox = reader.outbox_summary()?;
        Ok::<_, DeskError>((entries, changes, outbox, reader.last_message_at()?))
    })?;
    let verified_to = *core.verified_to.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        device: core.store.device().0,
        broker,
        now: core.surroundings.now(),
        entries: small(entries),
        verified_to: small(verified_to),
        unsent: small(outbox.count),
        oldest_unsent: outbox.oldest,
        last_authority_message: last_message,
        packs: packs_on(core, core.today()),
        store_version: small(entries + changes),
    })
}

/// Sets who works at this desk.
///
/// # Errors
/// The name is blank, or the store does not take it.
pub(crate) fn sign_in(core: &Core, request: &SignIn) -> Result<About, DeskError> {
    if request.broker.name.trim().is_empty() {
        return Err(DeskError::NotSignedIn);
    }
    core.set_broker(&request.broker)?;
    about(core)
}

/// Checks the journal's chain, the projections and the attachments.
///
/// # Errors
/// The store cannot be read at all; what is wrong in it is in the answer.
pub(crate) fn verify(core: &Core) -> Result<Verification, DeskError> {
    let verified = core.store.verify(|_| {})?;
    let counts = core.ask(|reader| reader.counts())?;
    *core.verified_to.lock().unwrap_or_else(PoisonError::into_inner) = verified.entries;
    let problems = verified.problems.into_iter().map(|problem| Failure {
        code: problem.code.to_owned(),
        message: problem.sentence,
        hint: "Keep a copy of the desk's folder before anything else, and ask for help.".to_owned(),
    });
    Ok(Verification {
        entries: small(verified.entries),
        declarations: small(counts.iter().map(|each| each.count).sum()),
        attachments: small(verified.files),
        problems: problems.collect(),
    })
}
