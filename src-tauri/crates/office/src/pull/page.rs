//! One page of the order.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId};
use sync::{PullRequest, Subscription};

use super::MAX_PAGE;
use super::held::{Past, holds};
use crate::devices::Device;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::Kept;
use crate::sql::{Row, Transaction, Value};

/// A page, as it is kept.
pub(super) struct KeptPage {
    pub(super) after: u64,
    pub(super) upto: u64,
    pub(super) entries: Vec<Kept>,
    /// Declarations that changed on the way and that the desk does not hold, as the hub sees it.
    pub(super) passed: Vec<DeclarationId>,
}

/// One place of the order, without the entry.
struct Line {
    sequence: u64,
    subject: Option<DeclarationId>,
    device: DeviceId,
    before: String,
    after: String,
}

/// About as many bytes go into a page; a message may be eight times as large.
const MAX_BYTES: u64 = 8 << 20;
/// So many times the page's length is looked through for what a desk wants.
const REACH: u32 = 20;

const LINES: &str = "SELECT sequence, subject, device, statuses_before, statuses_after,
        octet_length(entry) FROM entry
    WHERE office = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT $4";

impl Office {
    pub(super) fn entries_page(
        &self,
        tx: &mut Transaction<'_>,
        device: &Device,
        head: u64,
        request: &PullRequest,
        now: DateTime<Utc>,
    ) -> Result<KeptPage, OfficeError> {
        let limit = request.limit.clamp(1, MAX_PAGE);
        let after = request.after;
        if request.subscription == Subscription::default() {
            return self.whole_page(tx, after, head, limit);
        }
        let lines = self.lines(tx, after, head, limit, &request.subscription)?;
        let upto = lines.last().map_or(head, |line| line.sequence);
        let own = self.names_of(tx, device)?;
        let mut wanted = self.wanted(tx, &lines, &own, &request.subscription, now)?;
        let passed = std::mem::take(&mut wanted.passed);
        let entries = self.chosen(tx, &lines, wanted, upto)?;
        Ok(KeptPage { after, upto, entries, passed })
    }

    /// Everything that follows.
    fn whole_page(
        &self,
        tx: &mut Transaction<'_>,
        after: u64,
        head: u64,
        limit: u32,
    ) -> Result<KeptPage, OfficeError> {
        let sql = "SELECT sequence, against, entry FROM entry
            WHERE office = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT $4";
        /// Few enough that a part of very large entries fits into memory.
        const PART: u32 = 500;
        let (mut entries, mut bytes, mut upto) = (Vec::new(), 0, after);
        while upto < head && bytes < MAX_BYTES && (entries.len() as u64) < u64::from(limit) {
            let left = limit - u32::try_from(entries.len()).unwrap_or(limit);
            let params = [self.number.into(), upto.into(), head.into(), left.min(PART).into()];
            for mut row in tx.query(sql, &params)? {
                let kept = Kept::read(&mut row, 0)?;
                if bytes >= MAX_BYTES {
                    break;
                }
                (bytes, upto) = (bytes + kept.encoded.len() as u64, kept.sequence);
                entries.push(kept);
            }
        }
        Ok(KeptPage { after, upto, entries, passed: Vec::new() })
    }

    /// The places that a page goes over: until enough of them may be wanted.
    fn lines(
        &self,
        tx: &mut Transaction<'_>,
        after: u64,
        head: u64,
        limit: u32,
        subscription: &Subscription,
    ) -> Result<Vec<Line>, OfficeError> {
        let reach = limit.saturating_mul(REACH);
        let rows =
            tx.query(LINES, &[self.number.into(), after.into(), head.into(), reach.into()])?;
        let (mut lines, mut count, mut bytes) = (Vec::new(), 0, 0);
        for row in rows {
            let line = Line::read(&row)?;
            if line.may_be_wanted(subscription) {
                (count, bytes) = (count + 1, bytes + row.number(5)?);
            }
            if count > limit || (bytes > MAX_BYTES && count > 1) {
                break;
            }
            lines.push(line);
        }
        Ok(lines)
    }

