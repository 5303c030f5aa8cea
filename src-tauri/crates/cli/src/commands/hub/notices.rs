//! Who is told of stages, and what became of the messages.

use desk::contract::Failure;
use office::{Channel, Delivery, DeliveryState, NewSubscription, Office, Subscription};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{failure, of_office, open, parties, who};
use crate::arguments::{AddNotices, Notices, NoticesAction, Place};
use crate::console::{Console, Outcome};
use crate::told::name;

pub(super) fn notices(console: &Console, request: &Notices) -> Result<Outcome, Failure> {
    match &request.action {
        None => list(console, &request.place),
        Some(NoticesAction::Add(request)) => add(console, request),
        Some(NoticesAction::End { subscription, place }) => end(console, place, *subscription),
        Some(NoticesAction::Messages { state, party, limit, place }) => {
            messages(console, &open(place)?, party.as_deref(), *state, *limit)
        }
        Some(NoticesAction::Replay { messages, dead, place }) => {
            replay(console, &open(place)?, messages, *dead)
        }
    }
}

fn list(console: &Console, place: &Place) -> Result<Outcome, Failure> {
    let all = open(place)?.subscriptions(None).map_err(|error| of_office(&error))?;
    console.answer(&json!({ "subscriptions": all }), |_| {
        all.iter().map(|each| format!("{}\n", subscription(each))).collect()
    });
    Ok(Outcome::Done)
}

/// The secret is told this once: whoever receives webhooks checks their signatures with it.
fn add(console: &Console, request: &AddNotices) -> Result<Outcome, Failure> {
    let office = open(&request.place)?;
    let party = parties::named(&office, &request.party)?;
    let (channel, target) = match (&request.target.webhook, &request.target.mail) {
        (Some(url), _) => (Channel::Webhook, url),
        (None, Some(address)) => (Channel::Email, address),
        (None, None) => unreachable!("clap asks for one of them"),
    };
    let wants = NewSubscription {
        channel,
        target: target.clone(),
        stages: request.stages.clone(),
        pace: request.pace,
        language: request.language.clone(),
    };
    let (made, secret) = hub::subscribe(&office, party.id, &wants, request.webhooks_inside, &who())
        .map_err(|error| failure(error.code(), &error, error.hint()))?;
    let mut answer = json!(made);
    if channel == Channel::Webhook {
        answer["secret"] = json!(secret.0);
    }
    console.answer(&answer, |answer| {
        let signed = answer["secret"].as_str().map(|secret| {
            format!("\nIts requests are signed with {secret}, which is not shown again.")
        });
        subscription(&made) + &signed.unwrap_or_default()
    });
    Ok(Outcome::Done)
}

fn end(console: &Console, place: &Place, id: Uuid) -> Result<Outcome, Failure> {
    open(place)?.end_subscription(id, None, &who()).map_err(|error| of_office(&error))?;
    console.answer(&json!({ "ended": id }), |_| format!("{id} has ended."));
    Ok(Outcome::Done)
}

fn messages(
    console: &Console,
    office: &Office,
    party: Option<&str>,
    state: Option<DeliveryState>,
    limit: u32,
) -> Result<Outcome, Failure> {
    let party = party.map(|party| parties::named(office, party)).transpose()?;
    let messages = office
        .deliveries(party.map(|party| party.id), state, limit)
        .map_err(|error| of_office(&error))?;
    console.answer(&json!({ "messages": messages }), |_| messages.iter().map(message).collect());
    Ok(Outcome::Done)
}

/// Those that cannot be sent again are named with the reason; the others are.
fn replay(
    console: &Console,
    office: &Office,
    named: &[Uuid],
    dead: bool,
) -> Result<Outcome, Failure> {
    let given_up = || office.deliveries(None, Some(DeliveryState::Dead), u32::MAX);
    let ids = match dead {
        true => given_up().map_err(|error| of_office(&error))?.iter().map(|each| each.id).collect(),
        false => named.to_vec(),
    };
    let (mut again, mut refused) = (Vec::new(), Vec::new());
    for id in ids {
        match office.replay(id, None, &who()) {
            Ok(message) => again.push(message),
            Err(error) => refused.push((id, of_office(&error))),
        }
    }
    let why = |(id, failure): &(Uuid, Failure)| json!({ "id": id, "code": failure.code, "message": failure.message, "hint": failure.hint });
    let told: Vec<Value> = refused.iter().map(why).collect();
    console.answer(&json!({ "replayed": again, "refused": told }), |_| {
        let refused = refused
            .iter()
            .map(|(id, failure)| format!("{id}: {} {}\n", failure.message, failure.hint));
        again.iter().map(message).chain(refused).collect()
    });
    Ok(Outcome::with_refused(!refused.is_empty()))
}

fn subscription(it: &Subscription) -> String {
    let stages: Vec<String> = it.wants.stages.iter().map(name).collect();
    let stages = if stages.is_empty() { "all stages".to_owned() } else { stages.join(", ") };
    let ended = it.ended_at.map(|at| format!(" · ended {at}")).unwrap_or_default();
    let (channel, pace) = (name(&it.wants.channel), name(&it.wants.pace));
    let (party, target) = (&it.party_name, &it.wants.target);
    format!("{}  {party}: {channel} {target} · {stages} · {pace}{ended}", it.id)
}

fn message(it: &Delivery) -> String {
    let moment = it.ended_at.unwrap_or(it.due_at).format("%Y-%m-%d %H:%M:%S");
    format!(
        "{}  {} {moment}  {} (stages: {}, attempts: {})  {}\n",
        it.id,
        name(&it.state),
        it.target,
        it.notices,
        it.attempts,
        it.failure
    )
}
