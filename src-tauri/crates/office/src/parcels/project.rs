//! Makes what is known of each parcel from the office's order, and tells subscribers of new stages.

use std::collections::HashMap;

use customs::Declaration;
use journal::{DeclarationId, State};
use sync::parcel::{ParcelFacts, StageReached};
use uuid::Uuid;

use super::normalised;
use crate::Office;
use crate::error::OfficeError;
use crate::notices::{Changed, Listeners};
use crate::order::Kept;
use crate::parties::{Claim, claims_of};
use crate::sql::{Insert, Kind, Row, Transaction, Value};

/// How far the parcels are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projected {
    /// Everything up to this sequence number is in the answers.
    pub upto: u64,
    /// There was more than one step takes in.
    pub more: bool,
}

const NUMBERS: Insert<'_> = Insert {
    table: "parcel_number",
    columns: &[("office", Kind::Int), ("number", Kind::Text), ("parcel", Kind::Blob)],
    conflict: "ON CONFLICT DO NOTHING",
};
const TRANSPORTS: Insert<'_> = Insert {
    table: "parcel_transport",
    columns: &[
        ("office", Kind::Int),
        ("number", Kind::Text),
        ("claim", Kind::Text),
        ("parcel", Kind::Blob),
    ],
    conflict: "ON CONFLICT DO NOTHING",
};

/// What one declaration adds up to.
struct Parcel {
    id: DeclarationId,
    facts: ParcelFacts,
    claims: Vec<Claim>,
    numbers: Vec<String>,
    transports: Vec<String>,
}

/// What was known of it before.
struct Before {
    numbers: String,
    facts: ParcelFacts,
}

impl Office {
    /// Takes in at most `limit` entries of the office's order. Each is taken in once, however many
    /// hubs do this at the same time: the cursor is locked, and moves together with what is written.
    ///
    /// # Errors
    /// The database's.
    pub fn project_parcels(&self, limit: u32) -> Result<Projected, OfficeError> {
        // Hubs of an older program may be at work on the same office.
        self.understand()?;
        let upto = self.parcels_upto()?;
        if upto >= self.head()?.head {
            return Ok(Projected { upto, more: false });
        }
        self.sql.transaction(|tx| {
            let after = self.lock_cursor(tx)?;
            let sql = "SELECT sequence, subject FROM entry WHERE office = $1 AND sequence > $2
                       ORDER BY sequence LIMIT $3";
            let rows = tx.query(sql, &[self.number.into(), after.into(), limit.into()])?;
            let Some(last) = rows.last() else { return Ok(Projected { upto: after, more: false }) };
            let upto = last.number(0)?;
            let listeners = Listeners::of(self, tx)?;
            for (subject, changed) in changed(&rows)? {
                self.project(tx, subject, changed, &listeners)?;
            }
            let moved = "UPDATE parcel_cursor SET sequence = $2 WHERE office = $1";
            tx.execute(moved, &[self.number.into(), upto.into()])?;
            Ok(Projected { upto, more: rows.len() as u64 == u64::from(limit) })
        })
    }

