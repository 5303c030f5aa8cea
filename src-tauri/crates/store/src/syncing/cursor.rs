//! Up to where this desk has everything of its subscription.

use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::entries::{moment, uuid};
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// How far this desk has come in the office's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HubCursor {
    /// The office's history that the numbers belong to.
    pub epoch: Uuid,
    /// The desk has everything of its subscription up to here.
    pub sequence: u64,
    /// The last number that the hub had given when it was last heard.
    pub head: u64,
    /// The hub's clock then, to the millisecond. Shown, never compared.
    pub hub_at: DateTime<Utc>,
    /// This desk's clock then, to the millisecond.
    pub heard_at: DateTime<Utc>,
}

impl Reader {
    /// How far this desk has come; `None` where it never heard of a hub.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn cursor(&self) -> Result<Option<HubCursor>, StoreError> {
        let sql = "SELECT epoch, sequence, head, hub_at, heard_at FROM hub_cursor";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_row([], |row| {
                let clocks: (i64, i64) = (row.get(3)?, row.get(4)?);
                Ok((uuid(row, 0)?, row.get(1)?, row.get(2)?, clocks))
            })
            .optional()?;
        let Some((epoch, sequence, head, (hub_at, heard_at))) = found else { return Ok(None) };
        let (hub_at, heard_at) = (moment(hub_at)?, moment(heard_at)?);
        Ok(Some(HubCursor { epoch, sequence, head, hub_at, heard_at }))
    }
}

impl Writer<'_> {
    /// Moves the cursor. Do it in the transaction that received the page: entries written from now on
    /// say that their author knew everything up to there.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn set_cursor(&mut self, cursor: HubCursor) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO hub_cursor (one, epoch, sequence, head, hub_at, heard_at)
                   VALUES (1, ?1, ?2, ?3, ?4, ?5)";
        self.connection.prepare_cached(sql)?.execute((
            cursor.epoch.as_bytes(),
            cursor.sequence,
            cursor.head,
            cursor.hub_at.timestamp_millis(),
            cursor.heard_at.timestamp_millis(),
        ))?;
        self.head.seen = cursor.sequence;
        Ok(())
    }
}
