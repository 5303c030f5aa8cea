//! Writes down what is to be told, in the transaction that makes it known.

use std::collections::HashMap;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use journal::DeclarationId;
use sha2::{Digest, Sha256};
use sync::parcel::{ParcelFacts, StageReached};
use uuid::Uuid;

use super::{Pace, SUBSCRIPTION, Subscription, name_of, subscription};
use crate::Office;
use crate::error::OfficeError;
use crate::parties::Claim;
use crate::sql::{Transaction, Value};

/// The most notices in one message; what follows goes into another one of the same hour.
const MAX_NOTICES: u64 = 500;

/// Who listens to what, for the length of one transaction.
pub(crate) struct Listeners {
    subscriptions: Vec<(Subscription, u64)>,
    by_claim: HashMap<String, Vec<Uuid>>,
}

/// A parcel of which something became known.
pub(crate) struct Changed<'a> {
    pub(crate) parcel: DeclarationId,
    /// What is known of it now.
    pub(crate) facts: &'a ParcelFacts,
    /// Whose it is.
    pub(crate) claims: &'a [Claim],
    /// The stages that are new.
    pub(crate) reached: &'a [&'a StageReached],
    /// Where in the office's order it became known.
    pub(crate) sequence: u64,
}

/// One stage of one parcel.
struct News<'a> {
    parcel: DeclarationId,
    stage: &'a StageReached,
    facts: &'a str,
}

impl Listeners {
    pub(crate) fn of(office: &Office, tx: &mut Transaction<'_>) -> Result<Self, OfficeError> {
        let sql = format!("{SUBSCRIPTION} WHERE s.office = $1 AND s.ended_at IS NULL");
        let rows = tx.query(&sql, &[office.number.into()])?;
        let subscriptions = rows
            .iter()
            .map(|row| Ok((subscription(row)?, row.number(11)?)))
            .collect::<Result<_, OfficeError>>()?;
        let sql = "SELECT DISTINCT k.claim, k.party FROM party_key k
                   JOIN notice_subscription s ON s.office = k.office AND s.party = k.party
                   WHERE k.office = $1 AND s.ended_at IS NULL";
        let mut by_claim: HashMap<String, Vec<Uuid>> = HashMap::new();
        for row in tx.query(sql, &[office.number.into()])? {
            by_claim.entry(row.text(0)?.to_owned()).or_default().push(row.uuid(1)?);
        }
        Ok(Self { subscriptions, by_claim })
    }

    /// Writes a notice for everyone whose parcel it is and who wants to hear of one of these stages.
    pub(crate) fn tell(
        &self,
        office: &Office,
        tx: &mut Transaction<'_>,
        changed: &Changed<'_>,
    ) -> Result<(), OfficeError> {
        let &Changed { parcel, facts, claims, reached, sequence } = changed;
        if self.subscriptions.is_empty() || reached.is_empty() {
            return Ok(());
        }
        let parties: Vec<&Uuid> = claims
            .iter()
            .filter_map(|claim| self.by_claim.get(&claim.to_string()))
            .flatten()
            .collect();
        let told = serde_json::to_string(facts).expect("facts have string keys");
        for (listener, since) in &self.subscriptions {
            if !parties.contains(&&listener.party) || sequence <= *since {
                continue;
            }
            let wanted = |stage: &&&StageReached| {
                listener.wants.stages.is_empty() || listener.wants.stages.contains(&stage.stage)
            };
            for stage in reached.iter().filter(wanted) {
                office.add_notice(tx, listener, &News { parcel, stage, facts: &told })?;
            }
        }
        Ok(())
    }
}

