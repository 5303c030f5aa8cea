//! What is still to be offered to the hub.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId};
use rusqlite::OptionalExtension;
use sync::Offer;
use uuid::Uuid;

use crate::entries::{self, Kept, moment};
use crate::error::StoreError;
use crate::payload;
use crate::store::{Reader, Writer};

/// How much the hub does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxSummary {
    pub count: u64,
    /// When the oldest of them was written.
    pub oldest: Option<DateTime<Utc>>,
}

/// The place in the sending order of an entry that is offered before what follows it in its chain.
pub(super) const RANK_OF_NEXT: &str = "(SELECT min(rank) FROM outbox JOIN entry AS later
    ON later.position = outbox.entry
    WHERE later.device = entry.device AND later.sequence > entry.sequence)";

/// Declarations of which an entry was refused and not dealt with, and the position of the first.
type Blocked = HashMap<DeclarationId, i64>;

impl Reader {
    /// At most `limit` offers in sending order: first what a restored hub lost, whoever wrote it, in
    /// the order that it had; then what this desk wrote, in its order. What follows a refused entry of
    /// the same declaration is `withheld` until someone dealt with the refusal.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn outbox(&self, limit: usize) -> Result<Vec<Offer>, StoreError> {
        let blocked = self.blocked()?;
        let mut offers = Vec::new();
        for part in [
            "outbox.rank IS NOT NULL ORDER BY outbox.rank, position",
            "outbox.rank IS NULL ORDER BY outbox.entry",
        ] {
            let sql = format!(
                "{} CROSS JOIN entry ON position = outbox.entry
                 JOIN device ON device.no = entry.device WHERE {part} LIMIT ?1",
                entries::columns_from("outbox"),
            );
            let room = limit - offers.len();
            for kept in entries::load(&self.connection, &sql, [room], payload::unpack)? {
                offers.push(self.offer(kept, &blocked)?);
            }
        }
        Ok(offers)
    }

    /// How many entries the hub does not have, and since when.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn outbox_summary(&self) -> Result<OutboxSummary, StoreError> {
        let sql = "SELECT count(*),
            (SELECT at FROM entry WHERE position = (SELECT min(entry) FROM outbox)) FROM outbox";
        let mut statement = self.connection.prepare_cached(sql)?;
        let (count, oldest): (u64, Option<i64>) =
            statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(OutboxSummary { count, oldest: oldest.map(moment).transpose()? })
    }

    fn offer(&self, kept: Kept, blocked: &Blocked) -> Result<Offer, StoreError> {
        let first_refused = kept.entry.subject.and_then(|subject| blocked.get(&subject));
        let withheld = first_refused.is_some_and(|position| *position < kept.position)
            || kept.is_refused(&self.connection)?;
        let sql = "SELECT seen FROM outbox WHERE entry = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let seen: Option<u64> =
            statement.query_row([kept.position], |row| row.get(0)).optional()?.flatten();
        let seen = seen.unwrap_or(kept.entry.seen);
        Ok(Offer { entry: kept.entry, seen, withheld })
    }

    /// What was refused only because something before it was does not block what follows.
    fn blocked(&self) -> Result<Blocked, StoreError> {
        let sql =
            "SELECT subject, min(position) FROM refused JOIN entry ON position = refused.entry
                   WHERE settled IS NULL AND code <> 'blocked' AND subject IS NOT NULL
                   GROUP BY subject";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement
            .query_map([], |row| Ok((DeclarationId(Uuid::from_bytes(row.get(0)?)), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Offers again what the hub turns out not to know of a desk after number `sequence`, so that the
    /// desk's chain has no holes there: what it refused, and what it has as a link of another chain.
    /// Answers how many there are.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn offer_again(&mut self, device: DeviceId, sequence: u64) -> Result<u64, StoreError> {
        let sql = format!(
            "INSERT INTO outbox (entry, rank) SELECT position, {RANK_OF_NEXT} FROM entry
             WHERE entry.device = (SELECT no FROM device WHERE id = ?1) AND entry.sequence > ?2
             AND encoding <> ?3 ON CONFLICT DO NOTHING"
        );
        let values = (device.0.as_bytes(), sequence, payload::EVICTED);
        let offered = self.connection.prepare_cached(&sql)?.execute(values)? as u64;
        self.tell_what_was_seen()?;
        Ok(offered)
    }
}
