//! Taking companies on, and the codes with which they come in.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::access::{Kind, grouped};
use super::{Claim, NewParty, Party};
use crate::Office;
use crate::error::{OfficeError, role_name};
use crate::sql::Transaction;

/// How long a code lets someone in, where nothing else is said: two weeks.
pub const CODE_HOURS: u32 = 14 * 24;

/// A company, and the code with which someone of it comes in.
#[derive(Clone, PartialEq, Eq)]
pub struct PartyInvited {
    pub party: Party,
    /// Told once, kept nowhere.
    pub code: String,
    pub expires_at: DateTime<Utc>,
    /// The office did not serve it before.
    pub is_new: bool,
}

impl std::fmt::Debug for PartyInvited {
    /// Without the code: it lets whoever reads it in.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PartyInvited").field("party", &self.party).finish_non_exhaustive()
    }
}

impl Office {
    /// Makes a code with which someone of the company comes in once, within so many hours.
    ///
    /// A company that the office serves already, by its role and name, stays the one it is and gets
    /// what is claimed for it in addition; any other is taken on. One that was shut out stays so: its
    /// name begins anew.
    ///
    /// # Errors
    /// `RoleNotAllowed` for a role of the office's own people; the database's.
    pub fn invite_party(
        &self,
        new: &NewParty,
        hours: u32,
        by: &str,
    ) -> Result<PartyInvited, OfficeError> {
        if !new.role.is_party() {
            return Err(OfficeError::RoleNotAllowed { role: new.role, what: "being a party" });
        }
        let (fresh, secret) = (self.surroundings.new_id(), self.secret());
        let expires_at = self.surroundings.now() + TimeDelta::hours(hours.into());
        let (id, is_new) = self.sql.transaction(|tx| {
            // Of two who invite the same company at once, the second one finds it.
            self.locked(tx)?;
            let (id, is_new) = match self.party_called(tx, new)? {
                Some(known) => {
                    self.claim_more(tx, known, &new.claims, by)?;
                    (known, false)
                }
                None => {
                    self.take_on(tx, fresh, new, by)?;
                    (fresh, true)
                }
            };
            self.keep_secret(tx, Kind::Code, &secret, id, Some(expires_at))?;
            self.record(tx, by, "party_invited", &json!({ "party": id, "hours": hours }))?;
            Ok((id, is_new))
        })?;
        Ok(PartyInvited { party: self.party(id)?, code: grouped(&secret), expires_at, is_new })
    }

    /// Takes back one thing by which parcels were a company's, at once. What it handed in stays its.
    ///
    /// # Errors
    /// It was not; the database's.
    pub fn disclaim(&self, party: Uuid, claim: &Claim, by: &str) -> Result<(), OfficeError> {
        self.sql.transaction(|tx| {
            let sql = "DELETE FROM party_key WHERE office = $1 AND party = $2 AND claim = $3";
            let row = [self.number.into(), party.into(), claim.to_string().into()];
            if matches!(claim, Claim::Sender(_)) || tx.execute(sql, &row)? == 0 {
                return Err(OfficeError::Unknown { what: "claim" });
            }
            let detail = json!({ "party": party, "claim": claim });
            self.record(tx, by, "party_disclaimed", &detail)
        })
    }

    fn take_on(
        &self,
        tx: &mut Transaction<'_>,
        id: Uuid,
        new: &NewParty,
        by: &str,
    ) -> Result<(), OfficeError> {
        let sql = "INSERT INTO party (office, party, name, role, created_at)
                   VALUES ($1, $2, $3, $4, $5)";
        let (name, now) = (new.name.trim(), self.surroundings.now());
        let role = role_name(new.role);
        tx.execute(sql, &[self.number.into(), id.into(), name.into(), role.into(), now.into()])?;
        for claim in new.claims.iter().chain([&Claim::Sender(id)]) {
            self.add_claim(tx, id, claim)?;
        }
        let detail = json!({ "party": id, "name": name, "role": new.role, "claims": new.claims });
        self.record(tx, by, "party_added", &detail)
    }

    fn claim_more(
        &self,
        tx: &mut Transaction<'_>,
        party: Uuid,
        claims: &[Claim],
        by: &str,
    ) -> Result<(), OfficeError> {
        for claim in claims {
            if self.add_claim(tx, party, claim)? {
                let detail = json!({ "party": party, "claim": claim });
                self.record(tx, by, "party_claim", &detail)?;
            }
        }
        Ok(())
    }

    /// Whether it was not theirs before.
    fn add_claim(
        &self,
        tx: &mut Transaction<'_>,
        party: Uuid,
        claim: &Claim,
    ) -> Result<bool, OfficeError> {
        let sql = "INSERT INTO party_key (office, party, claim) VALUES ($1, $2, $3)
                   ON CONFLICT DO NOTHING";
        let added =
            tx.execute(sql, &[self.number.into(), party.into(), claim.to_string().into()])?;
        Ok(added > 0)
    }

    /// The company of that role and name, as people tell names apart: by words, not by capitals.
    fn party_called(
        &self,
        tx: &mut Transaction<'_>,
        new: &NewParty,
    ) -> Result<Option<Uuid>, OfficeError> {
        let sql = "SELECT party, name FROM party
                   WHERE office = $1 AND role = $2 AND revoked_at IS NULL ORDER BY created_at, party";
        let rows = tx.query(sql, &[self.number.into(), role_name(new.role).into()])?;
        let wanted = words(&new.name);
        for row in rows {
            if words(row.text(1)?) == wanted {
                return row.uuid(0).map(Some);
            }
        }
        Ok(None)
    }
}

fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}
