//! What the desk's own history shows.

use desk::contract::{Failure, Lenses, LensesRequest, Request};

use super::Session;
use crate::arguments::LensesAsked;
use crate::console::{Console, Outcome};
use crate::told;

pub(super) fn lenses(
    session: &Session,
    console: &Console,
    asked: &LensesAsked,
) -> Result<Outcome, Failure> {
    let request = LensesRequest { lens: asked.lens, limit: asked.limit };
    let lenses = loop {
        // Each request reads a part of what came since the last one.
        let lenses: Lenses = session.ask(Request::Lenses(request.clone()))?;
        if lenses.behind == 0 {
            break lenses;
        }
    };
    console.answer(&lenses, told::lenses);
    Ok(Outcome::Done)
}
