//! Finding declarations and messages by what others call them.

use chrono::{DateTime, Utc};
use journal::{AttachmentHash, DeclarationId, EntryId};
use rusqlite::{OptionalExtension, Params};

use crate::attachments::text_of;
use crate::entries::{moment, uuid};
use crate::error::StoreError;
use crate::store::Reader;

/// The parcels of one consignee under one transport document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub parcels: u64,
    /// Value of those whose value is known, in euro cents.
    pub value_cents: i64,
    /// In the order in which they came.
    pub ids: Vec<DeclarationId>,
}

impl Reader {
    /// Declarations whose id, LRN or MRN this is, without regard to case. An LRN need not be unique:
    /// two declarants may use the same.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find(&self, text: &str) -> Result<Vec<DeclarationId>, StoreError> {
        let text = text.trim();
        if let Ok(id) = text.parse::<DeclarationId>() {
            let found = self.ids("SELECT id FROM declaration WHERE id = ?1", [id.0.as_bytes()])?;
            return Ok(found);
        }
        let sql = "SELECT id FROM declaration WHERE no IN (
                SELECT no FROM declaration WHERE lrn = ?1 AND lrn <> ''
                UNION SELECT no FROM declaration WHERE mrn = ?1 AND mrn <> ''
                UNION SELECT declaration FROM known_mrn WHERE mrn IN (?1, upper(?1)))
            ORDER BY no";
        self.ids(sql, [text])
    }

    /// Those of these declarations that are on this desk.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn here(&self, ids: &[DeclarationId]) -> Result<Vec<DeclarationId>, StoreError> {
        let sql = "SELECT 1 FROM declaration WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut here = Vec::new();
        for id in ids {
            if statement.exists([id.0.as_bytes()])? {
                here.push(*id);
            }
        }
        Ok(here)
    }

    /// Declarations with exactly this LRN, in the order in which they came.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn by_lrn(&self, lrn: &str) -> Result<Vec<DeclarationId>, StoreError> {
        let sql = "SELECT id FROM declaration
                   WHERE lrn = ?1 AND lrn = ?1 COLLATE BINARY AND lrn <> '' ORDER BY no";
        self.ids(sql, [lrn])
    }

    /// Declarations with exactly this MRN: their own, or one that a message gave them earlier.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn by_mrn(&self, mrn: &str) -> Result<Vec<DeclarationId>, StoreError> {
        let sql = "SELECT id FROM declaration WHERE no IN (
                SELECT no FROM declaration
                WHERE mrn = ?1 AND mrn = ?1 COLLATE BINARY AND mrn <> ''
                UNION SELECT declaration FROM known_mrn WHERE mrn = ?1)
            ORDER BY no";
        self.ids(sql, [mrn])
    }

    /// When the last message of the authority came onto the desk.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_message_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT at FROM entry WHERE kind = 'message_received'
                   ORDER BY position DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let at: Option<i64> = statement.query_row([], |row| row.get(0)).optional()?;
        at.map(moment).transpose()
    }

    /// Hash of the declaration's body as it was last imported, see
    /// [`content_hash`](crate::content_hash), also of one that is on the hub only; `None` where there
    /// is no such declaration.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn body_hash_of(&self, id: DeclarationId) -> Result<Option<[u8; 32]>, StoreError> {
        let sql = "SELECT hash FROM content JOIN declaration ON no = declaration WHERE id = ?1
                   UNION ALL SELECT content FROM evicted WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Whether a message with this body, see [`content_hash`](crate::content_hash), was stored.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_message(&self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM message_seen WHERE hash = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([hash])?)
    }

    /// Messages that wait for a declaration with this LRN or MRN, in the order in which they came. A
    /// message that names only an MRN is found by the LRN too, where another one names both.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn waiting_for(
        &self,
        lrn: Option<&str>,
        mrn: Option<&str>,
    ) -> Result<Vec<EntryId>, StoreError> {
        let sql = "SELECT entry.id FROM waiting_message AS waiting
            JOIN entry ON entry.position = waiting.entry
            WHERE waiting.lrn = ?1 OR waiting.mrn = ?2 OR waiting.mrn IN (
                SELECT mrn FROM waiting_message WHERE lrn = ?1 AND mrn IS NOT NULL)
            ORDER BY waiting.entry";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map((lrn, mrn), |row| Ok(EntryId(uuid(row, 0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Declarations with a conflict in which someone has to choose, in the order in which they came;
    /// with `all` also those whose conflicts were answered, or in which both sides agreed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn conflicts(&self, all: bool) -> Result<Vec<DeclarationId>, StoreError> {
        let sql = "SELECT id FROM declaration WHERE disputes > 0 AND conflicts >= ?1 ORDER BY no";
        self.ids(sql, [i64::from(!all)])
    }

    /// How many conflicts there are in which someone has to choose.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn conflict_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(sum(conflicts), 0) FROM declaration WHERE disputes > 0";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// How many messages wait for their declaration.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn waiting_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM waiting_message";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The declaration's consignment; `None` where it belongs to none, because it names no
    /// consignee or transport document or is no low-value parcel.
    ///
    /// # Errors
    /// `UnknownDeclaration`.
    pub fn group_of(&self, id: DeclarationId) -> Result<Option<Group>, StoreError> {
        let group = "SELECT consignment FROM declaration WHERE id = ?1";
        let group: Option<i64> = self
            .connection
            .prepare_cached(group)?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::UnknownDeclaration(id))?;
        let Some(group) = group else { return Ok(None) };
        let sql = "SELECT parcels, value_cents FROM consignment WHERE no = ?1";
        let (parcels, value_cents) = self
            .connection
            .prepare_cached(sql)?
            .query_row([group], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let ids =
            self.ids("SELECT id FROM declaration WHERE consignment = ?1 ORDER BY no", [group])?;
        Ok(Some(Group { parcels, value_cents, ids }))
    }

    /// The file that a declaration first came in.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn file_of(&self, id: DeclarationId) -> Result<Option<AttachmentHash>, StoreError> {
        let sql = "SELECT hash FROM named_file JOIN declaration ON declaration.file = named_file.no
                   WHERE declaration.id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let hash = statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?;
        Ok(hash.map(text_of))
    }

    pub(crate) fn ids(
        &self,
        sql: &str,
        params: impl Params,
    ) -> Result<Vec<DeclarationId>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(params, |row| Ok(DeclarationId(uuid(row, 0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
