//! Merchants, warehouses and transporters: who they are, what is theirs, and how they come in.

mod access;
mod claim;
mod inviting;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sync::Role;
use uuid::Uuid;

pub use access::{Redeemed, SESSION_HOURS};
pub(crate) use claim::claims_of;
pub use claim::{Claim, UnusableClaim};
pub use inviting::{CODE_HOURS, PartyInvited};

use crate::Office;
use crate::error::OfficeError;
use crate::sql::{Row, Transaction, Value};

/// A company that the office serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub id: Uuid,
    pub name: String,
    /// Merchant, warehouse or transporter.
    pub role: Role,
    /// What makes a parcel theirs. Whatever they handed in themselves is theirs anyway.
    pub claims: Vec<Claim>,
    pub created_at: DateTime<Utc>,
    /// Since when they may do nothing any more.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A company to be served from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewParty {
    pub name: String,
    pub role: Role,
    pub claims: Vec<Claim>,
}

const PARTY: &str = "SELECT party, name, role, created_at, revoked_at FROM party";

impl Office {
    /// All companies, in the order of their names.
    ///
    /// # Errors
    /// The database's.
    pub fn parties(&self) -> Result<Vec<Party>, OfficeError> {
        self.sql.read(|tx| {
            let sql = format!("{PARTY} WHERE office = $1 ORDER BY name, party");
            let rows = tx.query(&sql, &[self.number.into()])?;
            rows.iter().map(|row| self.read_party(tx, row)).collect()
        })
    }

    /// One company.
    ///
    /// # Errors
    /// There is none of that id; the database's.
    pub fn party(&self, id: Uuid) -> Result<Party, OfficeError> {
        let found = self.sql.read(|tx| self.party_in(tx, id))?;
        found.ok_or(OfficeError::Unknown { what: "party" })
    }

    /// Shuts a company out, at once: its keys and sessions are gone, its notices end.
    ///
    /// # Errors
    /// The database's.
    pub fn revoke_party(&self, id: Uuid, by: &str) -> Result<(), OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            let who = [self.number.into(), id.into(), Value::from(now)];
            let revoked = "UPDATE party SET revoked_at = COALESCE(revoked_at, $3)
                           WHERE office = $1 AND party = $2";
            if tx.execute(revoked, &who)? == 0 {
                return Err(OfficeError::Unknown { what: "party" });
            }
            tx.execute("DELETE FROM party_secret WHERE office = $1 AND party = $2", &who[..2])?;
            let told = "SELECT subscription FROM notice_subscription
                        WHERE office = $1 AND party = $2 AND ended_at IS NULL";
            for row in tx.query(told, &who[..2])? {
                self.tell_no_more(tx, row.uuid(0)?, now)?;
            }
            self.record(tx, by, "party_revoked", &serde_json::json!({ "party": id }))
        })
    }

    /// Remembers who handed a file in; the first one keeps it. Answers who that is.
    ///
    /// # Errors
    /// The database's.
    pub fn manifest_of(&self, file: &str, party: Uuid, name: &str) -> Result<Uuid, OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            let sql = "INSERT INTO manifest (office, file, party, name, at)
                       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
            let number = Value::from(self.number);
            tx.execute(sql, &[number.clone(), file.into(), party.into(), name.into(), now.into()])?;
            let owner = "SELECT party FROM manifest WHERE office = $1 AND file = $2";
            tx.one(owner, &[number, file.into()])?.uuid(0)
        })
    }

    /// Puts an act on record, under the office's row.
    pub(crate) fn record(
        &self,
        tx: &mut Transaction<'_>,
        by: &str,
        act: &str,
        detail: &serde_json::Value,
    ) -> Result<(), OfficeError> {
        self.locked(tx)?;
        self.note(tx, self.surroundings.now(), by, act, detail)
    }

    /// A company that may still do something.
    pub(crate) fn standing_party(
        &self,
        tx: &mut Transaction<'_>,
        id: Uuid,
    ) -> Result<Option<Party>, OfficeError> {
        Ok(self.party_in(tx, id)?.filter(|party| party.revoked_at.is_none()))
    }

    fn party_in(&self, tx: &mut Transaction<'_>, id: Uuid) -> Result<Option<Party>, OfficeError> {
        let sql = format!("{PARTY} WHERE office = $1 AND party = $2");
        let row = tx.first(&sql, &[self.number.into(), id.into()])?;
        row.map(|row| self.read_party(tx, &row)).transpose()
    }

    fn read_party(&self, tx: &mut Transaction<'_>, row: &Row) -> Result<Party, OfficeError> {
        let id = row.uuid(0)?;
        let damaged = |what: &str| OfficeError::Damaged { what: format!("party {id}: {what}") };
        let role = serde_json::Value::String(row.text(2)?.to_owned());
        let claims = "SELECT claim FROM party_key WHERE office = $1 AND party = $2 ORDER BY claim";
        let claims = tx.query(claims, &[self.number.into(), id.into()])?;
        Ok(Party {
            id,
            name: row.text(1)?.to_owned(),
            role: serde_json::from_value(role).map_err(|_| damaged("unknown role"))?,
            claims: claims
                .iter()
                .map(|claim| claim.text(0)?.parse().map_err(|_| damaged("unreadable claim")))
                .collect::<Result<_, _>>()?,
            created_at: row.moment(3)?,
            revoked_at: row.optional(4, Row::moment)?,
        })
    }
}
