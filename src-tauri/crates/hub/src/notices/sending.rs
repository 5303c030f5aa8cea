//! Takes messages that are due, sends them, and says what became of each.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;
use office::{Channel, Due};
use reqwest::Client;
use uuid::Uuid;

use super::mail::{self, Line};
use super::schedule;
use super::webhook::{self, NotSent};
use crate::inquiry::Front;

/// Messages that one hub sends at the same time.
const AT_ONCE: u32 = 32;
/// How long messages are taken for: longer than any attempt lasts.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often it is looked whether something is due.
const PACE: Duration = Duration::from_millis(500);

/// What messages are sent with.
struct Post {
    /// This hub, for as long as it runs.
    worker: Uuid,
    client: Client,
    line: Option<Line>,
}

/// Sends what is due for as long as the hub runs.
pub(crate) async fn send(front: &Front) {
    let post = match Post::of(front) {
        Ok(post) => post,
        Err(error) => {
            tracing::error!(%error, "no notices are sent: the settings for sending cannot be used");
            return std::future::pending().await;
        }
    };
    loop {
        let worker = post.worker;
        let taken = front.hub.ask(move |office| office.take_due(worker, AT_ONCE, LEASE)).await;
        // What cannot be asked is in the log already.
        let due = taken.unwrap_or_default();
        let more = due.len() as u64 == u64::from(AT_ONCE);
        join_all(due.iter().map(|due| post.one(front, due))).await;
        if !more {
            tokio::time::sleep(PACE).await;
        }
    }
}

impl Post {
    fn of(front: &Front) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let settings = &front.settings.notices;
        Ok(Self {
            worker: front.hub.surroundings.new_id(),
            client: webhook::client(settings.inside)?,
            line: settings.smtp.as_ref().map(mail::line).transpose()?,
        })
    }

    async fn one(&self, front: &Front, due: &Due) {
        let outcome = self.send(front, due).await;
        let (id, worker) = (due.id, self.worker);
        let marked = match outcome {
            Ok(()) => front.hub.ask(move |office| office.delivered(id, worker)).await,
            Err(failed) => {
                let mut chance = [0];
                front.hub.surroundings.random(&mut chance);
                let pause = schedule::pause(due.attempt, chance[0]).filter(|_| !failed.for_good);
                tracing::info!(delivery = %id, attempt = due.attempt, why = failed.why,
                    given_up = pause.is_none(), "a notice did not get through");
                let why = failed.why;
                front.hub.ask(move |office| office.not_delivered(id, worker, &why, pause)).await
            }
        };
        // Not marked, it is sent again once nobody is at it any more.
        if let Err(refused) = marked {
            tracing::warn!(delivery = %id, code = refused.code, "a notice could not be marked");
        }
    }

    async fn send(&self, front: &Front, due: &Due) -> Result<(), NotSent> {
        let settings = &front.settings;
        match due.subscription.wants.channel {
            Channel::Webhook => {
                let now = front.hub.surroundings.now();
                webhook::send(&self.client, due, now, settings.notices.inside).await
            }
            Channel::Email => {
                let none = || NotSent::now("The hub has no mail server.");
                let line = self.line.as_ref().ok_or_else(none)?;
                let smtp = settings.notices.smtp.as_ref().ok_or_else(none)?;
                mail::send(line, &smtp.from, due, settings.address.as_deref()).await
            }
        }
    }
}
