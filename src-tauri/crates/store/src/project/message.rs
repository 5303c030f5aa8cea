//! Messages that were seen, that wait for their declaration, and the MRNs they make known.

use journal::{Entry, EntryId, MessageReceived};

use super::{Projector, content_hash};
use crate::error::StoreError;

impl Projector<'_> {
    pub(super) fn message(
        &self,
        position: i64,
        entry: &Entry,
        received: &MessageReceived,
    ) -> Result<(), StoreError> {
        let seen = "INSERT OR IGNORE INTO message_seen (hash) VALUES (?1)";
        let hash = content_hash(&received.message.body);
        self.connection.prepare_cached(seen)?.execute([hash])?;
        match (entry.subject, received.waited_as) {
            (None, _) => self.wait(position, received),
            (Some(_), Some(waited_as)) => self.stop_waiting(waited_as),
            (Some(_), None) => Ok(()),
        }
    }

    pub(super) fn learn_mrn(&self, no: i64, received: &MessageReceived) -> Result<(), StoreError> {
        let Some(mrn) = &received.message.mrn else { return Ok(()) };
        let sql = "INSERT OR IGNORE INTO known_mrn (mrn, declaration) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((mrn, no))?;
        Ok(())
    }

    fn wait(&self, position: i64, received: &MessageReceived) -> Result<(), StoreError> {
        let sql = "INSERT INTO waiting_message (entry, lrn, mrn) VALUES (?1, ?2, ?3)";
        let message = &received.message;
        self.connection.prepare_cached(sql)?.execute((position, &message.lrn, &message.mrn))?;
        Ok(())
    }

    fn stop_waiting(&self, waited_as: EntryId) -> Result<(), StoreError> {
        let sql = "DELETE FROM waiting_message
                   WHERE entry = (SELECT position FROM entry WHERE id = ?1)";
        self.connection.prepare_cached(sql)?.execute([waited_as.0.as_bytes()])?;
        Ok(())
    }
}
