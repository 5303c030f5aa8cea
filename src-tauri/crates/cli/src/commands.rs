//! The commands, each a few requests of the contract.

mod bring_in;
mod change;
mod condition;
mod conflicts;
mod export;
mod hub;
mod lease;
mod lenses;
mod look;
mod packs;
mod paper;
mod parcel;
mod rates;
mod sync;
mod tariff;

use std::sync::Arc;

use desk::contract::{About, Broker, Failure, Nothing, Request, SignIn};
use desk::{Desk, Exchange, Settings, SystemSurroundings};
use link::HttpsUplink;
use serde::de::DeserializeOwned;

use crate::arguments::{Arguments, Command};
use crate::console::{Console, Outcome};

/// Carries out what was said on the command line.
///
/// # Errors
/// What the desk says.
pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Identify { text } => look::identify(&here(arguments)?, console, text),
        Command::Check { paths } => look::check(&here(arguments)?, console, paths),
        Command::Generate(request) => bring_in::generate(console, request),
        Command::Hub(request) => hub::hub(console, request),
        Command::Schema => Ok(export::schema()),
        Command::Packs(request) if packs::needs_no_desk(request) => {
            packs::publish(console, request)
        }
        command => with_store(&Session::open(arguments)?, console, command),
    }
}

fn with_store(session: &Session, console: &Console, command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Import { paths, map } => bring_in::import(session, console, paths, map),
        Command::Attach { id, file } => bring_in::attach(session, console, id, file),
        Command::Queue(request) => look::queue(session, console, request),
        Command::Show { id } => look::show(session, console, id),
        Command::Charges { id } => look::charges(session, console, id),
        Command::WhatIf { id } => look::what_if(session, console, id),
        Command::Elements { id } => look::elements(session, console, id),
        Command::Verify => look::verify(session, console),
        Command::Rebuild => look::rebuild(session, console),
        Command::Decide(request) => change::decide(session, console, request),
        Command::Undo => change::undo(session, console),
        Command::Claim { id, release } => change::claim(session, console, id, *release),
        Command::Amend { id, changes, reason } => {
            change::amend(session, console, id, changes, reason)
        }
        Command::Annotate(request) => change::annotate(session, console, request),
        Command::Inspect(request) => change::inspect(session, console, request),
        Command::SignIn { name, office, office_name } => {
            change::sign_in(session, console, name, office, office_name)
        }
        Command::Print(request) => paper::print(session, console, request),
        Command::Export(request) => export::export(session, console, request),
        Command::Enrol(request) => sync::enrol(session, console, request),
        Command::Sync => sync::sync(session, console),
        Command::Subscribe(request) => sync::subscribe(session, console, request),
        Command::Conflicts(request) => conflicts::conflicts(session, console, request),
        Command::Lease(request) => lease::lease(session, console, request),
        Command::Parcel { numbers } => parcel::parcels(session, console, numbers),
        Command::Outbox(request) => sync::outbox(session, console, request),
        Command::Fetch { number } => sync::fetch(session, console, number),
        Command::Packs(request) => packs::packs(session, console, request),
        Command::WhatChanges(request) => packs::what_changes(session, console, request),
        Command::Judge { id, on } => packs::judge(session, console, id, *on),
        Command::Lenses(asked) => lenses::lenses(session, console, asked),
        Command::Tariff(request) => tariff::tariff(session, console, request),
        Command::Rates(request) => rates::rates(session, console, request),
        Command::Identify { .. }
        | Command::Check { .. }
        | Command::Generate(_)
        | Command::Schema
        | Command::Hub(_) => {
            unreachable!("`run` carries these out without a store")
        }
    }
}

/// An open desk.
pub(crate) struct Session {
    pub desk: Desk,
    /// Holds a desk that is thrown away afterwards, for commands that need no store of their own.
    _scratch: Option<tempfile::TempDir>,
}

impl Session {
    fn open(arguments: &Arguments) -> Result<Self, Failure> {
        let folder = arguments.store.clone().or_else(default_store).ok_or_else(|| Failure {
            code: "no_store".to_owned(),
            message: "It is not said which desk to use.".to_owned(),
            hint: "Name its folder with --store DIR or in GREENLANE_STORE.".to_owned(),
        })?;
        let session = Self { desk: Desk::open(&folder, settings())?, _scratch: None };
        if let Some(name) = &arguments.broker {
            session.sign_in_as(name)?;
        }
        Ok(session)
    }

    /// Carries out a request and reads its answer.
    ///
    /// # Errors
    /// What the desk says.
    pub(crate) fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, Failure> {
        let answer = self.desk.handle(request)?;
        Ok(serde_json::from_value(answer).expect("the desk answers as the contract says"))
    }

    fn sign_in_as(&self, name: &str) -> Result<(), Failure> {
        let about: About = self.ask(Request::About(Nothing {}))?;
        if about.broker.as_ref().is_some_and(|broker| broker.name == name) {
            return Ok(());
        }
        let office = about.broker.map(|broker| (broker.office, broker.office_name));
        let (office, office_name) = office.unwrap_or_default();
        let broker = Broker { name: name.to_owned(), office, office_name };
        self.ask::<About>(Request::SignIn(SignIn { broker })).map(|_| ())
    }
}

fn here(arguments: &Arguments) -> Result<Session, Failure> {
    if arguments.store.is_some() {
        return Session::open(arguments);
    }
    let scratch = tempfile::tempdir().map_err(|cause| Failure {
        code: "io".to_owned(),
        message: format!("No temporary folder can be made: {cause}."),
        hint: "Set TMPDIR to a folder that may be written to.".to_owned(),
    })?;
    Ok(Session { desk: Desk::open(scratch.path(), settings())?, _scratch: Some(scratch) })
}

fn settings() -> Settings {
    Settings {
        fonts: desk::find_fonts(),
        surroundings: Arc::new(SystemSurroundings),
        uplink: Some(Arc::new(HttpsUplink::from_environment())),
        exchange: Exchange::OnDemand,
    }
}

/// Where the desktop app keeps its desk, so that both work on the same one.
fn default_store() -> Option<std::path::PathBuf> {
    let home = || std::env::home_dir();
    if cfg!(windows) {
        return std::env::var_os("APPDATA")
            .map(|data| std::path::PathBuf::from(data).join(IDENTIFIER));
    }
    if cfg!(target_os = "macos") {
        return home().map(|home| home.join("Library/Application Support").join(IDENTIFIER));
    }
    let data = std::env::var_os("XDG_DATA_HOME").map(std::path::PathBuf::from);
    data.or_else(|| home().map(|home| home.join(".local/share"))).map(|data| data.join(IDENTIFIER))
}

/// The app's identifier, as in `tauri.conf.json`.
const IDENTIFIER: &str = "eu.greenlane.desk";
