//! The office's hub: serving it, and what is done beside it by whoever may write its folder.

mod administer;
mod serve;

use desk::contract::Failure;
use hub::{HubError, Options, SystemSurroundings, Tls};
use office::{Database, Office, OfficeError};

use crate::arguments::{Hub, HubAction, Place};
use crate::console::{Console, Outcome};

pub(super) fn hub(console: &Console, request: &Hub) -> Result<Outcome, Failure> {
    match &request.action {
        HubAction::Serve(serve) => serve::serve(serve),
        HubAction::Invite { place, role, name, hours } => {
            administer::invite(console, place, (*role).into(), name, *hours)
        }
        HubAction::Devices { place } => administer::devices(console, place),
        HubAction::Revoke { device, place } => administer::revoke(console, place, *device),
        HubAction::Audit { place, after, limit } => {
            administer::audit(console, place, *after, *limit)
        }
        HubAction::Backup { to, place } => administer::backup(console, place, to),
        HubAction::Restore { from, place } => administer::restore(console, place, from),
    }
}

fn options(place: &Place) -> Options {
    let tls = match (&place.certificate, &place.key) {
        (Some(certificate), Some(key)) => {
            Tls::Files { certificate: certificate.clone(), key: key.clone() }
        }
        _ => Tls::OwnAuthority { names: place.names.clone() },
    };
    Options {
        database: place.database.clone(),
        office: place.office.clone(),
        tls,
        ..Options::new(&place.data)
    }
}

fn database(place: &Place) -> Database {
    match &place.database {
        Some(url) => Database::Url(url.clone()),
        None => Database::Folder(place.data.clone()),
    }
}

/// The office that is there: looking at one must not make one.
fn open(place: &Place) -> Result<Office, Failure> {
    if place.database.is_none() && !place.data.is_dir() {
        return Err(Failure {
            code: "no_hub_here".to_owned(),
            message: format!("There is no hub in {}.", place.data.display()),
            hint: "Name its folder with --data, or start one with `greenlane hub serve`."
                .to_owned(),
        });
    }
    let surroundings = std::sync::Arc::new(SystemSurroundings);
    Office::open_named(&database(place), place.office.as_deref(), surroundings)
        .map_err(|error| of_office(&error))
}

fn of_hub(error: &HubError) -> Failure {
    Failure {
        code: error.code().to_owned(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}

fn of_office(error: &OfficeError) -> Failure {
    Failure {
        code: error.code().to_owned(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}
