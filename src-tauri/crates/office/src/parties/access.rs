//! Codes that are used once, access keys for people and programs, and sessions of the page.
//!
//! Nothing of them is kept but a hash: whoever reads the database cannot come in with what it holds.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Party;
use crate::Office;
use crate::error::OfficeError;
use crate::sql::{Row, Transaction, Value};

/// How long a session of the page lasts.
pub const SESSION_HOURS: i64 = 12;

/// Secrets are this long: 160 bits cannot be guessed, so a plain hash keeps them.
const SECRET_BYTES: usize = 20;

/// What a code was exchanged for.
#[derive(Clone, PartialEq, Eq)]
pub struct Redeemed {
    pub party: Party,
    /// The access key: told once, kept nowhere.
    pub key: String,
}

impl std::fmt::Debug for Redeemed {
    /// Without the key: it lets whoever reads it in.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Redeemed").field("party", &self.party).finish_non_exhaustive()
    }
}

/// What a secret is for.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Code,
    Key,
    Session,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Code => "code",
            Kind::Key => "key",
            Kind::Session => "session",
        }
    }
}

impl Office {
    /// Exchanges a code for an access key. The code is used up.
    ///
    /// # Errors
    /// `CodeUnknown` whether it was never given, is used up or has run out: a guess learns nothing.
    pub fn redeem_party_code(&self, code: &str) -> Result<Redeemed, OfficeError> {
        let now = self.surroundings.now();
        let key = self.secret();
        let party = self.sql.transaction(|tx| {
            let party = self.holder(tx, Kind::Code, code, now)?.ok_or(OfficeError::CodeUnknown)?;
            let used = "DELETE FROM party_secret WHERE office = $1 AND hash = $2";
            // Somebody else may have used it up since it was looked at.
            if tx.execute(used, &[self.number.into(), hash(code)])? == 0 {
                return Err(OfficeError::CodeUnknown);
            }
            self.keep_secret(tx, Kind::Key, &key, party.id, None)?;
            self.record(
                tx,
                &party.name,
                "party_code_redeemed",
                &serde_json::json!({ "party": party.id }),
            )?;
            Ok(party)
        })?;
        Ok(Redeemed { party, key: grouped(&key) })
    }

    /// Whose access key this is; `None` for all that is none.
    ///
    /// # Errors
    /// The database's.
    pub fn party_by_key(&self, key: &str) -> Result<Option<Party>, OfficeError> {
        let now = self.surroundings.now();
        self.sql.read(|tx| self.holder(tx, Kind::Key, key, now))
    }

    /// Whose session of the page this is; `None` for all that is none or has run out.
    ///
    /// # Errors
    /// The database's.
    pub fn party_by_session(&self, session: &str) -> Result<Option<Party>, OfficeError> {
        let now = self.surroundings.now();
        self.sql.read(|tx| self.holder(tx, Kind::Session, session, now))
    }

    /// Begins a session of the page, and forgets those that have run out.
    ///
    /// # Errors
    /// The database's.
    pub fn open_session(&self, party: Uuid) -> Result<String, OfficeError> {
        let now = self.surroundings.now();
        let expires = now + TimeDelta::hours(SESSION_HOURS);
        let session = self.secret();
        self.sql.transaction(|tx| {
            let over = "DELETE FROM party_secret WHERE office = $1 AND expires_at <= $2";
            tx.execute(over, &[self.number.into(), now.into()])?;
            self.keep_secret(tx, Kind::Session, &session, party, Some(expires))
        })?;
        Ok(session)
    }

    /// Ends a session of the page.
    ///
    /// # Errors
    /// The database's.
    pub fn close_session(&self, session: &str) -> Result<(), OfficeError> {
        self.sql.transaction(|tx| {
            let sql = "DELETE FROM party_secret WHERE office = $1 AND hash = $2 AND kind = $3";
            let session = [self.number.into(), hash(session), Kind::Session.name().into()];
            tx.execute(sql, &session).map(drop)
        })
    }

    pub(super) fn secret(&self) -> String {
        let mut bytes = [0; SECRET_BYTES];
        self.surroundings.random(&mut bytes);
        BASE32_NOPAD.encode(&bytes)
    }

    pub(super) fn keep_secret(
        &self,
        tx: &mut Transaction<'_>,
        kind: Kind,
        secret: &str,
        party: Uuid,
        expires: Option<DateTime<Utc>>,
    ) -> Result<(), OfficeError> {
        let sql = "INSERT INTO party_secret (office, hash, kind, party, created_at, expires_at)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let now = self.surroundings.now();
        let row: [Value; 6] = [
            self.number.into(),
            hash(secret),
            kind.name().into(),
            party.into(),
            now.into(),
            expires.into(),
        ];
        tx.execute(sql, &row).map(drop)
    }

    fn holder(
        &self,
        tx: &mut Transaction<'_>,
        kind: Kind,
        secret: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Party>, OfficeError> {
        let sql = "SELECT party, expires_at FROM party_secret
                   WHERE office = $1 AND hash = $2 AND kind = $3";
        let row = tx.first(sql, &[self.number.into(), hash(secret), kind.name().into()])?;
        let Some(row) = row else { return Ok(None) };
        if row.optional(1, Row::moment)?.is_some_and(|expires| expires <= now) {
            return Ok(None);
        }
        self.standing_party(tx, row.uuid(0)?)
    }
}

/// Hash of a secret however it was typed: small letters, blanks and dashes do not count.
fn hash(secret: &str) -> Value {
    let kept = secret.chars().filter(char::is_ascii_alphanumeric);
    let kept: String = kept.map(|c| c.to_ascii_uppercase()).collect();
    Value::Blob(Sha256::digest(kept).to_vec())
}

/// In groups of four, as people read it.
pub(super) fn grouped(secret: &str) -> String {
    let groups: Vec<&str> =
        (0..secret.len()).step_by(4).map(|at| &secret[at..(at + 4).min(secret.len())]).collect();
    groups.join("-")
}