    /// Declarations of the page that the desk held before it, and those that come in with it.
    fn wanted(
        &self,
        tx: &mut Transaction<'_>,
        lines: &[Line],
        own: &[DeviceId],
        subscription: &Subscription,
        now: DateTime<Utc>,
    ) -> Result<Wanted, OfficeError> {
        let mut spans: BTreeMap<DeclarationId, (&Line, &Line)> = BTreeMap::new();
        for line in lines {
            if let Some(subject) = line.subject {
                spans.entry(subject).or_insert((line, line)).1 = line;
            }
        }
        let subjects: Vec<_> = spans.keys().copied().collect();
        let queued_at = self.queued_at(tx, &subjects)?;
        let wrote = self.first_written(tx, &subjects, own)?;
        let mut wanted = Wanted { own: own.iter().copied().collect(), ..Wanted::default() };
        for (subject, (first, last)) in spans {
            let at = queued_at.get(&subject).copied().unwrap_or(now);
            let wrote = wrote.get(&subject).copied().unwrap_or(u64::MAX);
            let past =
                |statuses, sequence| Past { statuses, queued_at: at, own: wrote <= sequence };
            let before = holds(subscription, &past(first.before.as_str(), first.sequence - 1), now);
            let after = holds(subscription, &past(last.after.as_str(), last.sequence), now);
            match (before, after) {
                (true, _) => _ = wanted.held.insert(subject),
                (false, true) => _ = wanted.new.insert(subject),
                (false, false) => wanted.passed.push(subject),
            }
        }
        Ok(wanted)
    }

    /// Where in the order the desk first wrote about these declarations.
    fn first_written(
        &self,
        tx: &mut Transaction<'_>,
        subjects: &[DeclarationId],
        own: &[DeviceId],
    ) -> Result<BTreeMap<DeclarationId, u64>, OfficeError> {
        let sql = "SELECT subject, min(sequence) FROM entry
            WHERE office = $1 AND subject = ANY($2) AND device = ANY($3) GROUP BY subject";
        let subjects = Value::ids(subjects.iter().map(|subject| subject.0));
        let own = Value::ids(own.iter().map(|device| device.0));
        let read = |row: &Row| Ok((DeclarationId(row.uuid(0)?), row.number(1)?));
        tx.query(sql, &[self.number.into(), subjects, own])?.iter().map(read).collect()
    }

    fn chosen(
        &self,
        tx: &mut Transaction<'_>,
        lines: &[Line],
        wanted: Wanted,
        upto: u64,
    ) -> Result<Vec<Kept>, OfficeError> {
        let places = lines.iter().filter(|line| wanted.takes(line));
        let places = Value::Ints(
            places.map(|line| i64::try_from(line.sequence).unwrap_or(i64::MAX)).collect(),
        );
        let sql = "SELECT sequence, against, entry FROM entry
            WHERE office = $1 AND sequence = ANY($2)";
        let rows = tx.query(sql, &[self.number.into(), places])?;
        let mut entries = rows
            .into_iter()
            .map(|mut row| Kept::read(&mut row, 0))
            .collect::<Result<Vec<_>, _>>()?;
        let new: Vec<_> = wanted.new.into_iter().collect();
        entries.extend(self.entries_of(tx, &new, upto)?);
        entries.sort_by_key(|kept| kept.sequence);
        Ok(entries)
    }

    /// The names under which a desk wrote.
    fn names_of(
        &self,
        tx: &mut Transaction<'_>,
        device: &Device,
    ) -> Result<Vec<DeviceId>, OfficeError> {
        let mut names = vec![device.id];
        let mut earlier = device.before;
        while let Some(name) = earlier.filter(|name| !names.contains(name)) {
            names.push(name);
            earlier = self.device_in(tx, name)?.and_then(|device| device.before);
        }
        Ok(names)
    }
}

/// What of a page a desk wants.
#[derive(Default)]
struct Wanted {
    own: HashSet<DeviceId>,
    /// Held before the page: what the page adds.
    held: BTreeSet<DeclarationId>,
    /// Coming in with the page: all of it, from the first entry.
    new: BTreeSet<DeclarationId>,
    /// All others. Only the desk knows which of them it has for other reasons than its subscription.
    passed: Vec<DeclarationId>,
}

impl Wanted {
    fn takes(&self, line: &Line) -> bool {
        match line.subject {
            None => true,
            Some(subject) if self.new.contains(&subject) => false,
            Some(subject) => self.held.contains(&subject) || self.own.contains(&line.device),
        }
    }
}

impl Line {
    fn read(row: &Row) -> Result<Self, OfficeError> {
        Ok(Self {
            sequence: row.number(0)?,
            subject: row.optional(1, Row::uuid)?.map(DeclarationId),
            device: DeviceId(row.uuid(2)?),
            before: row.text(3)?.to_owned(),
            after: row.text(4)?.to_owned(),
        })
    }

    /// Whether it can be part of the page at all; a guess that only sets the page's length.
    fn may_be_wanted(&self, subscription: &Subscription) -> bool {
        let had = |name: &journal::Status| self.after.contains(&crate::project::status_name(*name));
        subscription.statuses.is_empty()
            || self.subject.is_none()
            || subscription.statuses.iter().any(had)
    }
}
