//! Notices: who wants to be told of which stages, and what became of each message.
//!
//! Messages are written in the transaction that makes the stage known, so none is lost and none is
//! made twice. Sending is at least once: a message keeps its id however often it is tried.

mod delivery;
mod pruning;
mod tell;

use std::fmt;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use sync::parcel::Stage;
use uuid::Uuid;

pub use delivery::{Delivery, DeliveryState, Due, Notice};
pub(crate) use tell::{Changed, Listeners};

use crate::Office;
use crate::error::OfficeError;
use crate::sql::{Row, Transaction, Value};

/// How someone is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A signed request to the subscriber's program.
    Webhook,
    /// An e-mail.
    Email,
}

/// How soon someone is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Each stage by itself.
    #[default]
    AtOnce,
    /// Together, at the full hour.
    Hourly,
    /// Together, at six in the morning (UTC).
    Daily,
}

/// What someone wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSubscription {
    pub channel: Channel,
    /// URL or e-mail address.
    pub target: String,
    /// Empty for all.
    #[serde(default)]
    pub stages: Vec<Stage>,
    #[serde(default)]
    pub pace: Pace,
    /// Code of one of the page's languages; for e-mail.
    #[serde(default = "english")]
    pub language: String,
}

fn english() -> String {
    "en".to_owned()
}

/// What someone is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    pub id: Uuid,
    pub party: Uuid,
    pub party_name: String,
    #[serde(flatten)]
    pub wants: NewSubscription,
    pub created_at: DateTime<Utc>,
    /// Since when nothing is told any more.
    pub ended_at: Option<DateTime<Utc>>,
}

/// What webhooks to one subscriber are signed with, `whsec_` and base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

pub(super) const SUBSCRIPTION: &str = "SELECT s.subscription, s.party, p.name, s.channel, s.target,
    s.stages, s.pace, s.language, s.created_at, s.ended_at, s.secret, s.since
    FROM notice_subscription s JOIN party p ON p.office = s.office AND p.party = s.party";

const SECRET_BYTES: usize = 24;

impl Office {
    /// Has a party told from now on. The secret that webhooks are signed with is answered this once.
    ///
    /// # Errors
    /// The database's.
    pub fn subscribe(
        &self,
        party: Uuid,
        wants: &NewSubscription,
        by: &str,
    ) -> Result<(Subscription, Secret), OfficeError> {
        let (id, now) = (self.surroundings.new_id(), self.surroundings.now());
        let mut bytes = [0; SECRET_BYTES];
        self.surroundings.random(&mut bytes);
        let secret = Secret(format!("whsec_{}", BASE64.encode(&bytes)));
        let subscription = self.sql.transaction(|tx| {
            self.standing_party(tx, party)?.ok_or(OfficeError::Unknown { what: "party" })?;
            let since = self.standing(tx)?.head;
            let sql = "INSERT INTO notice_subscription (office, subscription, party, channel,
                target, secret, stages, pace, language, since, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
            let row: [Value; 11] = [
                self.number.into(),
                id.into(),
                party.into(),
                name_of(&wants.channel).into(),
                wants.target.as_str().into(),
                secret.0.as_str().into(),
                serde_json::to_string(&wants.stages).expect("stages are names").into(),
                name_of(&wants.pace).into(),
                wants.language.as_str().into(),
                since.into(),
                now.into(),
            ];
            tx.execute(sql, &row)?;
            let detail = serde_json::json!({ "party": party, "subscription": id });
            self.record(tx, by, "notices_subscribed", &detail)?;
            let sql = format!("{SUBSCRIPTION} WHERE s.office = $1 AND s.subscription = $2");
            subscription(&tx.one(&sql, &[self.number.into(), id.into()])?)
        })?;
        Ok((subscription, secret))
    }

    /// Who is told what; of one party, or of all.
    ///
    /// # Errors
    /// The database's.
    pub fn subscriptions(&self, party: Option<Uuid>) -> Result<Vec<Subscription>, OfficeError> {
        let sql =
            format!("{SUBSCRIPTION} WHERE s.office = $1 ORDER BY s.created_at, s.subscription");
        let rows = self.sql.read(|tx| tx.query(&sql, &[self.number.into()]))?;
        let all = rows.iter().map(subscription).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().filter(|each| party.is_none_or(|party| each.party == party)).collect())
    }

    /// Tells no more, and drops what was not sent yet. `party`: only where it is theirs.
    ///
    /// # Errors
    /// There is none of that id; the database's.
    pub fn end_subscription(
        &self,
        id: Uuid,
        party: Option<Uuid>,
        by: &str,
    ) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            let theirs = "SELECT party FROM notice_subscription
                          WHERE office = $1 AND subscription = $2 AND ended_at IS NULL";
            let row = tx.first(theirs, &[self.number.into(), id.into()])?;
            let owner = row.map(|row| row.uuid(0)).transpose()?;
            if owner.is_none() || party.is_some_and(|party| Some(party) != owner) {
                return Err(OfficeError::Unknown { what: "subscription" });
            }
            self.tell_no_more(tx, id, now)?;
            self.record(tx, by, "notices_ended", &serde_json::json!({ "subscription": id }))
        })
    }

    /// Ends a subscription. What was not sent yet is dropped: left waiting, it would be looked at by
    /// every hub for ever.
    pub(crate) fn tell_no_more(
        &self,
        tx: &mut Transaction<'_>,
        subscription: Uuid,
        now: DateTime<Utc>,
    ) -> Result<(), OfficeError> {
        let ended = "UPDATE notice_subscription SET ended_at = $3
                     WHERE office = $1 AND subscription = $2";
        let which = [self.number.into(), subscription.into(), Value::from(now)];
        tx.execute(ended, &which)?;
        let unsent = "SELECT delivery FROM notice_delivery
                      WHERE office = $1 AND subscription = $2 AND state = 'waiting'";
        let unsent = tx.query(unsent, &which[..2])?;
        let unsent = unsent.iter().map(|row| row.uuid(0)).collect::<Result<Vec<_>, _>>()?;
        let unsent = [self.number.into(), Value::ids(unsent)];
        tx.execute("DELETE FROM notice WHERE office = $1 AND delivery = ANY($2)", &unsent)?;
        let dropped = "DELETE FROM notice_delivery WHERE office = $1 AND delivery = ANY($2)";
        tx.execute(dropped, &unsent).map(drop)
    }
}

pub(super) fn subscription(row: &Row) -> Result<Subscription, OfficeError> {
    let id = row.uuid(0)?;
    let damaged = |_| OfficeError::Damaged { what: format!("subscription {id}") };
    let named =
        |column| Ok::<_, OfficeError>(serde_json::Value::String(row.text(column)?.to_owned()));
    Ok(Subscription {
        id,
        party: row.uuid(1)?,
        party_name: row.text(2)?.to_owned(),
        wants: NewSubscription {
            channel: serde_json::from_value(named(3)?).map_err(damaged)?,
            target: row.text(4)?.to_owned(),
            stages: serde_json::from_str(row.text(5)?).map_err(damaged)?,
            pace: serde_json::from_value(named(6)?).map_err(damaged)?,
            language: row.text(7)?.to_owned(),
        },
        created_at: row.moment(8)?,
        ended_at: row.optional(9, Row::moment)?,
    })
}

/// The stable name under which a choice is stored.
pub(super) fn name_of(choice: &impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
