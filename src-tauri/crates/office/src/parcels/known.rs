//! What the office knows of one declaration, for whoever hands in data or goods.

use customs::AuthorityMessage;
use journal::{DeclarationId, State};
use sync::parcel::ParcelFacts;
use uuid::Uuid;

use super::{Viewer, normalised};
use crate::Office;
use crate::error::OfficeError;
use crate::order::Kept;
use crate::sql::Transaction;

/// A declaration that the office has.
#[derive(Clone, Debug)]
pub struct Known {
    /// What its entries add up to.
    pub state: State,
    /// The party that handed it in, where one did.
    pub sender: Option<Uuid>,
}

impl Office {
    /// What the office has of a declaration; `None` where it has none of that id, or nothing that
    /// this version can read.
    ///
    /// # Errors
    /// The database's.
    pub fn known(&self, id: DeclarationId) -> Result<Option<Known>, OfficeError> {
        self.sql.read(|tx| {
            let entries = self.entries_of(tx, &[id], u64::MAX)?;
            let entries = entries.iter().map(Kept::placed).collect::<Result<Vec<_>, _>>()?;
            let Ok(state) = State::fold(id, &entries) else { return Ok(None) };
            let sender = self.sender(tx, &state.source.file.0)?;
            Ok(Some(Known { state, sender }))
        })
    }

    /// The declaration that a message of the authority is about: the one that has its MRN, else the
    /// one that has its LRN. `None` where there is none yet, or more than one.
    ///
    /// # Errors
    /// The database's.
    pub fn subject_of_message(
        &self,
        message: &AuthorityMessage,
    ) -> Result<Option<DeclarationId>, OfficeError> {
        let by_mrn = "SELECT subject FROM known_mrn WHERE office = $1 AND mrn = $2 LIMIT 2";
        let by_lrn = "SELECT subject FROM declaration WHERE office = $1 AND lrn = $2 LIMIT 2";
        self.sql.read(|tx| {
            for (sql, number) in [(by_mrn, &message.mrn), (by_lrn, &message.lrn)] {
                let Some(number) = number else { continue };
                let rows = tx.query(sql, &[self.number.into(), number.as_str().into()])?;
                if let [row] = &rows[..] {
                    return row.uuid(0).map(|id| Some(DeclarationId(id)));
                }
            }
            Ok(None)
        })
    }

    /// The parcels of that one number, with their declarations; at most two, so that whoever wants
    /// the one sees that it is not alone. Transports are not looked at.
    ///
    /// # Errors
    /// The database's.
    pub fn parcel_by_number(
        &self,
        viewer: Viewer,
        number: &str,
    ) -> Result<Vec<(DeclarationId, ParcelFacts)>, OfficeError> {
        let (theirs, _) = super::conditions(viewer);
        let sql = format!(
            "SELECT p.parcel, p.facts FROM parcel_number n
             JOIN parcel p ON p.office = n.office AND p.parcel = n.parcel
             WHERE n.office = $1 AND n.number = ANY($2) AND CAST($3 AS BYTEA) IS NOT NULL {theirs}
             ORDER BY p.parcel LIMIT 2"
        );
        let params = self.params(viewer, &[normalised(number)], None);
        let read = |tx: &mut Transaction<'_>| {
            let rows = tx.query(&sql, &params)?;
            rows.iter()
                .map(|row| Ok((DeclarationId(row.uuid(0)?), super::facts(row, 1)?)))
                .collect::<Result<Vec<_>, OfficeError>>()
        };
        self.sql.read(read)
    }
}