    /// Makes anew what is known of these parcels, each with its last number in the order; what the
    /// cursor has not reached comes with it.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn project_parcels_of(
        &self,
        tx: &mut Transaction<'_>,
        parcels: &[(DeclarationId, u64)],
    ) -> Result<(), OfficeError> {
        let upto = self.lock_cursor(tx)?;
        let listeners = Listeners::of(self, tx)?;
        for (subject, last) in parcels.iter().filter(|(_, last)| *last <= upto) {
            self.project(tx, *subject, *last, &listeners)?;
        }
        Ok(())
    }

    /// Up to where the office's order is in the answers.
    ///
    /// # Errors
    /// The database's.
    pub fn parcels_upto(&self) -> Result<u64, OfficeError> {
        let sql = "SELECT sequence FROM parcel_cursor WHERE office = $1";
        let row = self.sql.read(|tx| tx.first(sql, &[self.number.into()]))?;
        row.map_or(Ok(0), |row| row.number(0))
    }

    fn lock_cursor(&self, tx: &mut Transaction<'_>) -> Result<u64, OfficeError> {
        let begun = "INSERT INTO parcel_cursor (office, sequence) VALUES ($1, 0)
                     ON CONFLICT DO NOTHING";
        tx.execute(begun, &[self.number.into()])?;
        let sql =
            format!("SELECT sequence FROM parcel_cursor WHERE office = $1{}", tx.for_update());
        tx.one(&sql, &[self.number.into()])?.number(0)
    }

    fn project(
        &self,
        tx: &mut Transaction<'_>,
        subject: DeclarationId,
        changed: u64,
        listeners: &Listeners,
    ) -> Result<(), OfficeError> {
        let Some(parcel) = self.parcel(tx, subject)? else { return Ok(()) };
        let before = self.before(tx, subject)?;
        self.keep_parcel(tx, &parcel, changed, before.as_ref())?;
        let known = before.map(|before| before.facts.stages).unwrap_or_default();
        let reached: Vec<&StageReached> = parcel
            .facts
            .stages
            .iter()
            .filter(|new| !known.iter().any(|old| old.stage == new.stage))
            .collect();
        let Parcel { facts, claims, .. } = &parcel;
        let news = Changed { parcel: subject, facts, claims, reached: &reached, sequence: changed };
        listeners.tell(self, tx, &news)
    }

    /// `None` where its entries make no declaration (yet), or not one that this version can read.
    fn parcel(
        &self,
        tx: &mut Transaction<'_>,
        id: DeclarationId,
    ) -> Result<Option<Parcel>, OfficeError> {
        let entries = self.entries_of(tx, &[id], u64::MAX)?;
        let entries = entries.iter().map(Kept::placed).collect::<Result<Vec<_>, _>>()?;
        let Ok(state) = State::fold(id, &entries) else { return Ok(None) };
        let declaration = Declaration::read(&state.body);
        let facts = ParcelFacts::of(&state, &entries, &declaration);
        let sender = self.sender(tx, &state.source.file.0)?;
        let own = [facts.lrn.as_str(), facts.mrn.as_str()];
        let numbers = own.into_iter().chain(declaration.parcel_numbers());
        let transports = declaration.transport_numbers().map(normalised);
        Ok(Some(Parcel {
            id,
            claims: claims_of(&declaration, sender),
            numbers: unique(numbers.map(normalised)),
            transports: unique(transports),
            facts,
        }))
    }

    pub(super) fn sender(
        &self,
        tx: &mut Transaction<'_>,
        file: &str,
    ) -> Result<Option<Uuid>, OfficeError> {
        let sql = "SELECT party FROM manifest WHERE office = $1 AND file = $2";
        let row = tx.first(sql, &[self.number.into(), file.into()])?;
        row.map(|row| row.uuid(0)).transpose()
    }

    fn before(
        &self,
        tx: &mut Transaction<'_>,
        id: DeclarationId,
    ) -> Result<Option<Before>, OfficeError> {
        let sql = "SELECT numbers, facts FROM parcel WHERE office = $1 AND parcel = $2";
        let Some(row) = tx.first(sql, &[self.number.into(), id.into()])? else { return Ok(None) };
        Ok(Some(Before { numbers: row.text(0)?.to_owned(), facts: super::facts(&row, 1)? }))
    }

    fn keep_parcel(
        &self,
        tx: &mut Transaction<'_>,
        parcel: &Parcel,
        changed: u64,
        before: Option<&Before>,
    ) -> Result<(), OfficeError> {
        let sql = "INSERT INTO parcel (office, parcel, claims, numbers, facts, changed)
                   VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (office, parcel) DO UPDATE SET claims = excluded.claims,
                   numbers = excluded.numbers, facts = excluded.facts, changed = excluded.changed";
        let claims: Vec<String> = parcel.claims.iter().map(Claim::to_string).collect();
        let numbers = parcel.written_numbers(&claims);
        let facts = serde_json::to_string(&parcel.facts).expect("facts have string keys");
        let row: [Value; 6] = [
            self.number.into(),
            parcel.id.into(),
            format!("|{}|", claims.join("|")).into(),
            numbers.as_str().into(),
            facts.into(),
            changed.into(),
        ];
        tx.execute(sql, &row)?;
        match before {
            Some(before) if before.numbers == numbers => Ok(()),
            _ => self.renumber(tx, parcel, &claims, before),
        }
    }

    fn renumber(
        &self,
        tx: &mut Transaction<'_>,
        parcel: &Parcel,
        claims: &[String],
        before: Option<&Before>,
    ) -> Result<(), OfficeError> {
        if let Some(before) = before {
            let numbers: Vec<String> =
                before.numbers.split(['|', '/']).map(str::to_owned).collect();
            let old = [self.number.into(), Value::Texts(numbers), parcel.id.into()];
            for table in ["parcel_number", "parcel_transport"] {
                let sql = format!(
                    "DELETE FROM {table} WHERE office = $1 AND number = ANY($2) AND parcel = $3"
                );
                tx.execute(&sql, &old)?;
            }
        }
        let office = Value::from(self.number);
        let row = |number: &String| vec![office.clone(), number.as_str().into(), parcel.id.into()];
        tx.insert(&NUMBERS, &parcel.numbers.iter().map(row).collect::<Vec<_>>())?;
        let pairs = parcel
            .transports
            .iter()
            .flat_map(|number| claims.iter().map(move |claim| (number.as_str(), claim.as_str())));
        let row = |(number, claim): (&str, &str)| {
            vec![office.clone(), number.into(), claim.into(), parcel.id.into()]
        };
        tx.insert(&TRANSPORTS, &pairs.map(row).collect::<Vec<_>>())
    }
}

impl Parcel {
    /// Everything that decides the rows of the two number tables. Numbers hold no `|` or `/`.
    fn written_numbers(&self, claims: &[String]) -> String {
        let parts = [self.numbers.join("|"), self.transports.join("|"), claims.join("|")];
        parts.join("/")
    }
}

/// Which declarations these entries are about, each with its last sequence number, in a fixed order.
fn changed(rows: &[Row]) -> Result<Vec<(DeclarationId, u64)>, OfficeError> {
    let mut changed: HashMap<Uuid, u64> = HashMap::new();
    for row in rows {
        if let Some(subject) = row.optional(1, Row::uuid)? {
            changed.insert(subject, row.number(0)?);
        }
    }
    let mut changed: Vec<_> = changed.into_iter().map(|(id, at)| (DeclarationId(id), at)).collect();
    changed.sort_by_key(|(_, sequence)| *sequence);
    Ok(changed)
}

fn unique(numbers: impl Iterator<Item = String>) -> Vec<String> {
    let mut numbers: Vec<String> = numbers.filter(|number| !number.is_empty()).collect();
    numbers.sort();
    numbers.dedup();
    numbers
}
