//! What was taken without being understood, because a newer desk wrote it. It is noted, and counts as
//! soon as a program of the hub knows its kind and version.
//!
//! Nothing else is looked at: a hub may hold millions of declarations. Each part is worked out under
//! the lock of the office's row and taken off the list in the same transaction, so that any number of
//! hubs may do it at once, and one that is killed is followed by the next.

use std::collections::{BTreeMap, BTreeSet};

use journal::{DeclarationId, Entry, Event, Placed, State};
use sync::merge::Touch;

use super::judged::{Stands, touch_among};
use super::taking::Taking;
use super::waiting::Told;
use crate::declarations::Declared;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::Kept;
use crate::project::{Projection, moves, status_name, statuses_after};
use crate::sql::{Insert, Kind, Transaction, Value};

/// Entries that are worked out at once; so long a push may have to wait.
const PART: u32 = 100;

const OPAQUE: Insert<'_> = Insert {
    table: "opaque",
    columns: &[
        ("office", Kind::Int),
        ("sequence", Kind::Int),
        ("form", Kind::Text),
        ("subject", Kind::Blob),
    ],
    conflict: "ON CONFLICT (office, sequence) DO NOTHING",
};

/// Kind and version, as they are noted.
fn form(kind: &str, version: u16) -> String {
    format!("{kind} {version}")
}

fn is_known(entry: &Entry) -> bool {
    Event::known().any(|known| known == (entry.kind.as_str(), entry.version))
}

/// All that this program knows.
fn known() -> Value {
    Value::Texts(Event::known().map(|(kind, version)| form(kind, version)).collect())
}

impl Office {
    /// Notes those of these entries that this program does not understand.
    pub(super) fn note_opaque<'e>(
        &self,
        tx: &mut Transaction<'_>,
        entries: impl Iterator<Item = (u64, &'e Entry)>,
    ) -> Result<(), OfficeError> {
        let row = |(sequence, entry): (u64, &Entry)| {
            let form = form(&entry.kind, entry.version);
            vec![self.number.into(), sequence.into(), form.into(), Value::from(entry.subject)]
        };
        let rows: Vec<_> = entries.filter(|(_, entry)| !is_known(entry)).map(row).collect();
        tx.insert(&OPAQUE, &rows)
    }

    /// Works out what earlier programs took without understanding it and this one understands.
    ///
    /// # Errors
    /// The database's; what was not reached is worked out the next time.
    pub(crate) fn understand(&self) -> Result<(), OfficeError> {
        let sql = "SELECT 1 FROM opaque WHERE office = $1 AND form = ANY($2) LIMIT 1";
        let params = [self.number.into(), known()];
        while self.sql.read(|tx| tx.first(sql, &params))?.is_some() {
            self.sql.transaction(|tx| Taking::begin(self, tx, self.device)?.understand_part(tx))?;
        }
        Ok(())
    }

    /// The next entries that are understood by now.
    fn understood(&self, tx: &mut Transaction<'_>) -> Result<Vec<Placed>, OfficeError> {
        let sql = format!(
            "SELECT e.sequence, e.against, e.entry FROM opaque o
             JOIN entry e ON e.office = o.office AND e.sequence = o.sequence
             WHERE o.office = $1 AND o.form = ANY($2) ORDER BY o.sequence LIMIT {PART}"
        );
        let rows = tx.query(&sql, &[self.number.into(), known()])?;
        rows.into_iter().map(|mut row| Kept::read(&mut row, 0)?.placed()).collect()
    }

    /// Takes off the list what was worked out.
    fn no_longer_opaque(
        &self,
        tx: &mut Transaction<'_>,
        entries: &[Placed],
    ) -> Result<(), OfficeError> {
        let sequences = entries.iter().filter_map(|placed| placed.sequence);
        let sequences = sequences.map(|sequence| i64::try_from(sequence).unwrap_or(i64::MAX));
        let sql = "DELETE FROM opaque WHERE office = $1 AND sequence = ANY($2)";
        tx.execute(sql, &[self.number.into(), Value::Ints(sequences.collect())]).map(drop)
    }
}

