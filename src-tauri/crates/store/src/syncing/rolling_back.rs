//! When a hub was restored from a backup, it has lost the end of the office's order.

use journal::DeclarationId;
use uuid::Uuid;

use super::outbox::RANK_OF_NEXT;
use crate::entries;
use crate::error::StoreError;
use crate::payload;
use crate::project::Data;
use crate::store::Writer;

pub(crate) const ROLL_BACKS: &str = "roll_backs";

/// What a roll-back found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RolledBack {
    /// Entries that the hub lost and that are offered again, whoever wrote them.
    pub offered: u64,
    /// Entries that the hub lost and that another desk has to offer: this one has evicted them, or may
    /// not speak for others.
    pub out_of_reach: u64,
}

impl Writer<'_> {
    /// Takes its place from every entry that stood after `to`, and offers them again in the order that
    /// they had: this desk's own, and others' too where it `relays` (its role allows that). What their
    /// authors knew is told in numbers of the hub's present history. Files are to be confirmed anew.
    ///
    /// # Errors
    /// The disk does not take it. The transaction is then given up.
    pub fn roll_back(&mut self, to: u64, relays: bool) -> Result<RolledBack, StoreError> {
        self.step(|writer| {
            let subjects = writer.subjects_after(to)?;
            let rolled_back = writer.take_places(to, relays)?;
            writer.refused_again()?;
            writer.seen_at_most(to)?;
            writer.ask_for_receipts()?;
            for (no, id) in subjects {
                writer.projector.project(no, id, Data::MayDiffer)?;
            }
            Ok(rolled_back)
        })
    }

    fn subjects_after(&self, to: u64) -> Result<Vec<(i64, DeclarationId)>, StoreError> {
        let sql = "SELECT DISTINCT subject FROM placed JOIN entry ON position = placed.entry
                   WHERE placed.sequence > ?1 AND subject IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([to], |row| row.get(0).map(Uuid::from_bytes))?;
        let mut subjects = Vec::new();
        for id in ids {
            let id = DeclarationId(id?);
            let number = entries::number_of(&self.connection, id)?;
            subjects.extend(number.map(|no| (no, id)));
        }
        Ok(subjects)
    }

    fn take_places(&self, to: u64, relays: bool) -> Result<RolledBack, StoreError> {
        let sql = "INSERT INTO outbox (entry, rank)
            SELECT placed.entry, placed.sequence FROM placed JOIN entry ON position = placed.entry
            WHERE placed.sequence > ?1 AND encoding <> ?2 AND (?3 OR entry.device IN
                (SELECT no FROM device WHERE own = 1 OR former = 1))
            ON CONFLICT (entry) DO UPDATE SET rank = excluded.rank";
        let mut statement = self.connection.prepare_cached(sql)?;
        let offered = statement.execute((to, payload::EVICTED, relays))? as u64;
        let sql = "DELETE FROM placed WHERE sequence > ?1";
        let lost = self.connection.prepare_cached(sql)?.execute([to])? as u64;
        Ok(RolledBack { offered, out_of_reach: lost - offered })
    }

    /// The hub may have forgotten what it refused since the last entry of a desk that it still has:
    /// that is told again, so that no desk's chain has a hole.
    fn refused_again(&mut self) -> Result<(), StoreError> {
        let sql = format!(
            "INSERT INTO outbox (entry, rank) SELECT position, {RANK_OF_NEXT}
             FROM refused JOIN entry ON position = refused.entry WHERE entry.sequence > coalesce(
                (SELECT kept.sequence FROM entry AS kept WHERE kept.device = entry.device
                 AND EXISTS (SELECT 1 FROM placed WHERE placed.entry = kept.position)
                 ORDER BY kept.sequence DESC LIMIT 1), 0)
             ON CONFLICT DO NOTHING"
        );
        self.connection.prepare_cached(&sql)?.execute([])?;
        Ok(())
    }

    fn seen_at_most(&mut self, to: u64) -> Result<(), StoreError> {
        let sql = "SELECT coalesce(max(position), 0) FROM entry";
        let last: i64 = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let mut roll_backs = self.roll_backs()?;
        roll_backs.retain(|(_, earlier)| *earlier < to);
        roll_backs.push((last, to));
        let lines: Vec<String> =
            roll_backs.iter().map(|(last, to)| format!("{last} {to}")).collect();
        self.set_setting(ROLL_BACKS, &lines.join("\n"))?;
        self.tell_what_was_seen()?;
        let sql = "UPDATE hub_cursor SET sequence = min(sequence, ?1), head = min(head, ?1)";
        self.connection.prepare_cached(sql)?.execute([to])?;
        self.head.seen = self.head.seen.min(to);
        Ok(())
    }

    /// Tells of everything that waits what its author knew in numbers of the hub's present history: of
    /// what was here when the desk was rolled back, no more than up to there. That holds also for what
    /// had its place in between and lost it again: its own number is one of a history long gone.
    pub(super) fn tell_what_was_seen(&self) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET seen = ?2 WHERE entry <= ?1 AND
            coalesce(seen, (SELECT entry.seen FROM entry WHERE position = outbox.entry)) > ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        for roll_back in self.roll_backs()? {
            statement.execute(roll_back)?;
        }
        Ok(())
    }

    /// The last entry that was here, and up to where it went; those that still say anything.
    fn roll_backs(&self) -> Result<Vec<(i64, u64)>, StoreError> {
        let text = self.setting(ROLL_BACKS)?.unwrap_or_default();
        let read = |line: &str| {
            let (last, to) = line.split_once(' ')?;
            Some((last.parse().ok()?, to.parse().ok()?))
        };
        Ok(text.lines().filter_map(read).collect())
    }

    fn ask_for_receipts(&self) -> Result<(), StoreError> {
        self.connection.execute("UPDATE receipt SET confirmed_at = NULL", [])?;
        let sql = "UPDATE named_file SET sending = 1 WHERE hash IN (SELECT hash FROM receipt)";
        self.connection.execute(sql, [])?;
        Ok(())
    }
}
