//! Every act that concerns the office itself, in a chain that shows whether a row was altered.

use chrono::{DateTime, Utc};
use journal::Hash;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::error::OfficeError;
use crate::office::Office;
use crate::sql::{Row, Transaction, Value};

/// One administrative act.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// From one, without gaps.
    pub number: u64,
    /// By the hub's clock.
    pub at: DateTime<Utc>,
    /// Who did it: a person, or `device:` and its name.
    pub actor: String,
    /// Which act, for example `enrolled`.
    pub act: String,
    /// What about.
    pub detail: Json,
    /// Hash of the row before; [`Hash::ZERO`] for the first.
    pub previous: Hash,
    /// SHA-256 over everything above.
    pub hash: Hash,
}

impl AuditRow {
    /// The hash that the row must carry.
    pub fn expected_hash(&self) -> Hash {
        let mut sha = Sha256::new_with_prefix(b"greenlane.audit.1");
        let mut field = |bytes: &[u8]| {
            sha.update((bytes.len() as u64).to_le_bytes());
            sha.update(bytes);
        };
        field(&self.number.to_le_bytes());
        field(&self.at.timestamp_millis().to_le_bytes());
        field(self.actor.as_bytes());
        field(self.act.as_bytes());
        field(self.detail.to_string().as_bytes());
        field(&self.previous.0);
        Hash(sha.finalize().into())
    }
}

const COLUMNS: &str = "number, at, actor, act, detail, previous, hash";

impl Office {
    /// The acts that follow number `after`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// The database's.
    pub fn audit(&self, after: u64, limit: u32) -> Result<Vec<AuditRow>, OfficeError> {
        self.sql.read(|tx| self.audit_in(tx, after, limit))
    }

    pub(crate) fn audit_in(
        &self,
        tx: &mut Transaction<'_>,
        after: u64,
        limit: u32,
    ) -> Result<Vec<AuditRow>, OfficeError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM audit WHERE office = $1 AND number > $2 ORDER BY number LIMIT $3"
        );
        let params = [self.number.into(), after.into(), Value::from(limit)];
        tx.query(&sql, &params)?.iter().map(read).collect()
    }

    /// Puts an act on record. The office's row must be locked, or two acts could follow one.
    pub(crate) fn note(
        &self,
        tx: &mut Transaction<'_>,
        at: DateTime<Utc>,
        actor: &str,
        act: &str,
        detail: &Json,
    ) -> Result<(), OfficeError> {
        let last = "SELECT number, hash FROM audit WHERE office = $1 ORDER BY number DESC LIMIT 1";
        let last = tx.first(last, &[self.number.into()])?;
        let (number, previous) = match last {
            Some(row) => (row.number(0)?, row.hash(1)?),
            None => (0, Hash::ZERO),
        };
        let mut row = AuditRow {
            number: number + 1,
            at,
            actor: actor.to_owned(),
            act: act.to_owned(),
            detail: detail.clone(),
            previous,
            hash: Hash::ZERO,
        };
        row.hash = row.expected_hash();
        let sql = "INSERT INTO audit (office, number, at, actor, act, detail, previous, hash)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params = [
            self.number.into(),
            row.number.into(),
            row.at.into(),
            row.actor.into(),
            row.act.into(),
            row.detail.to_string().into(),
            row.previous.into(),
            Value::from(row.hash),
        ];
        tx.execute(sql, &params).map(drop)
    }
}

fn read(row: &Row) -> Result<AuditRow, OfficeError> {
    let detail = serde_json::from_str(row.text(4)?);
    let detail = detail.map_err(|cause| OfficeError::Damaged { what: cause.to_string() })?;
    Ok(AuditRow {
        number: row.number(0)?,
        at: row.moment(1)?,
        actor: row.text(2)?.to_owned(),
        act: row.text(3)?.to_owned(),
        detail,
        previous: row.hash(5)?,
        hash: row.hash(6)?,
    })
}
