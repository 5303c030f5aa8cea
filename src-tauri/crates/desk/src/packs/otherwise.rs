//! Going over the declarations that wait for someone with other rules: to see what they change, or to
//! judge anew by those in force.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use customs::language::Language;
use customs::pack::OfficeRules;
use customs::selectivity::Recorded;
use customs::verdict::judge_knowing;
use customs::{Declaration, Packs, Verdict};
use journal::{DeclarationId, Event, Judged, State};
use store::{Reader, StoreError, Writer};

use super::changes::Tally;
use super::error::PacksError;
use super::job::Job;
use super::{judging, taking};
use crate::contract::{OtherRules, Rejudging, RejudgingJob, WhatChanges};
use crate::core::Core;
use crate::error::DeskError;
use crate::{printing, rates, showing};

/// Declarations that are looked at before the progress is told; those of one transaction, where they
/// are judged anew.
const BATCH: usize = 250;

/// Rules, and the day on which what is not accepted yet would be.
struct By {
    packs: Arc<Packs>,
    on: NaiveDate,
}

/// Starts to look what other rules, or another day, change. Nothing is written.
///
/// # Errors
/// The other rules cannot be used.
pub(crate) fn what_changes(
    core: &Arc<Core>,
    request: &WhatChanges,
) -> Result<Rejudging, DeskError> {
    let today = core.today();
    let before = By { packs: rates::packs(core), on: today };
    let other = rates::over(core, &*other(core, &request.rules)?);
    let after = By { packs: other, on: request.on.unwrap_or(today) };
    let language = showing::language(request.language.as_deref());
    let titles = titles(&before, &after, language);
    Ok(start(core, move |core, job| {
        go_over(core, job, titles, |reader, id| {
            let Some(state) = state(core, reader, id)? else { return Ok(None) };
            let [before, after] = [&before, &after].map(|by| by.judge(&state, language));
            Ok(Some((lrn(&state), before, after)))
        })
    }))
}

/// Starts to judge anew, by the rules in force, what waits for someone.
///
/// # Errors
/// Nobody is signed in.
pub(crate) fn judge_again(core: &Arc<Core>) -> Result<Rejudging, DeskError> {
    let actor = core.actor()?;
    let by = By { packs: rates::packs(core), on: core.today() };
    let titles = titles(&by, &by, Language::English);
    Ok(start(core, move |core, job| {
        let mut tally = Tally::new(titles);
        let ids = judging::waiting(core)?;
        for (at, batch) in ids.chunks(BATCH).enumerate() {
            if job.is_cancelled() {
                return Ok(());
            }
            core.write(|writer: &mut Writer<'_>| {
                judge_batch(core, writer, batch, &by, &actor, &mut tally)
            })?;
            job.publish((at * BATCH + batch.len(), ids.len()), &tally);
        }
        job.publish((ids.len(), ids.len()), &tally);
        judging::is_judged_by(core, by.packs.hash())
    }))
}

/// How a run gets on.
///
/// # Errors
/// It is not known any more.
pub(crate) fn status(core: &Core, request: RejudgingJob) -> Result<Rejudging, DeskError> {
    Ok(core.runs.get(request.job)?.progress())
}

/// Stops a run after the batch it is at. What it judged anew stays so.
///
/// # Errors
/// It is not known any more.
pub(crate) fn cancel(core: &Core, request: RejudgingJob) -> Result<Rejudging, DeskError> {
    let job = core.runs.get(request.job)?;
    job.cancel();
    Ok(job.progress())
}

fn start(
    core: &Arc<Core>,
    work: impl FnOnce(&Core, &Job) -> Result<(), DeskError> + Send + 'static,
) -> Rejudging {
    let job = core.runs.begin(core.surroundings.new_id());
    let progress = job.progress();
    let core = Arc::clone(core);
    std::thread::spawn(move || job.end(work(&core, &job)));
    progress
}

/// Looks at everything that waits for someone. `look` answers number and both verdicts of one.
fn go_over(
    core: &Core,
    job: &Job,
    titles: HashMap<String, String>,
    look: impl Fn(&Reader, DeclarationId) -> Result<Option<(String, Verdict, Verdict)>, DeskError>,
) -> Result<(), DeskError> {
    let mut tally = Tally::new(titles);
    let ids = judging::waiting(core)?;
    for (at, batch) in ids.chunks(BATCH).enumerate() {
        if job.is_cancelled() {
            return Ok(());
        }
        core.ask(|reader| {
            for id in batch {
                if let Some((lrn, before, after)) = look(reader, *id)? {
                    tally.add((*id, &lrn), &before, &after);
                }
            }
            Ok::<_, DeskError>(())
        })?;
        job.publish((at * BATCH + batch.len(), ids.len()), &tally);
    }
    job.publish((ids.len(), ids.len()), &tally);
    Ok(())
}

fn judge_batch(
    core: &Core,
    writer: &mut Writer<'_>,
    batch: &[DeclarationId],
    by: &By,
    actor: &str,
    tally: &mut Tally,
) -> Result<(), DeskError> {
    for id in batch {
        // What was settled since the run began stays as it was judged.
        let Some(state) = state(core, writer, *id)? else { continue };
        if sync::subscription::is_settled(state.status) {
            continue;
        }
        let verdict = by.judge(&state, Language::English);
        if tally.add((*id, &lrn(&state)), &state.verdict, &verdict) {
            let event = Event::from(Judged::new(&state.body, verdict));
            writer.append(core.draft(Some(*id), event, actor, state.revision))?;
        }
    }
    Ok(())
}

impl By {
    /// What these rules say. What was known beside the data when it was judged first is known still.
    fn judge(&self, state: &State, language: Language) -> Verdict {
        let declaration = Declaration::read(&state.body);
        let known = Recorded(&state.verdict.criteria);
        judge_knowing(&declaration, &state.body, &self.packs, self.on, language, &known)
    }
}

/// The state of a declaration; `None` where its data are on the hub only.
fn state(core: &Core, reader: &Reader, id: DeclarationId) -> Result<Option<State>, DeskError> {
    match reader.state(id) {
        Ok(state) => Ok(Some(core.judged(state))),
        Err(StoreError::Evicted(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn lrn(state: &State) -> String {
    printing::lrn(&Declaration::read(&state.body))
}

/// The rules that are asked about.
fn other(core: &Core, rules: &OtherRules) -> Result<Arc<Packs>, DeskError> {
    let told = core.rules.told();
    let (mut shelf, mut day) = (told.shelf.clone(), told.index.back_to);
    match rules {
        OtherRules::Same => return Ok(told.packs),
        OtherRules::BackTo { day: then } => day = *then,
        OtherRules::Release { staged } => {
            let release = taking::staged(&core.staging.get(*staged)?)?;
            taking::check(&told, &release)?;
            shelf.take(release).map_err(PacksError::from)?;
        }
        OtherRules::Office { text } => {
            let release = OfficeRules::release(text, shelf.next_of_office(), core.today())
                .map_err(PacksError::from)?;
            shelf.take(release).map_err(PacksError::from)?;
        }
    }
    Ok(shelf.packs(day).map_err(PacksError::from)?)
}

/// What the rules of both are called.
fn titles(before: &By, after: &By, language: Language) -> HashMap<String, String> {
    let book = |by: &By| by.packs.on(by.on).book(language);
    book(before).into_iter().chain(book(after)).map(|rule| (rule.id, rule.title)).collect()
}
