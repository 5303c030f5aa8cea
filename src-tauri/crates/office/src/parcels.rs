//! Where parcels are, for whoever they belong to.
//!
//! What is known of each parcel is kept ready: made from the office's order by a cursor that moves in
//! the transaction that writes it ([`project`]). An inquiry reads it by number; whose a parcel is, the
//! database decides for each one.

mod known;
mod project;

use std::collections::HashMap;

use sync::parcel::{MAX_NUMBERS, MAX_PARCELS, ParcelAnswer, ParcelFacts};
use uuid::Uuid;

pub use known::Known;
pub use project::Projected;

use crate::Office;
use crate::error::OfficeError;
use crate::sql::{Row, Transaction, Value};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// One of the office's own, who sees everything.
    Office,
    /// A party, who sees what is theirs.
    Party(Uuid),
}

/// The most parcels in one answer, over all its numbers.
const MAX_ANSWERED: usize = 20_000;

/// For statements whose third parameter is the party: the parcel is theirs. Where everything may be
/// seen the parameter is only named, and PostgreSQL has to be told what it is.
const THEIRS: &str = "AND EXISTS (SELECT 1 FROM party_key k
    WHERE k.office = $1 AND k.party = $3 AND p.claims LIKE '%|' || k.claim || '|%')";
const THEIR_CLAIMS: &str =
    "AND t.claim IN (SELECT k.claim FROM party_key k WHERE k.office = $1 AND k.party = $3)";

