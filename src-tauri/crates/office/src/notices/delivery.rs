//! Messages on their way: taken by one hub for a while, sent, tried again, given up, replayed.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sync::parcel::{ParcelFacts, Stage};
use uuid::Uuid;

use super::{SUBSCRIPTION, Secret, Subscription, name_of, subscription};
use crate::Office;
use crate::error::OfficeError;
use crate::sql::{Row, Transaction, Value};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is to be sent, or tried again.
    Waiting,
    /// The receiver took it.
    Sent,
    /// Given up: someone has to look.
    Dead,
}

/// A message and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub id: Uuid,
    pub subscription: Uuid,
    pub party: Uuid,
    pub target: String,
    pub state: DeliveryState,
    /// How many stages it tells of.
    pub notices: u64,
    pub due_at: DateTime<Utc>,
    pub attempts: u32,
    /// Why the last attempt failed; empty where none did.
    pub failure: String,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// A message that this hub has taken to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Stays the same however often it is sent.
    pub id: Uuid,
    pub subscription: Subscription,
    pub secret: Secret,
    /// This attempt's number, from one.
    pub attempt: u32,
    pub created_at: DateTime<Utc>,
    pub notices: Vec<Notice>,
}

/// One stage that one parcel reached, and what was known of it then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub stage: Stage,
    pub facts: ParcelFacts,
}

const DELIVERY: &str = "SELECT d.delivery, d.subscription, s.party, s.target, d.state, d.notices,
    d.due_at, d.attempts, d.failure, d.created_at, d.ended_at
    FROM notice_delivery d
    JOIN notice_subscription s ON s.office = d.office AND s.subscription = d.subscription";

