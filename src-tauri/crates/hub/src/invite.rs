//! Making an enrolment code beside a running hub, or before it first starts.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use office::{Invitation, Surroundings};
use sync::code::{EnrolmentCode, Secret};

use crate::error::HubError;
use crate::options::Options;
use crate::server::open_office;
use crate::surroundings::SystemSurroundings;
use crate::tls::Certificates;

/// A code that enrols one desk.
#[derive(Clone, Debug)]
pub struct Code {
    /// What a person types at the desk.
    pub code: EnrolmentCode,
    pub expires_at: DateTime<Utc>,
}

/// Makes a code for the hub of this folder and database. Whoever may write there may invite.
///
/// # Errors
/// The database's, or the certificate's.
pub fn invite(options: &Options, invitation: &Invitation) -> Result<Code, HubError> {
    let surroundings: Arc<dyn Surroundings> = Arc::new(SystemSurroundings);
    let certificates = Certificates::open(options, surroundings.now())?;
    let office = open_office(options, surroundings)?;
    let invited = office.invite(invitation)?;
    let fingerprint = certificates.trusted().fingerprint;
    let code = EnrolmentCode { secret: Secret(invited.secret), fingerprint };
    Ok(Code { code, expires_at: invited.expires_at })
}
