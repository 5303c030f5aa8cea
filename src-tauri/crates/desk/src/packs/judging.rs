//! One declaration under other rules, and whether the queue was judged by those in force.

use std::sync::Arc;

use customs::selectivity::Recorded;
use customs::verdict::judge_knowing;
use customs::{Declaration, Difference};
use journal::{DeclarationId, Status};
use store::{Filter, Sort};
use sync::subscription::is_settled;

use super::changes::changed;
use super::error::PacksError;
use crate::contract::{JudgeRequest, JudgedAgain};
use crate::core::Core;
use crate::error::DeskError;
use crate::{printing, rates, review, showing};

/// Where the store keeps by which rules everything that waits for someone was judged.
const JUDGED_BY: &str = "queue_judged_by";

/// A verdict on a declaration by the rules that its own verdict names, or by those of a day. Nothing is
/// written.
///
/// # Errors
/// There is no such declaration, or the rules that it was judged by are not at this desk.
pub(crate) fn judge(core: &Core, request: &JudgeRequest) -> Result<JudgedAgain, DeskError> {
    let state = core.ask(|reader| core.state(reader, &request.id))?;
    let language = showing::language(request.language.as_deref());
    let mut declaration = Declaration::read(&state.body);
    let lrn = printing::lrn(&declaration);
    let packs = match request.on {
        Some(_) => rates::packs(core),
        None => {
            let unknown = || PacksError::UnknownRules(state.verdict.pack_hash.clone());
            rates::of(core, &state.verdict).ok_or_else(unknown)?
        }
    };
    let on = request.on.unwrap_or(state.verdict.rules_of);
    // The day that is asked for counts also for what was accepted on another.
    declaration.acceptance_date = request.on.or(declaration.acceptance_date);
    let known = Recorded(&state.verdict.criteria);
    let verdict = judge_knowing(&declaration, &state.body, &packs, on, language, &known);
    let differs = Difference::between(&state.verdict, &verdict)
        .map(|difference| changed(state.id, &lrn, (&state.verdict, &verdict), &difference));
    Ok(JudgedAgain {
        lrn,
        pack_hash: verdict.pack_hash,
        rules_of: verdict.rules_of,
        lane: verdict.lane.into(),
        findings: verdict.findings.iter().map(review::finding).collect(),
        charges: review::own_charges(&verdict.charges, &verdict.rates, language),
        differs,
    })
}

/// The declarations that wait for someone, those first that came first.
///
/// # Errors
/// The store cannot be read.
pub(super) fn waiting(core: &Core) -> Result<Vec<DeclarationId>, DeskError> {
    core.ask(|reader| Ok(reader.queued_ids(&open(), Sort::Queued, false)?))
}

/// Whether anything waits for someone that was judged by other rules than those of this hash.
///
/// # Errors
/// The store cannot be read.
pub(super) fn is_behind(core: &Core, hash: &str) -> Result<bool, DeskError> {
    core.ask(|reader| {
        let judged_by = reader.setting(JUDGED_BY)?;
        Ok(judged_by.as_deref() != Some(hash) && reader.count(&open())? > 0)
    })
}

/// Remembers that everything that waits for someone was judged by the rules of this hash.
///
/// # Errors
/// The store does not take it.
pub(super) fn is_judged_by(core: &Core, hash: &str) -> Result<(), DeskError> {
    core.store.write(|writer| Ok(writer.set_setting(JUDGED_BY, hash)?))
}

/// Remembers it where nothing waits: whatever comes is judged by the rules in force.
///
/// # Errors
/// The store cannot be read, or does not take it.
pub(crate) fn note_if_nothing_waits(core: &Core) -> Result<(), DeskError> {
    let packs: Arc<_> = core.rules.now();
    let (judged_by, waiting) = core
        .ask(|reader| Ok::<_, DeskError>((reader.setting(JUDGED_BY)?, reader.count(&open())?)))?;
    if waiting == 0 && judged_by.as_deref() != Some(packs.hash()) {
        is_judged_by(core, packs.hash())?;
    }
    Ok(())
}

fn open() -> Filter {
    let all = [
        Status::Queued,
        Status::Approved,
        Status::Held,
        Status::Referred,
        Status::Refused,
        Status::Lodged,
        Status::Accepted,
        Status::UnderControl,
        Status::Released,
        Status::NotReleased,
        Status::Rejected,
        Status::Invalidated,
    ];
    let statuses = all.into_iter().filter(|status| !is_settled(*status)).collect();
    Filter { statuses, ..Filter::default() }
}