/// A number as it is looked up: capitals and digits, whatever stood between them.
pub fn normalised(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl Office {
    /// What is known of these numbers, in their order. A number that nobody knows and one that is
    /// somebody else's get the same answer.
    ///
    /// # Errors
    /// `TooLarge` for more than [`MAX_NUMBERS`]; the database's.
    pub fn inquire(
        &self,
        viewer: Viewer,
        numbers: &[String],
    ) -> Result<Vec<ParcelAnswer>, OfficeError> {
        if numbers.len() > MAX_NUMBERS {
            let what = format!("{} numbers", numbers.len());
            return Err(OfficeError::TooLarge { what, limit: MAX_NUMBERS as u64 });
        }
        let asked: Vec<String> = numbers.iter().map(|number| normalised(number)).collect();
        let mut found = self.sql.read(|tx| {
            let mut found = self.single(tx, viewer, &asked)?;
            for (number, facts) in self.whole_transports(tx, viewer, &asked)? {
                found.entry(number).or_default().extend(facts);
            }
            Ok(found)
        })?;
        let answer = |(number, asked): (&String, &String)| {
            let mut parcels = found.get_mut(asked).cloned().unwrap_or_default();
            parcels.dedup_by(|a, b| a == b);
            parcels.truncate(MAX_PARCELS);
            ParcelAnswer { asked: number.clone(), parcels }
        };
        Ok(numbers.iter().zip(&asked).map(answer).collect())
    }

    /// Which of these numbers name a parcel of which something became known after `since`.
    ///
    /// # Errors
    /// The database's.
    pub fn moved(
        &self,
        viewer: Viewer,
        numbers: &[String],
        since: u64,
    ) -> Result<Vec<String>, OfficeError> {
        let asked: Vec<String> = numbers.iter().map(|number| normalised(number)).collect();
        let (theirs, their_claims) = conditions(viewer);
        let params = self.params(viewer, &asked, Some(since));
        let single = format!(
            "SELECT DISTINCT n.number FROM parcel_number n
             JOIN parcel p ON p.office = n.office AND p.parcel = n.parcel
             WHERE n.office = $1 AND n.number = ANY($2) AND p.changed > $4 AND CAST($3 AS BYTEA) IS NOT NULL {theirs}"
        );
        let transports = format!(
            "SELECT DISTINCT t.number FROM parcel_transport t
             JOIN parcel p ON p.office = t.office AND p.parcel = t.parcel
             WHERE t.office = $1 AND t.number = ANY($2) AND p.changed > $4 AND CAST($3 AS BYTEA) IS NOT NULL
             {their_claims}"
        );
        let moved = self.sql.read(|tx| {
            let mut rows = tx.query(&single, &params)?;
            rows.extend(tx.query(&transports, &params)?);
            rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect::<Result<Vec<_>, _>>()
        })?;
        let of =
            |(number, asked): (&String, &String)| moved.contains(asked).then(|| number.clone());
        Ok(numbers.iter().zip(&asked).filter_map(of).collect())
    }

    /// Parcels that go by a number of their own.
    fn single(
        &self,
        tx: &mut Transaction<'_>,
        viewer: Viewer,
        asked: &[String],
    ) -> Result<HashMap<String, Vec<ParcelFacts>>, OfficeError> {
        let (theirs, _) = conditions(viewer);
        let sql = format!(
            "SELECT n.number, p.facts FROM parcel_number n
             JOIN parcel p ON p.office = n.office AND p.parcel = n.parcel
             WHERE n.office = $1 AND n.number = ANY($2) AND CAST($3 AS BYTEA) IS NOT NULL {theirs}
             ORDER BY n.number, n.parcel"
        );
        let mut found: HashMap<String, Vec<ParcelFacts>> = HashMap::new();
        for row in tx.query(&sql, &self.params(viewer, asked, None))? {
            found.entry(row.text(0)?.to_owned()).or_default().push(facts(&row, 1)?);
        }
        Ok(found)
    }

    /// Parcels of whole transports, so many of each that all fit into one answer.
    fn whole_transports(
        &self,
        tx: &mut Transaction<'_>,
        viewer: Viewer,
        asked: &[String],
    ) -> Result<Vec<(String, Vec<ParcelFacts>)>, OfficeError> {
        let (_, their_claims) = conditions(viewer);
        let named = format!(
            "SELECT DISTINCT t.number FROM parcel_transport t
             WHERE t.office = $1 AND t.number = ANY($2) AND CAST($3 AS BYTEA) IS NOT NULL {their_claims}"
        );
        let transports = tx.query(&named, &self.params(viewer, asked, None))?;
        let sql = format!(
            "SELECT p.facts FROM parcel p WHERE p.office = $1 AND p.parcel IN (
                SELECT DISTINCT t.parcel FROM parcel_transport t
                WHERE t.office = $1 AND t.number = $2 AND CAST($3 AS BYTEA) IS NOT NULL {their_claims}
                ORDER BY t.parcel LIMIT $4)
             ORDER BY p.parcel"
        );
        let each = (MAX_ANSWERED / transports.len().max(1)).min(MAX_PARCELS) as u64;
        let parcels = |transport: &Row| {
            let number = transport.text(0)?;
            let [office, _, party] = self
                .params(viewer, &[], None)
                .try_into()
                .expect("without a sequence number there are three");
            let rows = tx.query(&sql, &[office, number.into(), party, each.into()])?;
            let facts = rows.iter().map(|row| facts(row, 0)).collect::<Result<Vec<_>, _>>()?;
            Ok((number.to_owned(), facts))
        };
        transports.iter().map(parcels).collect()
    }

    /// Office, numbers, party (nil for the office itself), and the sequence number where there is one.
    fn params(&self, viewer: Viewer, asked: &[String], since: Option<u64>) -> Vec<Value> {
        let party = match viewer {
            Viewer::Office => Uuid::nil(),
            Viewer::Party(party) => party,
        };
        let mut params = vec![self.number.into(), Value::Texts(asked.to_vec()), Value::from(party)];
        params.extend(since.map(Value::from));
        params
    }
}

/// What the statements ask of a parcel and of a transport's row.
fn conditions(viewer: Viewer) -> (&'static str, &'static str) {
    match viewer {
        Viewer::Office => ("", ""),
        Viewer::Party(_) => (THEIRS, THEIR_CLAIMS),
    }
}

fn facts(row: &Row, column: usize) -> Result<ParcelFacts, OfficeError> {
    serde_json::from_str(row.text(column)?).map_err(|cause| OfficeError::Damaged {
        what: format!("what is known of a parcel: {cause}"),
    })
}