impl Office {
    fn add_notice(
        &self,
        tx: &mut Transaction<'_>,
        listener: &Subscription,
        news: &News<'_>,
    ) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        let (delivery, number) = match listener.wants.pace {
            Pace::AtOnce => (self.surroundings.new_id(), 1),
            pace => self.place_in_digest(tx, listener, due(pace, now), now)?,
        };
        if listener.wants.pace == Pace::AtOnce {
            self.add_delivery(tx, delivery, listener.id, 1, now, now)?;
        }
        let sql = "INSERT INTO notice (office, delivery, number, parcel, stage, facts)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let row: [Value; 6] = [
            self.number.into(),
            delivery.into(),
            number.into(),
            news.parcel.into(),
            name_of(&news.stage.stage).into(),
            news.facts.into(),
        ];
        tx.execute(sql, &row).map(drop)
    }

    /// A place in the message of that hour which nobody has begun to send and which is not full.
    fn place_in_digest(
        &self,
        tx: &mut Transaction<'_>,
        listener: &Subscription,
        due: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(Uuid, u64), OfficeError> {
        let open = "UPDATE notice_delivery SET notices = notices + 1
            WHERE office = $1 AND delivery = $2 AND state = 'waiting' AND attempts = 0
            AND claimed_until = 0 AND notices < $3";
        let count = "SELECT notices FROM notice_delivery WHERE office = $1 AND delivery = $2";
        let mut part = 0_u32;
        loop {
            let delivery = digest_id(listener.id, due, part);
            self.add_delivery(tx, delivery, listener.id, 0, due, now)?;
            let place = [self.number.into(), delivery.into(), MAX_NOTICES.into()];
            if tx.execute(open, &place)? == 1 {
                return Ok((delivery, tx.one(count, &place[..2])?.number(0)?));
            }
            part += 1;
        }
    }

    fn add_delivery(
        &self,
        tx: &mut Transaction<'_>,
        delivery: Uuid,
        subscription: Uuid,
        notices: u64,
        due: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), OfficeError> {
        let sql = "INSERT INTO notice_delivery (office, delivery, subscription, state, notices,
            due_at, attempts, claimed_until, failure, created_at)
            VALUES ($1, $2, $3, 'waiting', $4, $5, 0, 0, '', $6) ON CONFLICT DO NOTHING";
        let row: [Value; 6] = [
            self.number.into(),
            delivery.into(),
            subscription.into(),
            notices.into(),
            due.into(),
            now.into(),
        ];
        tx.execute(sql, &row).map(drop)
    }
}

/// When what happens now is told.
fn due(pace: Pace, now: DateTime<Utc>) -> DateTime<Utc> {
    const MORNING: TimeDelta = TimeDelta::hours(6);
    let next = |unit: TimeDelta, at: DateTime<Utc>| {
        at.duration_trunc(unit).map_or(at, |begun| begun + unit)
    };
    match pace {
        Pace::AtOnce => now,
        Pace::Hourly => next(TimeDelta::hours(1), now),
        Pace::Daily => next(TimeDelta::days(1), now - MORNING) + MORNING,
    }
}

fn digest_id(subscription: Uuid, due: DateTime<Utc>, part: u32) -> Uuid {
    let mut sha = Sha256::new_with_prefix(b"greenlane.digest.1");
    sha.update(subscription.as_bytes());
    sha.update(due.timestamp_millis().to_le_bytes());
    sha.update(part.to_le_bytes());
    let hash: [u8; 32] = sha.finalize().into();
    let first = *hash.first_chunk().expect("32 bytes begin with 16");
    uuid::Builder::from_custom_bytes(first).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::at_once(Pace::AtOnce, "2026-11-02T05:10:00Z", "2026-11-02T05:10:00Z")]
    #[case::hour(Pace::Hourly, "2026-11-02T05:10:00Z", "2026-11-02T06:00:00Z")]
    #[case::full_hour(Pace::Hourly, "2026-11-02T05:00:00Z", "2026-11-02T06:00:00Z")]
    #[case::this_morning(Pace::Daily, "2026-11-02T05:10:00Z", "2026-11-02T06:00:00Z")]
    #[case::tomorrow(Pace::Daily, "2026-11-02T06:00:00Z", "2026-11-03T06:00:00Z")]
    fn digests_are_due(#[case] pace: Pace, #[case] now: &str, #[case] expected: &str) {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(due(pace, at(now)), at(expected));
    }
}
