//! Joining a hub and exchanging with it.

use desk::contract::{
    EnrolRequest, Failure, FetchRequest, Fetched, Nothing, Outbox, Request, SettleAction,
    SettleRefused, SubscriptionInfo, SyncStatus,
};
use serde_json::json;

use super::Session;
use crate::arguments::{self, Enrol, OutboxAction, Subscribe};
use crate::console::{Console, Outcome};
use crate::told;

pub(super) fn enrol(
    session: &Session,
    console: &Console,
    request: &Enrol,
) -> Result<Outcome, Failure> {
    let status: SyncStatus = session.ask(Request::Enrol(EnrolRequest {
        hub: request.hub.clone(),
        code: request.code.clone(),
        desk_name: request.name.clone().unwrap_or_else(machine_name),
    }))?;
    console.answer(&status, told::sync::status);
    Ok(Outcome::Done)
}

/// Exchanges everything and says what went which way. What the hub refused is a refusal, and so are
/// files that it would not take; a hub that does not answer is a failure, after which everything is
/// as it was.
pub(super) fn sync(session: &Session, console: &Console) -> Result<Outcome, Failure> {
    let exchanged = session.desk.exchange()?;
    let status: SyncStatus = session.ask(Request::SyncStatus(Nothing {}))?;
    let answer = json!({
        "pushed": exchanged.pushed, "pulled": exchanged.pulled, "refused": exchanged.refused,
        "contested": exchanged.contested, "files_sent": exchanged.files_sent,
        "files_refused": exchanged.files_refused,
        "files_fetched": exchanged.files_fetched, "evicted": exchanged.evicted,
        "rolled_back": exchanged.rolled_back, "renumbered": exchanged.renumbered,
        "conflicts": status.conflicts, "waiting": status.unsent, "status": status,
    });
    console.answer(&answer, |_| told::sync::exchanged(&exchanged, &status));
    Ok(Outcome::with_refused(exchanged.refused + exchanged.files_refused > 0))
}

pub(super) fn outbox(
    session: &Session,
    console: &Console,
    request: &arguments::Outbox,
) -> Result<Outcome, Failure> {
    let outbox: Outbox = match &request.action {
        None => session.ask(Request::Outbox(Nothing {}))?,
        Some(OutboxAction::Settle { entry, write_again, .. }) => {
            let action =
                if *write_again { SettleAction::WriteAgain } else { SettleAction::SetAside };
            session.ask(Request::SettleRefused(SettleRefused { entry: *entry, action }))?
        }
    };
    console.answer(&outbox, told::sync::outbox);
    Ok(Outcome::Done)
}

pub(super) fn fetch(
    session: &Session,
    console: &Console,
    number: &str,
) -> Result<Outcome, Failure> {
    let request = FetchRequest { number: number.to_owned() };
    let fetched: Fetched = session.ask(Request::Fetch(request))?;
    console.answer(&fetched, |fetched| {
        format!("{} declarations came from the hub.", fetched.declarations.len())
    });
    Ok(Outcome::Done)
}

pub(super) fn subscribe(
    session: &Session,
    console: &Console,
    request: &Subscribe,
) -> Result<Outcome, Failure> {
    let names = request.statuses.as_deref().unwrap_or_default();
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let statuses = names
        .map(|name| {
            arguments::named(name).ok_or_else(|| Failure {
                code: "unknown_status".to_owned(),
                message: format!("“{name}” is not a status."),
                hint: "Use those that `greenlane queue` shows, for example released.".to_owned(),
            })
        })
        .collect::<Result<_, _>>()?;
    let wanted = SubscriptionInfo { statuses, days: request.days };
    let status: SyncStatus = session.ask(Request::Subscribe(wanted))?;
    console.answer(&status, told::sync::status);
    Ok(Outcome::Done)
}

fn machine_name() -> String {
    let named = |name: &str| std::env::var(name).ok().filter(|name| !name.trim().is_empty());
    let kept = || std::fs::read_to_string("/etc/hostname").ok();
    let name = named("COMPUTERNAME").or_else(|| named("HOSTNAME")).or_else(kept);
    name.map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Desk".to_owned())
}
