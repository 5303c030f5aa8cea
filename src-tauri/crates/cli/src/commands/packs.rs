//! Rules: which are in force, taking others, and what they would change.

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use desk::Release;
use desk::contract::{
    Failure, GoBackTo, JudgeRequest, JudgedAgain, Nothing, OtherRules, PackShelf, Rejudging,
    RejudgingJob, RejudgingStage, Request, SaveOfficeRules, TakeRelease, TrustPublisher,
    WhatChanges as WhatChangesRequest,
};
use link::PublisherKey;

use super::Session;
use crate::arguments::{Packs, PacksCommand, WhatChanges};
use crate::console::{Console, Outcome};
use crate::told;

/// How often a run over the queue is asked how it gets on.
const ASKED_EVERY: Duration = Duration::from_millis(50);

/// Whether it is a publisher's work and no desk's.
pub(super) fn needs_no_desk(request: &Packs) -> bool {
    matches!(request.command, PacksCommand::Key { .. } | PacksCommand::Sign { .. })
}

/// Makes a key, or signs a release.
pub(super) fn publish(console: &Console, request: &Packs) -> Result<Outcome, Failure> {
    match &request.command {
        PacksCommand::Key { file } => {
            let key = PublisherKey::generate().map_err(|error| linked(&error))?;
            key.keep(file).map_err(|cause| io(file, &cause))?;
            console.answer(&key.public(), Clone::clone);
        }
        PacksCommand::Sign { file, key } => {
            let key = PublisherKey::read(key).map_err(|cause| io(file, &cause))?;
            let release = Release::read(&read(file)?).map_err(|error| Failure {
                code: error.code().to_owned(),
                message: format!("{}: {error}", file.display()),
                hint: "Write layer, version, sequence and issued in its head.".to_owned(),
            })?;
            let signature = key.sign(&release.signed_text());
            write(file, &release.signed_by(&key.public(), &signature))?;
            console.answer(&key.public(), |key| format!("Signed by {key}"));
        }
        _ => unreachable!("`needs_no_desk` says which come here"),
    }
    Ok(Outcome::Done)
}

pub(super) fn packs(
    session: &Session,
    console: &Console,
    request: &Packs,
) -> Result<Outcome, Failure> {
    let shelf: PackShelf = match &request.command {
        PacksCommand::List => session.ask(Request::Packs(Nothing {}))?,
        PacksCommand::Take { file } => {
            let staged = session.desk.stage_path(file)?;
            session.ask(Request::TakeRelease(TakeRelease { staged }))?
        }
        PacksCommand::Trust { name, key } => {
            let (name, key) = (name.clone(), key.clone());
            session.ask(Request::TrustPublisher(TrustPublisher { name, key }))?
        }
        PacksCommand::BackTo { day } => {
            session.ask(Request::GoBackTo(GoBackTo { day: day_or_all(day)? }))?
        }
        PacksCommand::Office { file: Some(file) } => {
            let text = read(file)?;
            session.ask(Request::SaveOfficeRules(SaveOfficeRules { text }))?
        }
        PacksCommand::Office { file: None } => {
            let shelf: PackShelf = session.ask(Request::Packs(Nothing {}))?;
            console.answer(&shelf.office, Clone::clone);
            return Ok(Outcome::Done);
        }
        PacksCommand::Apply => {
            let run = followed(session, session.ask(Request::JudgeAgain(Nothing {}))?)?;
            return ended(console, &run);
        }
        PacksCommand::Key { .. } | PacksCommand::Sign { .. } => {
            unreachable!("`publish` carries these out without a store")
        }
    };
    console.answer(&shelf, told::packs::shelf);
    Ok(if shelf.troubles.is_empty() { Outcome::Done } else { Outcome::Unsound })
}

pub(super) fn what_changes(
    session: &Session,
    console: &Console,
    request: &WhatChanges,
) -> Result<Outcome, Failure> {
    let rules = match (&request.release, &request.office, &request.back_to) {
        (Some(file), ..) => OtherRules::Release { staged: session.desk.stage_path(file)? },
        (_, Some(file), _) => OtherRules::Office { text: read(file)? },
        (.., Some(day)) => OtherRules::BackTo { day: day_or_all(day)? },
        _ => OtherRules::Same,
    };
    let request = WhatChangesRequest { rules, on: request.on, language: None };
    let run = followed(session, session.ask(Request::WhatChanges(request))?)?;
    ended(console, &run)
}

pub(super) fn judge(
    session: &Session,
    console: &Console,
    id: &str,
    on: Option<NaiveDate>,
) -> Result<Outcome, Failure> {
    let request = JudgeRequest { id: id.to_owned(), on, language: None };
    let judged: JudgedAgain = session.ask(Request::Judge(request))?;
    console.answer(&judged, told::packs::judged);
    // On another day another verdict is no contradiction.
    let contradicts = on.is_none() && judged.differs.is_some();
    Ok(if contradicts { Outcome::Unsound } else { Outcome::Done })
}

/// Waits for the end of a run.
fn followed(session: &Session, mut run: Rejudging) -> Result<Rejudging, Failure> {
    while run.stage == RejudgingStage::Running {
        std::thread::sleep(ASKED_EVERY);
        run = session.ask(Request::RejudgingStatus(RejudgingJob { job: run.job }))?;
    }
    Ok(run)
}

fn ended(console: &Console, run: &Rejudging) -> Result<Outcome, Failure> {
    if let Some(failure) = &run.failure {
        return Err(failure.clone());
    }
    console.answer(run, told::packs::changes);
    Ok(Outcome::Done)
}

fn day_or_all(text: &str) -> Result<Option<NaiveDate>, Failure> {
    if text == "all" {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Failure {
        code: "bad_day".to_owned(),
        message: format!("“{text}” is not a day."),
        hint: "Write it as 2026-12-31, or `all`.".to_owned(),
    })
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|cause| io(path, &cause))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|cause| io(path, &cause))
}

fn linked(error: &sync::LinkError) -> Failure {
    Failure {
        code: error.code().to_owned(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}

fn io(path: &Path, cause: &std::io::Error) -> Failure {
    Failure {
        code: "io".to_owned(),
        message: format!("{}: {cause}.", path.display()),
        hint: "Check that the file is there and may be read and written.".to_owned(),
    }
}