impl Office {
    /// Takes messages that are due, the longest due first. Nobody else gets them for `lease`; should
    /// this hub die with them, another sends them after that.
    ///
    /// # Errors
    /// The database's.
    pub fn take_due(
        &self,
        worker: Uuid,
        limit: u32,
        lease: TimeDelta,
    ) -> Result<Vec<Due>, OfficeError> {
        let now = self.surroundings.now();
        let free =
            "d.office = $1 AND d.state = 'waiting' AND d.due_at <= $2 AND d.claimed_until <= $2
            AND EXISTS (SELECT 1 FROM notice_subscription s WHERE s.office = d.office
                AND s.subscription = d.subscription AND s.ended_at IS NULL)";
        // The condition is asked again of each row itself: another hub may just have taken it. Not
        // materialized, PostgreSQL may choose anew for each row, and so take more than the limit.
        let take = |skip_locked: &str| {
            format!(
                "WITH chosen AS MATERIALIZED (SELECT d.delivery FROM notice_delivery d
                    WHERE {free} ORDER BY d.due_at, d.delivery LIMIT $5{skip_locked})
                 UPDATE notice_delivery AS d SET claimed_by = $3, claimed_until = $4,
                    attempts = d.attempts + 1
                 WHERE {free} AND d.delivery IN (SELECT delivery FROM chosen)
                 RETURNING delivery, subscription, attempts, created_at"
            )
        };
        let params: [Value; 5] =
            [self.number.into(), now.into(), worker.into(), (now + lease).into(), limit.into()];
        if self.sql.read(|tx| self.nothing_due(tx, now))? {
            return Ok(Vec::new());
        }
        self.sql.transaction(|tx| {
            let rows = tx.query(&take(tx.skip_locked()), &params)?;
            rows.iter().map(|row| self.due(tx, row)).collect()
        })
    }

    /// The receiver took it. Without effect where another hub has taken the message over.
    ///
    /// # Errors
    /// The database's.
    pub fn delivered(&self, delivery: Uuid, worker: Uuid) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        let sql = "UPDATE notice_delivery SET state = 'sent', ended_at = $4, failure = ''
                   WHERE office = $1 AND delivery = $2 AND claimed_by = $3 AND state = 'waiting'";
        let params = [self.number.into(), delivery.into(), worker.into(), now.into()];
        self.sql.transaction(|tx| tx.execute(sql, &params).map(drop))
    }

    /// It did not get through. It is tried again after `pause`, or given up where there is none.
    ///
    /// # Errors
    /// The database's.
    pub fn not_delivered(
        &self,
        delivery: Uuid,
        worker: Uuid,
        why: &str,
        pause: Option<TimeDelta>,
    ) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        let state = pause.map_or(DeliveryState::Dead, |_| DeliveryState::Waiting);
        let sql = "UPDATE notice_delivery SET state = $4, due_at = $5, ended_at = $6, failure = $7,
                       claimed_by = NULL, claimed_until = 0
                   WHERE office = $1 AND delivery = $2 AND claimed_by = $3 AND state = 'waiting'";
        let params: [Value; 7] = [
            self.number.into(),
            delivery.into(),
            worker.into(),
            name_of(&state).into(),
            (now + pause.unwrap_or_default()).into(),
            pause.is_none().then_some(now).into(),
            why.into(),
        ];
        self.sql.transaction(|tx| tx.execute(sql, &params).map(drop))
    }

    /// Messages, the newest first: of one party or of all, in one state or in any.
    ///
    /// # Errors
    /// The database's.
    pub fn deliveries(
        &self,
        party: Option<Uuid>,
        state: Option<DeliveryState>,
        limit: u32,
    ) -> Result<Vec<Delivery>, OfficeError> {
        // Parameters that decide nothing are named all the same, with their types: PostgreSQL asks.
        let of_party = match party {
            Some(_) => "AND s.party = $2",
            None => "AND CAST($2 AS BYTEA) IS NOT NULL",
        };
        let in_state = match state {
            Some(_) => "AND d.state = $3",
            None => "AND CAST($3 AS TEXT) IS NOT NULL",
        };
        let sql = format!(
            "{DELIVERY} WHERE d.office = $1 {of_party} {in_state}
             ORDER BY d.created_at DESC, d.delivery LIMIT $4"
        );
        let params: [Value; 4] = [
            self.number.into(),
            party.unwrap_or_default().into(),
            name_of(&state.unwrap_or(DeliveryState::Waiting)).into(),
            limit.into(),
        ];
        let rows = self.sql.read(|tx| tx.query(&sql, &params))?;
        rows.iter().map(delivery).collect()
    }

    /// Sends a message once more, under its old id. `party`: only where it is theirs.
    ///
    /// # Errors
    /// There is none of that id that was sent or given up; its subscription has ended; the
    /// database's.
    pub fn replay(&self, id: Uuid, party: Option<Uuid>, by: &str) -> Result<Delivery, OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            let sql = format!("{DELIVERY} WHERE d.office = $1 AND d.delivery = $2");
            let place = [self.number.into(), Value::from(id)];
            let found = tx.first(&sql, &place)?.map(|row| delivery(&row)).transpose()?;
            let theirs = |found: &Delivery| party.is_none_or(|party| found.party == party);
            let over = |found: &Delivery| found.state != DeliveryState::Waiting;
            if !found.is_some_and(|found| theirs(&found) && over(&found)) {
                return Err(OfficeError::Unknown { what: "message" });
            }
            if self.has_ended(tx, id)? {
                return Err(OfficeError::SubscriptionEnded);
            }
            let again = "UPDATE notice_delivery SET state = 'waiting', attempts = 0, due_at = $3,
                claimed_by = NULL, claimed_until = 0, ended_at = NULL
                WHERE office = $1 AND delivery = $2";
            tx.execute(again, &[self.number.into(), id.into(), now.into()])?;
            self.record(tx, by, "notice_replayed", &serde_json::json!({ "delivery": id }))?;
            delivery(&tx.one(&sql, &place)?)
        })
    }

    /// Whether nobody is told any more of what the message tells.
    fn has_ended(&self, tx: &mut Transaction<'_>, delivery: Uuid) -> Result<bool, OfficeError> {
        let sql = "SELECT s.ended_at FROM notice_delivery d JOIN notice_subscription s
                       ON s.office = d.office AND s.subscription = d.subscription
                   WHERE d.office = $1 AND d.delivery = $2";
        let row = tx.one(sql, &[self.number.into(), delivery.into()])?;
        Ok(row.optional(0, Row::moment)?.is_some())
    }

    /// Spares the writer a transaction while there is nothing to do.
    fn nothing_due(
        &self,
        tx: &mut Transaction<'_>,
        now: DateTime<Utc>,
    ) -> Result<bool, OfficeError> {
        let sql = "SELECT 1 FROM notice_delivery
                   WHERE office = $1 AND state = 'waiting' AND due_at <= $2 LIMIT 1";
        let now = Value::Int(now.timestamp_millis());
        Ok(tx.first(sql, &[self.number.into(), now])?.is_none())
    }

    fn due(&self, tx: &mut Transaction<'_>, row: &Row) -> Result<Due, OfficeError> {
        let id = row.uuid(0)?;
        let sql = format!("{SUBSCRIPTION} WHERE s.office = $1 AND s.subscription = $2");
        let wanted = tx.one(&sql, &[self.number.into(), row.uuid(1)?.into()])?;
        let sql = "SELECT stage, facts FROM notice WHERE office = $1 AND delivery = $2
                   ORDER BY number";
        let notices = tx.query(sql, &[self.number.into(), id.into()])?;
        Ok(Due {
            id,
            subscription: subscription(&wanted)?,
            secret: Secret(wanted.text(10)?.to_owned()),
            attempt: u32::try_from(row.number(2)?).unwrap_or(u32::MAX),
            created_at: row.moment(3)?,
            notices: notices.iter().map(notice).collect::<Result<_, _>>()?,
        })
    }
}

fn notice(row: &Row) -> Result<Notice, OfficeError> {
    let damaged = |cause| OfficeError::Damaged { what: format!("a notice: {cause}") };
    let stage = serde_json::Value::String(row.text(0)?.to_owned());
    Ok(Notice {
        stage: serde_json::from_value(stage).map_err(damaged)?,
        facts: serde_json::from_str(row.text(1)?).map_err(damaged)?,
    })
}

fn delivery(row: &Row) -> Result<Delivery, OfficeError> {
    let state = serde_json::Value::String(row.text(4)?.to_owned());
    let unknown = |_| OfficeError::Damaged { what: "a message's state".to_owned() };
    Ok(Delivery {
        id: row.uuid(0)?,
        subscription: row.uuid(1)?,
        party: row.uuid(2)?,
        target: row.text(3)?.to_owned(),
        state: serde_json::from_value(state).map_err(unknown)?,
        notices: row.number(5)?,
        due_at: row.moment(6)?,
        attempts: u32::try_from(row.number(7)?).unwrap_or(u32::MAX),
        failure: row.text(8)?.to_owned(),
        created_at: row.moment(9)?,
        ended_at: row.optional(10, Row::moment)?,
    })
}
