//! The office's hub: serving it, and what is done beside it by whoever may write its folder.

mod administer;
mod notices;
mod parties;
mod refused;
mod serve;

use std::fmt::Display;
use std::path::Path;

use desk::contract::Failure;
use hub::{HubError, Options, SystemSurroundings, Tls};
use office::{Authority, Database, DatabaseServer, Office, OfficeError};
use sync::Role;

use crate::arguments::{Hub, HubAction, Invite, Place};
use crate::console::{Console, Outcome};

pub(super) fn hub(console: &Console, request: &Hub) -> Result<Outcome, Failure> {
    match &request.action {
        HubAction::Serve(serve) => serve::serve(serve),
        HubAction::Invite(request) => invite(console, request),
        HubAction::Parties(request) => parties::parties(console, request),
        HubAction::Notices(request) => notices::notices(console, request),
        HubAction::Devices { place } => administer::devices(console, place),
        HubAction::Revoke { device, place } => administer::revoke(console, place, *device),
        HubAction::Refused { device, limit, place } => {
            refused::list(console, place, *device, *limit)
        }
        HubAction::Recover { device, leave_out, place } => {
            refused::recover(console, place, *device, leave_out)
        }
        HubAction::Audit { place, after, limit } => {
            administer::audit(console, place, *after, *limit)
        }
        HubAction::Backup { to, place } => administer::backup(console, place, to),
        HubAction::Restore { from, place } => administer::restore(console, place, from),
    }
}

/// Companies sign in where desks enrol: the codes are of different kinds.
fn invite(console: &Console, request: &Invite) -> Result<Outcome, Failure> {
    match Role::from(request.role) {
        role if role.is_party() => parties::invite(console, request, role),
        role => administer::invite(console, request, role),
    }
}

fn options(place: &Place) -> Result<Options, Failure> {
    let tls = match (&place.certificate, &place.key) {
        (Some(certificate), Some(key)) => {
            Tls::Files { certificate: certificate.clone(), key: key.clone() }
        }
        _ => Tls::OwnAuthority { names: place.names.clone() },
    };
    Ok(Options {
        database: server(place)?,
        office: place.office.clone(),
        tls,
        ..Options::new(&place.data)
    })
}

fn database(place: &Place) -> Result<Database, Failure> {
    let folder = || Database::Folder(place.data.clone());
    Ok(server(place)?.map_or_else(folder, Database::Server))
}

fn server(place: &Place) -> Result<Option<DatabaseServer>, Failure> {
    let Some(url) = place.database.clone() else { return Ok(None) };
    let authority = place.database_ca.as_deref().map(authority).transpose()?;
    Ok(Some(DatabaseServer { url, authority }))
}

/// Who certifies a server, out of a file.
fn authority(file: &Path) -> Result<Authority, Failure> {
    let unusable = |what: &dyn Display| {
        failure(
            "bad_authority",
            &format!("{} cannot say who certifies the server: {what}.", file.display()),
            "Name the PEM file of the authority that issued the server's certificate.",
        )
    };
    let pem = std::fs::read(file).map_err(|error| unusable(&error))?;
    Authority::from_pem(&pem).map_err(|error| unusable(&error))
}

/// The office that is there: looking at one must not make one.
fn open(place: &Place) -> Result<Office, Failure> {
    if place.database.is_none() && !place.data.is_dir() {
        return Err(failure(
            "no_hub_here",
            &format!("There is no hub in {}.", place.data.display()),
            "Name its folder with --data, or start one with `greenlane hub serve`.",
        ));
    }
    let surroundings = std::sync::Arc::new(SystemSurroundings);
    Office::open_named(&database(place)?, place.office.as_deref(), surroundings)
        .map_err(|error| of_office(&error))
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|cause| crate::files::failure(folder, &cause))
}

/// The account that this runs under: whoever may write the hub's folder may administer the hub.
fn who() -> String {
    let named = |name: &str| std::env::var(name).ok().filter(|name| !name.is_empty());
    let account = named("USER").or_else(|| named("USERNAME")).unwrap_or_else(|| "unknown".into());
    format!("{account} on the hub's machine")
}

fn of_hub(error: &HubError) -> Failure {
    failure(error.code(), error, error.hint())
}

fn of_office(error: &OfficeError) -> Failure {
    failure(error.code(), error, error.hint())
}

fn failure(code: &str, message: &impl Display, hint: &str) -> Failure {
    Failure { code: code.to_owned(), message: message.to_string(), hint: hint.to_owned() }
}
