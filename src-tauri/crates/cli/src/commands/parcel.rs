//! Where parcels are.

use desk::contract::{Failure, Parcels, ParcelsRequest, Request};

use super::Session;
use crate::console::{Console, Outcome};
use crate::told;

/// Numbers that nothing is known of are told as such and make the exit status 2.
pub(super) fn parcels(
    session: &Session,
    console: &Console,
    numbers: &[String],
) -> Result<Outcome, Failure> {
    let request = ParcelsRequest { numbers: numbers.to_vec() };
    let parcels: Parcels = session.ask(Request::Parcels(request))?;
    let unknown = parcels.answers.iter().any(|answer| answer.parcels.is_empty());
    console.answer(&parcels, told::sync::parcels);
    Ok(Outcome::with_refused(unknown))
}