impl Taking<'_> {
    fn understand_part(&mut self, tx: &mut Transaction<'_>) -> Result<(), OfficeError> {
        let office = self.office;
        let entries = office.understood(tx)?;
        let mut told = Told::default();
        for placed in &entries {
            if let (Some(sequence), Ok(event)) = (placed.sequence, placed.event()) {
                told.hear(sequence, &placed.entry, &event);
            }
        }
        let subjects: BTreeSet<DeclarationId> =
            entries.iter().filter_map(|placed| placed.subject).collect();
        let mut last = Vec::new();
        for (subject, history) in office.histories(tx, subjects)? {
            last.extend(history.last().and_then(|placed| Some((subject, placed.sequence?))));
            office.work_out(tx, subject, &history, &mut told)?;
        }
        office.no_longer_opaque(tx, &entries)?;
        office.project_parcels_of(tx, &last)?;
        self.deliver(tx, &told)?;
        office.move_head(tx, self.standing.head)
    }
}

impl Office {
    fn histories(
        &self,
        tx: &mut Transaction<'_>,
        subjects: BTreeSet<DeclarationId>,
    ) -> Result<BTreeMap<DeclarationId, Vec<Placed>>, OfficeError> {
        let subjects: Vec<_> = subjects.into_iter().collect();
        let mut histories: BTreeMap<DeclarationId, Vec<Placed>> = BTreeMap::new();
        for kept in self.entries_of(tx, &subjects, u64::MAX)? {
            let placed = kept.placed()?;
            if let Some(subject) = placed.subject {
                histories.entry(subject).or_default().push(placed);
            }
        }
        Ok(histories)
    }

    /// Makes anew everything that is kept of a declaration beside its entries.
    fn work_out(
        &self,
        tx: &mut Transaction<'_>,
        subject: DeclarationId,
        history: &[Placed],
        told: &mut Told,
    ) -> Result<(), OfficeError> {
        let lines = lines(subject, history);
        self.rewrite(tx, history, &lines)?;
        let Ok(projection) = Projection::fold(subject, history) else { return Ok(()) };
        let before = self.statuses_of(tx, &[subject])?.remove(&subject).unwrap_or_default();
        let passed = lines.last().map(|line| line.after.as_str());
        let declared = Declared::after(projection, passed);
        told.lrns.push(declared.projection.lrn.clone());
        told.mrns.extend(declared.projection.mrns.iter().cloned());
        if declared.statuses != before {
            self.revise(tx)?;
        }
        self.write_declarations(tx, &[declared])
    }

    fn rewrite(
        &self,
        tx: &mut Transaction<'_>,
        history: &[Placed],
        lines: &[Line],
    ) -> Result<(), OfficeError> {
        let sql = "UPDATE entry SET touch = $3, statuses_before = $4, statuses_after = $5
            WHERE office = $1 AND sequence = $2";
        for (placed, Line { touch, before, after }) in history.iter().zip(lines) {
            let sequence = placed.sequence.unwrap_or_default().into();
            let (before, after) = (before.as_str().into(), after.as_str().into());
            let row = [self.number.into(), sequence, touch.to_json().into(), before, after];
            tx.execute(sql, &row)?;
        }
        Ok(())
    }

    /// Tells desks that hold a part that it may be another one.
    fn revise(&self, tx: &mut Transaction<'_>) -> Result<(), OfficeError> {
        let sql = "UPDATE office SET revisions = revisions + 1 WHERE office = $1";
        tx.execute(sql, &[self.number.into()]).map(drop)
    }
}

/// What is kept beside one entry.
struct Line {
    touch: Touch,
    /// The statuses that the declaration had had before it, and after.
    before: String,
    after: String,
}

/// What each entry touches and makes of the declaration, as if this program had taken it.
fn lines(subject: DeclarationId, history: &[Placed]) -> Vec<Line> {
    let (mut stands, mut lines) = (Vec::new(), Vec::new());
    let mut statuses = String::new();
    for (at, placed) in history.iter().enumerate() {
        let touch = placed.event().map(|event| touch_among(&stands, &event)).unwrap_or_default();
        let before = statuses.clone();
        if (placed.is_contested() || moves(&placed.kind))
            && let Ok(state) = State::fold(subject, &history[..=at])
        {
            statuses = statuses_after(&before, &status_name(state.status));
        }
        stands.push(Stands {
            id: placed.id,
            device: placed.device,
            sequence: placed.sequence.unwrap_or_default(),
            contested: placed.is_contested(),
            touch: touch.clone(),
        });
        lines.push(Line { touch, before, after: statuses.clone() });
    }
    lines
}
