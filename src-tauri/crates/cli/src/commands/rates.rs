//! Exchange rates.

use desk::contract::{Failure, ImportRates, RatesOfDay, RatesReport, RatesRequest, Request};

use super::Session;
use crate::arguments::{Rates, RatesCommand};
use crate::console::{Console, Outcome};
use crate::told;

pub(super) fn rates(
    session: &Session,
    console: &Console,
    request: &Rates,
) -> Result<Outcome, Failure> {
    match &request.command {
        RatesCommand::Import { files } => {
            let staged = files.iter().map(|path| session.desk.stage_path(path));
            let staged = staged.collect::<Result<_, _>>()?;
            let report: RatesReport = session.ask(Request::ImportRates(ImportRates { staged }))?;
            console.answer(&report, told::rates::report);
            Ok(Outcome::with_refused(report.refused > 0))
        }
        RatesCommand::List { on } => {
            let rates: RatesOfDay = session.ask(Request::Rates(RatesRequest { on: *on }))?;
            console.answer(&rates, told::rates::of_a_day);
            Ok(Outcome::Done)
        }
    }
}
