//! Forgets what was sent long ago.

use chrono::{DateTime, Utc};

use crate::Office;
use crate::error::OfficeError;
use crate::sql::Value;

impl Office {
    /// Forgets messages that were sent before a moment, the oldest first and not more than `limit`.
    /// Answers how many there were. Those that were given up stay until someone deals with them.
    ///
    /// # Errors
    /// The database's.
    pub fn prune_notices(
        &self,
        sent_before: DateTime<Utc>,
        limit: u32,
    ) -> Result<u64, OfficeError> {
        // A message is sent when it is due or later: the first condition finds the rows by the index
        // that sending uses, the second is the one that counts.
        let old = "office = $1 AND state = 'sent' AND due_at < $2 AND ended_at < $2";
        let bound = [self.number.into(), Value::from(sent_before)];
        let any = format!("SELECT 1 FROM notice_delivery WHERE {old} LIMIT 1");
        // Spares the writer a transaction while there is nothing to do.
        if self.sql.read(|tx| tx.first(&any, &bound))?.is_none() {
            return Ok(0);
        }
        self.sql.transaction(|tx| {
            // Another hub may be at it: it takes others then.
            let skip_locked = tx.skip_locked();
            let sql = format!(
                "SELECT delivery FROM notice_delivery WHERE {old}
                 ORDER BY due_at, delivery LIMIT $3{skip_locked}"
            );
            let rows = tx.query(&sql, &[self.number.into(), sent_before.into(), limit.into()])?;
            let ids = rows.iter().map(|row| row.uuid(0)).collect::<Result<Vec<_>, _>>()?;
            let these = [self.number.into(), Value::ids(ids)];
            tx.execute("DELETE FROM notice WHERE office = $1 AND delivery = ANY($2)", &these)?;
            tx.execute(
                "DELETE FROM notice_delivery WHERE office = $1 AND delivery = ANY($2)",
                &these,
            )
        })
    }
}
