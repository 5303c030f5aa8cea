//! The nomenclature.

use std::path::PathBuf;

use chrono::NaiveDate;
use desk::contract::{
    Failure, ImportNomenclature, NomenclatureReport, Nothing, Request, SuggestCodes,
    SuggestedCodes, TariffEditions, TariffFound, TariffSearch, TariffShow, TariffView,
};

use super::Session;
use crate::arguments::{Tariff, TariffCommand};
use crate::console::{Console, Outcome};
use crate::told;

pub(super) fn tariff(
    session: &Session,
    console: &Console,
    request: &Tariff,
) -> Result<Outcome, Failure> {
    match &request.command {
        TariffCommand::Import { files, language, from } => {
            import(session, console, (files, language.clone(), *from))
        }
        TariffCommand::Search { words, language, on, limit } => {
            let (text, language) = (words.join(" "), language.clone());
            let request = TariffSearch { text, language, on: *on, limit: *limit };
            let found: TariffFound = session.ask(Request::TariffSearch(request))?;
            console.answer(&found, told::tariff::found);
            Ok(Outcome::Done)
        }
        TariffCommand::Show { code, on, suffix, language } => {
            let (code, language) = (code.clone(), language.clone());
            let request = TariffShow { code, suffix: *suffix, language, on: *on };
            let view: TariffView = session.ask(Request::TariffShow(request))?;
            console.answer(&view, told::tariff::view);
            Ok(Outcome::Done)
        }
        TariffCommand::Suggest { text, language } => {
            let (text, language) = (text.join(" "), language.clone());
            let request = SuggestCodes { text, language, on: None };
            let codes: SuggestedCodes = session.ask(Request::SuggestCodes(request))?;
            console.answer(&codes, told::tariff::suggestions);
            Ok(Outcome::Done)
        }
        TariffCommand::Editions => {
            let editions: TariffEditions = session.ask(Request::TariffEditions(Nothing {}))?;
            console.answer(&editions, told::tariff::editions);
            Ok(Outcome::Done)
        }
    }
}

fn import(
    session: &Session,
    console: &Console,
    (files, language, from): (&[PathBuf], Option<String>, Option<NaiveDate>),
) -> Result<Outcome, Failure> {
    let staged = files.iter().map(|path| session.desk.stage_path(path));
    let staged = staged.collect::<Result<_, _>>()?;
    let request = ImportNomenclature { staged, language, from };
    let report: NomenclatureReport = session.ask(Request::ImportNomenclature(request))?;
    console.answer(&report, told::tariff::report);
    Ok(Outcome::with_refused(report.refused > 0))
}
